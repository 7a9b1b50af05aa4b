import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { type DecisionRow, decisionByKey, insertDecision } from '#server/review/store-decisions.ts';
import type { ClusterEffect } from './apply-cluster-decision.ts';
import { mergeCluster } from './merge-cluster.ts';
import { lockCluster, setCluster } from './store-cluster.ts';
import { areToldApart, lockAnswers } from './store-facts.ts';
import { reverseClusterDecision } from './undo-merge.ts';

export interface PolicyMerge {
  catalogId: string;
  clusterId: string;
  /** As the policy saw them, by id: a cluster that changed since is left alone. */
  memberIds: readonly string[];
  revision: number;
  p: number;
  modelVersionId: string;
  servedPolicy: string;
  policyVersion: number;
}

const keyOf = (decisionId: string): string => `acceptance/${decisionId}`;
const blank = {
  ...{ itemId: null, suggestionShown: false, blind: false, servedProbability: 1, seconds: null },
  ...{ idleRemoved: false, leaseNumber: null, secondOpinion: false },
};

/**
 * Merges a proposed cluster as the decision of a policy: no fact and no label, since nobody has looked. Null where the
 * cluster is another than the policy saw, or people told any of its records apart.
 */
export async function mergeByPolicy(tx: Tx, policy: Actor, merge: PolicyMerge): Promise<string | null> {
  const { catalogId, clusterId, modelVersionId, servedPolicy, policyVersion, p } = merge;
  await lockAnswers(tx, catalogId);
  const cluster = await lockCluster(tx, clusterId);
  const memberIds = [...merge.memberIds].sort();
  const isSame =
    cluster?.state === 'proposed' &&
    cluster.revision === merge.revision &&
    cluster.memberIds.join() === memberIds.join() &&
    cluster.liveIds.length === memberIds.length;
  if (!isSame || (await areToldApart(tx, memberIds))) return null;
  const decisionId = newId();
  await setCluster(tx, clusterId, 'merged', memberIds);
  const { mergeId } = await mergeCluster(tx, { catalogId, clusterId, decisionId, memberIds });
  const effect: ClusterEffect = { memberIds, newClusterIds: [], mergeIds: [mergeId], factIds: [] };
  const answer = { kind: 'merge', ticked: memberIds, others: [], via: 'acceptance', policyVersion };
  await insertDecision(tx, policy, {
    ...blank,
    ...{ id: decisionId, catalogId, subjectId: clusterId, answer, effect, modelVersionId, servedPolicy },
    ...{ kind: memberIds.length === 2 ? 'pair' : 'cluster', relation: 'same', score: p },
    idempotencyKey: keyOf(decisionId),
  });
  return decisionId;
}

/**
 * Takes a policy's merge back: an undo that supersedes it, the listings as they were, the cluster proposed again. False
 * where somebody has built on it since: then it stands.
 */
export async function takeBackMerge(
  tx: Tx,
  policy: Actor,
  decisionId: string,
  servedPolicy: string,
): Promise<boolean> {
  const decision: DecisionRow | null = await decisionByKey(tx, keyOf(decisionId));
  if (!decision || decision.supersededBy) return false;
  const { catalogId, subjectId } = decision;
  await lockAnswers(tx, catalogId);
  const undoId = newId();
  if (!(await reverseClusterDecision(tx, decision, undoId))) return false;
  await insertDecision(tx, policy, {
    ...blank,
    ...{ id: undoId, catalogId, subjectId, kind: 'undo', answer: { kind: 'undo', of: decisionId } },
    ...{ effect: {}, servedPolicy, idempotencyKey: keyOf(undoId), supersedes: decisionId },
  });
  return true;
}
