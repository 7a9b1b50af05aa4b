/** Orders of groups with an estimated share of wrong categories. Pure. */
import type { WrongGroup } from '#server/insights/schema-wrong.ts';

/** `share` goes by the lower end: a handful of products whose share may be anything does not lead. */
const orders = {
  count: (a, b) => b.share * b.rows - a.share * a.rows,
  share: (a, b) => b.low - a.low || b.share - a.share,
  name: () => 0,
} as const satisfies Record<string, (a: WrongGroup, b: WrongGroup) => number>;

export type WrongOrder = keyof typeof orders;
export const wrongOrders = Object.keys(orders) as WrongOrder[];

export function orderGroups(groups: readonly WrongGroup[], order: WrongOrder): WrongGroup[] {
  return groups.toSorted((a, b) => orders[order](a, b) || a.name.localeCompare(b.name));
}
