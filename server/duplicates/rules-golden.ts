import type { CardProduct } from '#server/review/schema-product.ts';
import { type FieldRule, fieldRules, foldValue } from './rules-fields.ts';
import type { GoldenField } from './schema-card.ts';
import { type Survivorship, type SurvivorshipRule, survivorshipFields } from './schema-survivorship.ts';

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

interface Present {
  value: string;
  productId: string;
  sellerName: string;
}

/** What the catalog's people set for a field, else what the field comes with. */
function ruleOf({ field, golden }: FieldRule, { rules }: Survivorship): SurvivorshipRule | null {
  if (golden === null) return null;
  const known = survivorshipFields.find((one) => one === field);
  return rules[known ?? 'attributes'] ?? golden;
}

/** The first in the order of trust; ties by the order of the members, which is also that of sellers nobody named. */
function mostTrusted(present: readonly Present[], trusted: readonly string[]): Present {
  const trustOf = ({ sellerName }: Present): number => {
    const place = trusted.indexOf(sellerName);
    return place < 0 ? trusted.length : place;
  };
  return present.reduce((best, one) => (trustOf(one) < trustOf(best) ? one : best));
}

function pickValue(rule: FieldRule, ranked: readonly CardProduct[], set: Survivorship): Present | null {
  const present = ranked.flatMap((member): Present[] => {
    const value = rule.read(member);
    const { productId, sellerName } = member;
    return value === null ? [] : [{ value, productId, sellerName }];
  });
  const chosen = ruleOf(rule, set);
  if (present.length === 0) return null;
  if (chosen === 'longest')
    return present.reduce((best, one) => (one.value.length > best.value.length ? one : best));
  if (chosen === 'best-member') return present[0];
  if (chosen === 'trusted-seller') return mostTrusted(present, set.trustedSellers);
  const votes = new Map<string, number>();
  for (const { value } of present) votes.set(foldValue(value), (votes.get(foldValue(value)) ?? 0) + 1);
  const most = Math.max(...votes.values());
  return present.find(({ value }) => votes.get(foldValue(value)) === most) ?? null;
}

/**
 * The record that a merge of these members would hold, field by field, with its source and the values that lose.
 * @param set the catalog's own rules of survivorship
 */
export function chooseGolden(
  members: readonly CardProduct[],
  set: Survivorship = { rules: {}, trustedSellers: [] },
): GoldenField[] {
  const ranked = rankMembers(members);
  return fieldRules(ranked)
    .filter((rule) => rule.golden !== null)
    .flatMap((rule) => {
      const picked = pickValue(rule, ranked, set);
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
