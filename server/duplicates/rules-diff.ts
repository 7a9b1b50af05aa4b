/** Members side by side: fields as rows, what speaks against "same product" first. Pure, with a total order (law 11). */

import { parseQuantities } from '#server/ml/pairs/quantities.ts';
import { formatPrice } from '#server/review/card-facts.ts';
import type { CardProduct } from '#server/review/schema-product.ts';
import { type FieldRule, fieldRules, foldValue, piecesOf } from './rules-fields.ts';
import type { DiffRow, DiffStanding } from './schema-card.ts';

interface Said {
  value: string;
  locale: string | null;
}

/** Whether two values speak against each other: other words in another language do not. */
function areApart(x: Said, y: Said, rule: FieldRule): boolean {
  if (rule.agree(x.value, y.value)) return false;
  return !rule.comparable || x.locale === y.locale || rule.comparable(x.value, y.value);
}

const somePair = (said: readonly Said[], holds: (x: Said, y: Said) => boolean): boolean =>
  said.some((x, at) => said.slice(at + 1).some((y) => holds(x, y)));

function standingOf(
  members: readonly CardProduct[],
  values: readonly (string | null)[],
  rule: FieldRule,
): DiffStanding {
  const present = members.flatMap(({ locale }, at): Said[] => {
    const value = values[at];
    return value === null ? [] : [{ value, locale }];
  });
  if (new Set(present.map(({ value }) => foldValue(value))).size <= 1)
    return present.length === values.length ? 'equal' : 'alone';
  if (!somePair(present, (x, y) => !rule.agree(x.value, y.value))) return 'agrees';
  return rule.identity && somePair(present, (x, y) => areApart(x, y, rule)) ? 'conflict' : 'differs';
}

/** Members whose value does not agree with the one that most say; none where no value has more behind it. */
function oddOnes(values: readonly (string | null)[], rule: FieldRule): number[] {
  const support = values.map((x) =>
    x === null ? 0 : values.filter((y) => y !== null && rule.agree(x, y)).length,
  );
  const most = Math.max(...support);
  const leader = values[support.indexOf(most)];
  const odd = values.flatMap((value, at) =>
    leader !== null && value !== null && !rule.agree(leader, value) ? [at] : [],
  );
  return odd.some((at) => support[at] === most) ? [] : odd;
}

/** Millilitres or grams of one exact measure. */
function measureOf(said: string): number | null {
  const [found] = parseQuantities(foldValue(said));
  return found && found.low === found.high ? found.low : null;
}

/** Prices per piece, litre or kilogram, where listings hold different amounts. */
function unitPrices(members: readonly CardProduct[], rules: readonly FieldRule[]): DiffRow | null {
  const units = [
    { label: 'pieces', per: 1, word: 'piece' },
    { label: 'volume', per: 1000, word: 'litre' },
    { label: 'weight', per: 1000, word: 'kg' },
  ];
  for (const { label, per, word } of units) {
    const rule = rules.find((one) => one.label === label);
    if (!rule) continue;
    const said = members.map((member) => rule.read(member) ?? rule.readTitle?.(member) ?? null);
    // Where all hold as much as each other, 250 g being 0.6 lb, the price itself says it.
    const present = said.filter((value) => value !== null);
    if (!present.some((x) => present.some((y) => !rule.agree(x, y)))) continue;
    const amounts = said.map((value) =>
      value === null ? null : label === 'pieces' ? piecesOf(value) : measureOf(value),
    );
    if (new Set(amounts.filter((amount) => amount !== null)).size < 2) continue;
    const prices = members.map((member, at) => {
      const held = amounts[at];
      if (held === null || held === 0 || member.priceMinor === null) return null;
      return Math.round((member.priceMinor * per) / held);
    });
    const values = members.map(({ currency, catalogLocale }, at) => {
      const minor = prices[at];
      return minor === null ? null : formatPrice(BigInt(minor), currency, catalogLocale);
    });
    if (values.filter((value) => value !== null).length >= 2)
      return {
        field: `unitPrice:${word}`,
        label: `price per ${word}`,
        values,
        prices,
        standing: 'differs',
        odd: [],
        key: true,
      };
  }
  return null;
}

const standingOrder: Record<DiffStanding, number> = {
  conflict: 0,
  differs: 1,
  agrees: 2,
  alone: 3,
  equal: 4,
};

/** Conflicts first, then what identifies, then what differs; fields that nobody has are left out. */
export function diffMembers(members: readonly CardProduct[]): DiffRow[] {
  const rules = fieldRules(members);
  const rows = rules.map((rule): DiffRow => {
    const values = members.map((member) => rule.read(member) ?? rule.readTitle?.(member) ?? null);
    const { field, label, key } = rule;
    const standing = standingOf(members, values, rule);
    const odd = standing === 'conflict' ? oddOnes(values, rule) : [];
    const row = { field, label, values, standing, odd, key };
    return field === 'price' ? { ...row, prices: members.map((member) => member.priceMinor) } : row;
  });
  const unit = unitPrices(members, rules);
  const place = (row: DiffRow) =>
    row.standing === 'conflict' ? 0 : row.key ? 1 : 2 + standingOrder[row.standing];
  return [...rows, ...(unit ? [unit] : [])]
    .filter((row) => row.values.some((value) => value !== null))
    .map((row, at) => ({ row, at }))
    .sort((x, y) => place(x.row) - place(y.row) || orderWithin(x.row) - orderWithin(y.row) || x.at - y.at)
    .map(({ row }) => row);
}

/** Among the key fields: differing ones before equal ones. */
const orderWithin = (row: DiffRow): number =>
  row.standing === 'conflict' ? Number(!row.key) : standingOrder[row.standing];
