/**
 * The `cluster` stage: average-link groups over the pair scores, held by what people have said, with ids that stay; then
 * the queue of clusters to review. Waits while candidates or scores are still on their way.
 */

import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { setNotApplicable } from '#server/jobs/stage-event.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { askedWords } from '#server/review/asked-words.ts';
import { lookAgain } from './look-again.ts';
import { openPairMatcher } from './pair-matcher.ts';
import { rescoreUnscored } from './rescore-unscored.ts';
import { groupsOf, joinMin, linkMin, type ScoredPair } from './rules-groups.ts';
import { type Plan, planClusters } from './rules-propose.ts';
import {
  type ClusterToSave,
  endClusters,
  fillItems,
  isUpstreamBusy,
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
    const possible = (proposal.memberIds.length * (proposal.memberIds.length - 1)) / 2;
    const weakest = pairs.reduce<ScoredPair | null>(
      (low, pair) => (!low || pair.p < low.p ? pair : low),
      null,
    );
    return {
      ...proposal,
      density: pairs.filter(({ p }) => p >= joinMin).length / possible,
      p: pairs.reduce((sum, { p }) => sum + p, 0) / possible,
      weakestPair: weakest,
    };
  });
}

function priorityReason(cluster: ClusterToSave): string {
  const values = { count: cluster.memberIds.length };
  return askedWords({ code: cluster.density < 1 ? 'partly-alike' : 'alike', values });
}

export const handle: StageHandler = async ({ catalogId }) => {
  const later = { unitIds: [catalogId], reason: 'pairs are still being scored', retryAfterMs };
  if (await isUpstreamBusy(catalogId)) return { later };
  const matcher = await openPairMatcher(catalogId);
  const { modelVersionId } = matcher;
  if ((await rescoreUnscored(catalogId, modelVersionId)) > 0) return { later };
  const scores = await lookAgain(catalogId, matcher, await readScores(catalogId, modelVersionId, linkMin));
  const plan = planClusters(
    groupsOf(scores, await readSurvivorFacts(catalogId)),
    await readProposed(catalogId),
    newId,
  );
  const clusters = measured(plan, scores);
  const origin = { catalogId, modelVersionId };
  const items = clusters.map((cluster) => ({
    itemId: newId(),
    clusterId: cluster.id,
    revision: cluster.revision,
    // Sure and large clusters first: each answer removes most listings.
    priority: cluster.p * Math.log2(cluster.memberIds.length + 1),
    priorityReason: priorityReason(cluster),
  }));
  const ended = plan.dissolved;
  return {
    done: [catalogId],
    wakes: [
      { stage: 'review-duplicates', unitIds: clusters.filter((one) => one.isChanged).map((one) => one.id) },
    ],
    write: async (tx) => {
      await endClusters(tx, ended);
      await saveClusters(tx, origin, clusters);
      await fillItems(tx, origin, items);
      await setNotApplicable(tx, {
        catalogId,
        stage: 'review-duplicates',
        unitIds: ended.map(({ id }) => id),
      });
    },
  };
};
