/**
 * Does automatic acceptance of duplicates keep its promise? The answers are real: clusters that the shipped matcher proposes in
 * a generated catalog, with their weakest p and whether they are right. Streams are drawn from them; a tenth is audited pair
 * by pair by people who err, and judged only some hundred clusters later, as in a desk with a backlog.
 */
import { doubtedSince } from '#server/acceptance/rules.ts';
import { clusterStrata, sizeMax, stratumOf } from '#server/acceptance/rules-clusters.ts';
import { findCandidates } from '#server/compute/find-candidates.ts';
import { type KeptPromise, openStratum } from '#server/ml/acceptance/grant-threshold.ts';
import { averageLink } from '#server/ml/graph/average-link.ts';
import { addToGroup, pairsAmong } from '#server/ml/groups.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { lookAgain, readCorpus, scoreAll } from './cascade.ts';
import { GeneratedListings } from './generated-listings.ts';

const listings = 12_000;
const seed = 77;
const joinMin = 0.5;

export interface ProposedCluster {
  size: number;
  /** The least p among its pairs. */
  p: number;
  isRight: boolean;
}

/** Clusters of two to five whose every pair has a score, as the policy may merge them. */
export async function proposedClusters(threads: number): Promise<ProposedCluster[]> {
  const { corpus, group } = await readCorpus(await GeneratedListings.draw(seed, listings), true, threads);
  const found = await findCandidates(corpus, { threads });
  const { left, right, p } = await lookAgain(corpus, found, await scoreAll(corpus, found, threads), threads);
  const clusters = averageLink(corpus.count, { left, right, p }, joinMin);
  const members = new Map<number, number[]>();
  clusters.forEach((cluster, record) => {
    addToGroup(members, cluster, record);
  });
  const inside = new Map<number, number[]>();
  left.forEach((one, at) => {
    const isInside = clusters[one] === clusters[right[at]] && p[at] >= joinMin;
    if (isInside) addToGroup(inside, clusters[one], p[at]);
  });
  return [...members].flatMap(([cluster, records]) => {
    const size = records.length;
    const scores = inside.get(cluster) ?? [];
    if (size < 2 || size > sizeMax || scores.length < pairsAmong(size)) return [];
    const isRight = records.every((record) => group[record] === group[records[0]]);
    return [{ size, p: Math.min(...scores), isRight }];
  });
}

export interface StreamOptions {
  promise: KeptPromise;
  auditShare: number;
  /** Lowest p that is audited. */
  auditedFrom: number;
  length: number;
  /** From here on a share of the clusters is wrong. */
  shiftAt: number;
  shiftShare: number;
  /** Clusters between an audit's draw and its judgement. */
  lag: number;
  /** Whether people find the cluster to be one product: each of its pairs is judged by itself. */
  judge: (isRight: boolean, rng: Rng) => boolean;
}

export interface StreamOutcome {
  accepted: number;
  right: number;
  returned: number;
  judged: number;
  alarmDelay: number | null;
}

interface Drawn {
  stratum: string;
  p: number;
  isRight: boolean;
  /** When it was drawn: the place in the stream stands for the time. */
  drawnAt: Date;
}

interface Merged {
  at: number;
  stratum: string;
  audits: number;
  isRight: boolean;
}

/** A cluster is judged right where every pair of a listing and the first is; of a wrong one a pair or more is not. */
function judgeCluster({ size, isRight }: ProposedCluster, options: StreamOptions, rng: Rng): boolean {
  const wrongAt = isRight ? size : 1 + rng.below(size - 1);
  for (let pair = 1; pair < size; pair++) if (!options.judge(pair !== wrongAt, rng)) return false;
  return true;
}

/** One stream through the rules of the policy: grants by audits in the order judged, alarms, what is taken back. */
export function simulateClusters(
  pool: readonly ProposedCluster[],
  rng: Rng,
  options: StreamOptions,
): StreamOutcome {
  const waiting: { due: number; audit: Drawn }[] = [];
  const audits: Drawn[] = [];
  const strata = new Map(clusterStrata.names.map((name) => [name, openStratum(options.promise)]));
  const closed = new Set<string>();
  const thresholds = new Map<string, { threshold: number | null; audits: number }>();
  let merged: Merged[] = [];
  let [returned, alarmAt] = [0, -1];
  const takeStock = (at: number): void => {
    for (const [stratum, watched] of strata) {
      const grant = watched.grant();
      const threshold = closed.has(stratum) ? null : grant.threshold;
      thresholds.set(stratum, { threshold, audits: grant.observed });
      if (!grant.isClosed || closed.has(stratum)) continue;
      closed.add(stratum);
      if (alarmAt < 0 && at > options.shiftAt) alarmAt = at;
      const own = audits.filter((audit) => audit.stratum === stratum).map(({ drawnAt }) => drawnAt);
      const since = doubtedSince(own, grant)?.getTime() ?? 0;
      const from = grant.observed - grant.doubtedAudits;
      const kept = merged.filter((one) => one.stratum !== stratum || (one.audits < from && one.at < since));
      returned += merged.length - kept.length;
      merged = kept;
    }
  };
  for (let at = 0; at < options.length; at++) {
    const due = waiting.findIndex((one) => one.due > at);
    const judged = waiting.splice(0, due < 0 ? waiting.length : due);
    for (const { audit } of judged) {
      audits.push(audit);
      strata.get(audit.stratum)?.observe(audit.p, audit.isRight);
    }
    // The worker takes stock every so often, not with every answer.
    if (at % 100 === 0) takeStock(at);
    const drawn = pool[rng.below(pool.length)];
    const isShifted = at >= options.shiftAt && rng.next() < options.shiftShare;
    const cluster = isShifted ? { ...drawn, isRight: false } : drawn;
    if (cluster.p < options.auditedFrom) continue;
    const stratum = stratumOf(cluster.size);
    if (rng.next() < options.auditShare) {
      const isRight = judgeCluster(cluster, options, rng);
      waiting.push({
        due: at + options.lag,
        audit: { stratum, p: cluster.p, isRight, drawnAt: new Date(at) },
      });
      continue;
    }
    const granted = thresholds.get(stratum);
    if (granted?.threshold != null && cluster.p >= granted.threshold)
      merged.push({ at, stratum, audits: granted.audits, isRight: cluster.isRight });
  }
  return {
    ...{ accepted: merged.length, returned, judged: audits.length },
    right: merged.filter((one) => one.isRight).length,
    alarmDelay: alarmAt >= 0 ? alarmAt - options.shiftAt : null,
  };
}

/** Seeded streams of both kinds: steady, and wrong by a share from the middle on. */
export function simulateStreams(
  pool: readonly ProposedCluster[],
  runs: number,
  options: Omit<StreamOptions, 'shiftAt'>,
): { steady: StreamOutcome[]; shifted: StreamOutcome[] } {
  const run = (shiftAt: number): StreamOutcome[] =>
    Array.from({ length: runs }, (_, at) => simulateClusters(pool, makeRng(at), { ...options, shiftAt }));
  return { steady: run(options.length), shifted: run(options.length / 2) };
}
