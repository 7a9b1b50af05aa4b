import { inTransaction } from '#server/db/transaction.ts';
import type { Split } from './schema-splits.ts';
import { assignMissingSplits, readSplits } from './store-splits.ts';

/** Gives every product of a catalog that has no split one, which it keeps for ever. */
export async function assignSplits(catalogId: string): Promise<void> {
  await inTransaction((tx) => assignMissingSplits(tx, catalogId), { timeoutMs: 120_000 });
}

/**
 * The split of every product of a catalog, by product id. Products that had none get one first; one whose duplicate group
 * has since reached into a stronger split is `quarantined`.
 */
export async function splitsOf(catalogId: string): Promise<Map<string, { split: Split; groupHash: string }>> {
  await assignSplits(catalogId);
  return readSplits(catalogId);
}
