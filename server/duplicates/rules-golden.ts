import type { CardProduct } from '#server/review/schema-product.ts';
import { type FieldRule, fieldRules, foldValue } from './rules-fields.ts';
import type { GoldenField } from './schema-card.ts';

/**
 * What a merged record would hold. Pure, and a total order everywhere (law 11): the preview that a person saw is what
 * the merge writes.
 */
function completeness(member: CardProduct): number {
  const { title, brand, gtin, mpn, price, description, sellerCategoryPath } = member;
  const plain = [title, brand, gtin, mpn, price, description, sellerCategoryPath];
  return (
    plain.filter((value) => value !== null).length +
    member.attributes.length +
    2 * Math.min(3, member.images.length)
  );
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
  return fieldRules(ranked)
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
