/**
 * The `cluster` stage: average-link groups over the pair scores, held by what people have said, with ids that stay; then
 * the queue of clusters to review. Waits while candidates or scores are still on their way.
 */

import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { setNotApplicable, wakeUnits } from '#server/jobs/stage-event.ts';
import { addToGroup, pairsAmong } from '#server/ml/groups.ts';
import { askedWords } from '#server/review/asked-words.ts';
import { handOverRecords } from './hand-over.ts';
import { packScores } from './inside-scores.ts';
import { lookAgain } from './look-again.ts';
import { openPairMatcher } from './pair-matcher.ts';
import { rescoreUnscored } from './rescore-unscored.ts';
import { clusterPriority, groupsOf, joinMin, linkMin, type ScoredPair } from './rules-groups.ts';
import { type KnownCluster, type Plan, planClusters } from './rules-propose.ts';
import { countListings } from './store-listings.ts';
import {
  type ClusterToSave,
  endClusters,
  fillItems,
  isUpstreamBusy,
  type QueueItem,
  readMoved,
  readProposed,
  readScores,
  readSurvivorFacts,
  saveClusters,
} from './store-proposals.ts';

const retryAfterMs = 2000;

/** Mean and weakest p inside each cluster; a pair without a score counts 0 in the mean. */
function measured(plan: Plan, scores: readonly ScoredPair[]): ClusterToSave[] {
  const clusterOf = new Map(
    plan.proposals.flatMap(({ id, memberIds }) => memberIds.map((member) => [member, id])),
  );
  const inside = new Map<string, ScoredPair[]>();
  for (const pair of scores) {
    const cluster = clusterOf.get(pair.a);
    if (cluster === undefined || cluster !== clusterOf.get(pair.b)) continue;
    addToGroup(inside, cluster, pair);
  }
  return plan.proposals.map((proposal) => {
    const pairs = inside.get(proposal.id) ?? [];
    const possible = pairsAmong(proposal.memberIds.length);
    const weakest = pairs.reduce<ScoredPair | null>(
      (low, pair) => (!low || pair.p < low.p ? pair : low),
      null,
    );
    return {
      ...proposal,
      density: pairs.filter(({ p }) => p >= joinMin).length / possible,
      p: pairs.reduce((sum, { p }) => sum + p, 0) / possible,
      weakestPair: weakest,
      scores: packScores(proposal.memberIds, pairs),
    };
  });
}

function priorityReason(cluster: ClusterToSave): string {
  const values = { count: cluster.memberIds.length };
  return askedWords({ code: cluster.density < 1 ? 'partly-alike' : 'alike', values });
}

/**
 * Writes a plan, but for what people have decided or taken back, or feeds delisted, while it was made: that is left as it is and planned anew.
 * The card in somebody's hand would else be taken from under an answer that was just undone.
 */
async function writePlan(
  tx: Tx,
  origin: { catalogId: string; modelVersionId: string },
  plan: { known: KnownCluster[]; clusters: ClusterToSave[]; ended: Plan['dissolved'] },
): Promise<void> {
  const { catalogId } = origin;
  const touched = plan.clusters.filter((one) => one.isChanged);
  const moved = await readMoved(tx, catalogId, plan.known, {
    clusterIds: [...plan.ended, ...touched].map(({ id }) => id),
    productIds: touched.flatMap(({ memberIds }) => memberIds),
  });
  const isStill = (one: ClusterToSave): boolean =>
    !moved.clusterIds.has(one.id) && !one.memberIds.some((id) => moved.productIds.has(id));
  const clusters = plan.clusters.filter(isStill);
  const ended = plan.ended.filter(({ id }) => !moved.clusterIds.has(id));
  await endClusters(tx, ended);
  await saveClusters(tx, origin, clusters);
  await fillItems(tx, origin, clusters.map(toItem));
  const stage = 'review-duplicates';
  await setNotApplicable(tx, { catalogId, stage, unitIds: ended.map(({ id }) => id) });
  const changed = clusters.filter((one) => one.isChanged);
  await wakeUnits(tx, { catalogId, stage, unitIds: changed.map(({ id }) => id) });
  if (clusters.length + ended.length < plan.clusters.length + plan.ended.length)
    await wakeUnits(tx, { catalogId, stage: 'cluster', unitIds: [catalogId] });
}

const toItem = (cluster: ClusterToSave): QueueItem => ({
  itemId: newId(),
  clusterId: cluster.id,
  revision: cluster.revision,
  priority: clusterPriority(cluster.p, cluster.memberIds.length),
  priorityReason: priorityReason(cluster),
});

export const handle: StageHandler = async ({ catalogId }) => {
  const later = { unitIds: [catalogId], reason: 'pairs are still being scored', retryAfterMs };
  if (await isUpstreamBusy(catalogId)) return { later };
  // Who stands for a record now has candidates to find: those come first.
  if ((await handOverRecords(catalogId)) > 0) return { later: { ...later, reason: 'records changed hands' } };
  const matcher = await openPairMatcher(catalogId);
  const { modelVersionId } = matcher;
  if ((await rescoreUnscored(catalogId, modelVersionId)) > 0) return { later };
  // Before the scores: what is decided or taken back from here on is found out when the plan is written.
  const known = await readProposed(catalogId);
  const scores = await lookAgain(catalogId, matcher, await readScores(catalogId, modelVersionId, linkMin));
  const facts = await readSurvivorFacts(catalogId);
  // Without scores people's answers alone make groups, whatever the size.
  const listings = scores.length > 0 ? await countListings(catalogId) : 0;
  const plan = planClusters(groupsOf(scores, facts, listings), known, newId);
  const clusters = measured(plan, scores);
  return {
    done: [catalogId],
    wakes: [],
    write: (tx) => writePlan(tx, { catalogId, modelVersionId }, { known, clusters, ended: plan.dissolved }),
  };
};
