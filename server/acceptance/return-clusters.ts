import { policyActor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { takeBackMerge } from '#server/duplicates/merge-by-policy.ts';
import { lockPolicy } from './store.ts';
import { clusterPolicy, keepAccepted, lockReturning } from './store-clusters.ts';

const batchSize = 25;

/**
 * Takes back the merges that are marked, in short transactions, the latest first (one may stand on another). Ends where none
 * is left, or told to stop; what is left then is taken back by the next step of the worker. Returns how many.
 */
export async function returnClusters(catalogId: string, signal: AbortSignal): Promise<number> {
  let returned = 0;
  for (let isMore = true; isMore && !signal.aborted; ) {
    const batch = await inTransaction(async (tx) => {
      const policy = await lockPolicy(tx, { catalogId, queue: 'duplicates' });
      const rows = policy ? await lockReturning(tx, catalogId, batchSize) : [];
      const built: string[] = [];
      for (const { decisionId } of rows)
        if (!policy || !(await takeBackMerge(tx, policyActor(policy), decisionId, clusterPolicy)))
          built.push(decisionId);
      await keepAccepted(tx, built);
      return { rows: rows.length, returned: rows.length - built.length };
    });
    returned += batch.returned;
    isMore = batch.rows === batchSize;
  }
  return returned;
}
