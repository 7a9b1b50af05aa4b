import { inTransaction } from '#server/db/transaction.ts';
import type { Split } from './schema-splits.ts';
import { assignMissingSplits, readSplits } from './store-splits.ts';

/**
 * The split of every product of a catalog, by product id. Products that had none get one first and keep it for ever;
 * one whose duplicate group has since reached into a stronger split is `quarantined`.
 */
export async function splitsOf(catalogId: string): Promise<Map<string, { split: Split; groupHash: string }>> {
  await inTransaction((tx) => assignMissingSplits(tx, catalogId), { timeoutMs: 120_000 });
  return readSplits(catalogId);
}
