/** Groups what was written before there were groups (installations of an earlier version), until fewer than a pool wait. */
import { inTransaction } from '#server/db/transaction.ts';
import { groupSome, usualSizes } from './group-embeddings.ts';
import { modelsPending } from './store-groups.ts';

export async function run(signal: AbortSignal): Promise<void> {
  for (const modelVersionId of await modelsPending(usualSizes.pool)) {
    let looked = usualSizes.pool;
    while (looked >= usualSizes.pool && !signal.aborted)
      looked = await inTransaction((tx) => groupSome(tx, modelVersionId));
  }
}
