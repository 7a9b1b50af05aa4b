/** Which proposals are so clear that a person may accept them together. Pure. */
import type { SellerCategoryRow } from '#server/browse/schema-sellers.ts';

/** So many products must have voted, and so large a share of them for the proposal. */
export const clearVotersMin = 5;
export const clearShareMin = 0.95;

/** Categories that nobody has mapped yet and whose products agree on the proposal. */
export function clearRows(rows: readonly SellerCategoryRow[]): SellerCategoryRow[] {
  return rows.filter(({ state, proposals, voters }) => {
    const votes = proposals[0]?.votes ?? 0;
    return state === 'new' && voters >= clearVotersMin && votes >= clearShareMin * voters;
  });
}
