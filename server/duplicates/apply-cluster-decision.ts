import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { recordLabels } from '#server/labels/record-label.ts';
import { mergeCluster } from './merge-cluster.ts';
import type { PairRelation } from './rules-contradiction.ts';
import { insertCluster, lockCluster, setCluster } from './store-cluster.ts';
import { insertFacts } from './store-facts.ts';

export interface ClusterDecision {
  clusterId: string;
  decisionId: string;
  /** Members to keep together; groups of two or more are merged. Members in no group go back to the machine. */
  groups: string[][];
  /** Everything the answer states about pairs, "same" included. */
  relations: PairRelation[];
}

/** What undo puts back. */
export interface ClusterEffect {
  memberIds: string[];
  newClusterIds: string[];
  mergeIds: string[];
  factIds: string[];
}

/**
 * Writes what a person's answer to a cluster means: facts, labels, merges, and what becomes of the cluster. The largest
 * group keeps the cluster's id (law 10); other groups get clusters of their own. Relations must have been checked
 * by `findContradictions` in this transaction.
 */
export async function applyClusterDecision(
  tx: Tx,
  actor: Actor,
  decision: ClusterDecision,
): Promise<ClusterEffect> {
  const { clusterId, decisionId, relations } = decision;
  const cluster = await lockCluster(tx, clusterId);
  if (!cluster) throw new Error(`cluster ${clusterId} is gone`);
  const { catalogId } = cluster;
  const factIds = await insertFacts(tx, { catalogId, decisionId, actorId: actor.id }, relations);
  await recordLabels(
    tx,
    actor,
    relations.map(({ a, b, relation }) => ({
      catalogId,
      kind: 'pair',
      decisionId,
      subjectId: a,
      otherId: b,
      value: relation,
    })),
  );
  const groups = decision.groups
    .filter((group) => group.length > 1)
    .sort((x, y) => y.length - x.length || (x[0] < y[0] ? -1 : 1));
  const [kept = [], ...others] = groups;
  await setCluster(tx, clusterId, kept.length > 0 ? 'merged' : 'dissolved', kept);
  const newClusterIds: string[] = [];
  for (const memberIds of others) {
    const id = newId();
    await insertCluster(tx, { id, catalogId, state: 'merged', memberIds });
    newClusterIds.push(id);
  }
  const mergeIds: string[] = [];
  for (const [at, memberIds] of groups.entries()) {
    const inCluster = at === 0 ? clusterId : newClusterIds[at - 1];
    mergeIds.push(
      (await mergeCluster(tx, { catalogId, clusterId: inCluster, decisionId, memberIds })).mergeId,
    );
  }
  // Who was left out may belong elsewhere: the machine looks again, with the new facts.
  await wakeUnits(tx, { catalogId, stage: 'cluster', unitIds: [catalogId] });
  return { memberIds: cluster.memberIds, newClusterIds, mergeIds, factIds };
}
