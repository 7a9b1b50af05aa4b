import type { CardProduct } from '#server/review/schema-product.ts';
import type { DiffRow, DiffStanding, GoldenField } from './schema-card.ts';

/**
 * How members are compared and what a merged record would hold. Pure, and a total order everywhere (law 11):
 * the preview that a person saw is what the merge writes.
 */
interface FieldRule {
  field: string;
  label: string;
  read: (member: CardProduct) => string | null;
  /** Different values speak against "same product"; else they are only how a seller writes. */
  identity: boolean;
  /** Always on top, also when equal: where false merges come from. */
  key: boolean;
  /** `majority`: the value that most have; `longest`: the one that says most; null: each seller's own, never merged. */
  golden: 'majority' | 'longest' | 'best-member' | null;
}

const fields: readonly FieldRule[] = [
  {
    field: 'title',
    label: 'title',
    read: (m) => m.title,
    identity: false,
    key: true,
    golden: 'best-member',
  },
  { field: 'brand', label: 'brand', read: (m) => m.brand, identity: true, key: true, golden: 'majority' },
  { field: 'gtin', label: 'GTIN', read: (m) => m.gtin, identity: true, key: true, golden: 'majority' },
  { field: 'mpn', label: 'MPN', read: (m) => m.mpn, identity: true, key: true, golden: 'majority' },
  { field: 'price', label: 'price', read: (m) => m.price, identity: false, key: true, golden: null },
  {
    field: 'description',
    label: 'description',
    read: (m) => m.description,
    identity: false,
    key: false,
    golden: 'longest',
  },
  {
    field: 'sellerCategoryPath',
    label: 'seller’s path',
    read: (m) => m.sellerCategoryPath,
    identity: false,
    key: false,
    golden: null,
  },
];

/** Attributes whose difference is the usual false merge: they belong on top with brand and GTIN. */
const keyAttribute =
  /pack|size|capacity|storage|memory|count|pieces|quantity|volume|weight|colou?r|year|model|grö|farbe|taille|couleur|talla|color|taglia|colore/i;

export function foldValue(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.,]+/gu, ' ')
    .trim();
}

function attributeRules(members: readonly CardProduct[]): FieldRule[] {
  const byName = new Map<string, string>();
  for (const member of members) {
    for (const fact of member.attributes)
      if (!byName.has(foldValue(fact.name))) byName.set(foldValue(fact.name), fact.name);
  }
  return [...byName].map(([folded, label]) => ({
    field: `attribute:${folded}`,
    label,
    read: (member: CardProduct) =>
      member.attributes.find((fact) => foldValue(fact.name) === folded)?.value ?? null,
    identity: true,
    key: keyAttribute.test(label),
    golden: 'majority' as const,
  }));
}

function standingOf(values: readonly (string | null)[], identity: boolean): DiffStanding {
  const present = values.filter((value): value is string => value !== null);
  const distinct = new Set(present.map(foldValue));
  if (distinct.size > 1) return identity ? 'conflict' : 'differs';
  return present.length === values.length ? 'equal' : 'alone';
}

const standingOrder: Record<DiffStanding, number> = { conflict: 0, differs: 1, alone: 2, equal: 3 };

/** Fields as rows, members as columns: what identifies first, then what differs; fields that nobody has are left out. */
export function diffMembers(members: readonly CardProduct[]): DiffRow[] {
  const rows = [...fields, ...attributeRules(members)].map((rule, at) => {
    const values = members.map(rule.read);
    return {
      at,
      row: {
        field: rule.field,
        label: rule.label,
        values,
        standing: standingOf(values, rule.identity),
        key: rule.key,
      },
    };
  });
  return rows
    .filter(({ row }) => row.values.some((value) => value !== null))
    .sort(
      (x, y) =>
        Number(y.row.key) - Number(x.row.key) ||
        standingOrder[x.row.standing] - standingOrder[y.row.standing] ||
        x.at - y.at,
    )
    .map(({ row }) => row);
}

function completeness(member: CardProduct): number {
  const plain = fields.filter((rule) => rule.read(member) !== null).length;
  return plain + member.attributes.length + 2 * Math.min(3, member.images.length);
}

/** The most complete first; ties by id. The first is the survivor unless one already is. */
export function rankMembers<M extends CardProduct>(members: readonly M[]): M[] {
  return [...members].sort(
    (x, y) => completeness(y) - completeness(x) || (x.productId < y.productId ? -1 : 1),
  );
}

function pickValue(
  rule: FieldRule,
  ranked: readonly CardProduct[],
): { value: string; productId: string } | null {
  const present = ranked.flatMap((member) => {
    const value = rule.read(member);
    return value === null ? [] : [{ value, productId: member.productId }];
  });
  if (present.length === 0) return null;
  if (rule.golden === 'longest')
    return present.reduce((best, one) => (one.value.length > best.value.length ? one : best));
  if (rule.golden === 'best-member') return present[0];
  const votes = new Map<string, number>();
  for (const { value } of present) votes.set(foldValue(value), (votes.get(foldValue(value)) ?? 0) + 1);
  const most = Math.max(...votes.values());
  return present.find(({ value }) => votes.get(foldValue(value)) === most) ?? null;
}

/** The record that a merge of these members would hold, field by field, with its source and the values that lose. */
export function chooseGolden(members: readonly CardProduct[]): GoldenField[] {
  const ranked = rankMembers(members);
  return [...fields, ...attributeRules(ranked)]
    .filter((rule) => rule.golden !== null)
    .flatMap((rule) => {
      const picked = pickValue(rule, ranked);
      if (!picked) return [];
      const losers = ranked.flatMap((member) => {
        const value = rule.read(member);
        return value !== null && foldValue(value) !== foldValue(picked.value)
          ? [{ productId: member.productId, value }]
          : [];
      });
      return [
        { field: rule.field, label: rule.label, value: picked.value, productId: picked.productId, losers },
      ];
    });
}
