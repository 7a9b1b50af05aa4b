import type { Tx } from '#server/db/transaction.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { excludeLabelsOf } from '#server/labels/record-label.ts';
import type { DecisionRow } from '#server/review/store-decisions.ts';
import type { ClusterEffect } from './apply-cluster-decision.ts';
import {
  dissolveCluster,
  lockCluster,
  markMergeUndone,
  readMergesOf,
  restoreMembers,
  setSurvivor,
} from './store-cluster.ts';
import { supersedeFacts } from './store-facts.ts';
import { withdrawAsked } from './store-filed.ts';

/**
 * Reverses a cluster decision in the undo's transaction: merges, facts, labels, clusters, and the person's stage.
 * False where somebody has built on it (a survivor was merged on): that merge must be undone first.
 */
export async function reverseClusterDecision(
  tx: Tx,
  decision: DecisionRow,
  undoDecisionId: string,
): Promise<boolean> {
  const effect = decision.effect as Partial<ClusterEffect>;
  const { catalogId, subjectId: clusterId } = decision;
  await excludeLabelsOf(tx, decision.id);
  await wakeUnits(tx, { catalogId, stage: 'review-duplicates', unitIds: [clusterId] });
  if (!effect.memberIds) return true;
  await lockCluster(tx, clusterId);
  const merges = await readMergesOf(tx, decision.id);
  if (merges.some((merge) => !merge.isIntact)) return false;
  for (const merge of merges) {
    const losers = merge.memberIds.filter((id) => id !== merge.survivorId);
    await setSurvivor(tx, losers, null);
    // While they were merged nobody looked for what is like them.
    await wakeUnits(tx, { catalogId, stage: 'features', unitIds: losers });
    await markMergeUndone(tx, merge.id, undoDecisionId);
    await withdrawAsked(tx, merge.survivorId);
  }
  await supersedeFacts(tx, decision.id, undoDecisionId);
  for (const id of effect.newClusterIds ?? []) await dissolveCluster(tx, id);
  await restoreMembers(tx, clusterId, effect.memberIds);
  await wakeUnits(tx, { catalogId, stage: 'cluster', unitIds: [catalogId] });
  return true;
}
