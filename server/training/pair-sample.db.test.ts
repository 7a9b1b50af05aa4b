/** Precision and recall of duplicates by pairs that chance drew, on a generated catalog whose truth is known. */
import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { handle as block } from '#server/duplicates/block.handler.ts';
import { claimNextCluster } from '#server/duplicates/claim-next-cluster.ts';
import { handle as cluster } from '#server/duplicates/cluster.handler.ts';
import { decideCluster } from '#server/duplicates/decide-cluster.ts';
import type { ClusterAnswer } from '#server/duplicates/schema-card.ts';
import { handle as score } from '#server/duplicates/score-pairs.handler.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aGeneratedCatalog, type GeneratedFixture } from '#server/testing/generated-fixture.ts';
import { answerTo, aPerson, aPersonIn } from '#server/testing/review-fixture.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { drawPairSample } from './draw-pair-sample.ts';
import { handle as drawPairs } from './draw-pairs.handler.ts';
import { endPairSample } from './end-pair-sample.ts';
import { readPairSamples } from './read-pair-samples.ts';

const { db } = await testDatabase();
let fixture: GeneratedFixture;
let lead: Actor;
/** Pairs in one proposed cluster, and how many of them are so; all true pairs of the catalog. */
const truth = { proposed: 0, right: 0, all: 0 };

const run = (handle: StageHandler, unitIds: string[]) => runStage(handle, fixture.catalogId, unitIds);

const isSame = (a: string, b: string): boolean => fixture.thing.get(a) === fixture.thing.get(b);

function pairsOf(groups: Iterable<readonly string[]>, count: (a: string, b: string) => void): void {
  for (const members of groups)
    members.forEach((a, at) => {
      for (const b of members.slice(at + 1)) count(a, b);
    });
}

beforeAll(async () => {
  fixture = await aGeneratedCatalog(db, { seed: 32, listings: 400 });
  lead = await aPersonIn(db, fixture, 'Lea', 'lead');
  await run(block, fixture.productIds);
  await run(score, fixture.productIds);
  await run(cluster, [fixture.catalogId]);
  const clusters = new Map<string, string[]>();
  for (const { clusterId, productId } of await db.clusterMember.findMany())
    clusters.set(clusterId, [...(clusters.get(clusterId) ?? []), productId]);
  pairsOf(clusters.values(), (a, b) => {
    truth.proposed++;
    truth.right += Number(isSame(a, b));
  });
  pairsOf([fixture.productIds], (a, b) => {
    truth.all += Number(isSame(a, b));
  });
});

const asked = (more: object = {}) => ({
  ...{ catalogId: fixture.catalogId, idempotencyKey: newId(), size: 150 },
  ...more,
});
const latest = async () => {
  const view = await readPairSamples(lead, fixture.catalogId);
  if (!view) throw new Error('not to be seen');
  return view.samples[0];
};

async function answerAll(limit = Number.POSITIVE_INFINITY): Promise<number> {
  const claim = { catalogId: fixture.catalogId, scope: 'open', filter: { reason: 'pair' } } as const;
  let answers = 0;
  while (answers < limit) {
    const { cards } = await claimNextCluster(lead, { ...claim, count: Math.min(10, limit - answers) });
    for (const held of cards) {
      const [a, b] = held.card.members.map(({ productId }) => productId);
      const answer: ClusterAnswer = isSame(a, b)
        ? { kind: 'merge', ticked: [a, b], others: [] }
        : { kind: 'apart', relation: 'not_same' };
      expect(await decideCluster(lead, answerTo(held, answer))).toMatchObject({ ok: true });
      answers++;
    }
    if (cards.length === 0) break;
  }
  return answers;
}

it('is asked for by those who may, once a key and one at a time', async () => {
  const moderator = await aPerson(db, 'Mo');
  expect(await drawPairSample(moderator, asked())).toEqual({ ok: false, reason: 'not-allowed' });
  const stranger = await aPerson(db, 'Sam', 'lead');
  expect(await drawPairSample(stranger, asked())).toEqual({ ok: false, reason: 'unknown-catalog' });
  const input = asked();
  const outcomes = await Promise.all([drawPairSample(lead, input), drawPairSample(lead, input)]);
  expect(outcomes.map((outcome) => outcome.ok && outcome.repeated).sort()).toEqual([false, true]);
  expect(await drawPairSample(lead, asked())).toEqual({ ok: false, reason: 'one-is-open' });
  expect(await latest()).toMatchObject({ state: 'drawing', asked: 0, proposed: null });
});

it('draws from every stratum with the probability that it says, twice the same, once', async () => {
  const { id } = await latest();
  await run(drawPairs, [id]);
  await run(drawPairs, [id]);
  const view = await latest();
  expect(view).toMatchObject({ state: 'open', answered: 0, waiting: view.asked, isCurrentModel: true });
  expect(view.asked).toBe(150);
  const size = (name: string) => view.strata.find((stratum) => stratum.name === name)?.population ?? 0;
  // Every pair of the catalog is in one stratum: those that no search looked at are told by drawing.
  const all = view.strata.reduce((sum, { population }) => sum + population, 0);
  expect(all / ((400 * 399) / 2)).toBeGreaterThan(0.97);
  expect(all / ((400 * 399) / 2)).toBeLessThan(1.03);
  expect(size('together-sure') + size('together') + size('together-weak')).toBe(truth.proposed);
  const items = await db.reviewItem.findMany({ where: { reason: 'pair' } });
  const pairs = new Map((await db.askedPair.findMany()).map((pair) => [pair.id, pair]));
  expect(items).toHaveLength(150);
  // A pair that is the whole of a proposed cluster says how sure that cluster was: its answer is an audit (server/acceptance).
  const clusters = new Map((await db.cluster.findMany()).map((one) => [one.id, one]));
  const whole = [...pairs.values()].filter(({ clusterId }) => clusterId !== null);
  expect(whole.length).toBeGreaterThan(0);
  for (const { clusterId, clusterP } of whole) {
    const known = clusters.get(clusterId ?? '');
    if (!known) throw new Error('a pair names a cluster that is not there');
    const { p } = known.weakestPair as { p: number };
    expect(clusterP).toBe(known.density === 1 ? p : null);
  }
  expect(
    [...pairs.values()].every(({ clusterId, clusterP }) => clusterId !== null || clusterP === null),
  ).toBe(true);
  for (const { subjectId, blind, servedProbability } of items) {
    const stratum = view.strata.find(({ name }) => name === pairs.get(subjectId)?.stratum);
    expect(blind).toBe(true);
    expect(servedProbability).toBeCloseTo((stratum?.asked ?? 0) / (stratum?.population ?? 1), 9);
  }
  const key = (pair: { a: string; b: string }): string => `${pair.a} ${pair.b}`;
  expect(new Set([...pairs.values()].map(key)).size).toBe(150);
});

it('tells precision and recall from the answers, with intervals that hold the truth and narrow', async () => {
  expect(await answerAll(60)).toBe(60);
  const early = await latest();
  expect(early).toMatchObject({ state: 'open', answered: 60 });
  expect(await answerAll()).toBe(90);
  const view = await latest();
  expect(view).toMatchObject({ state: 'closed', answered: 150, waiting: 0, dropped: 0 });
  const { proposed, matcher } = view;
  if (!proposed || !matcher || !early.proposed) throw new Error('no figures');
  const precision = truth.right / truth.proposed;
  const recall = truth.right / truth.all;
  for (const [found, known] of [
    [proposed.precision, precision],
    [proposed.recall, recall],
    [proposed.f1, (2 * truth.right) / (truth.proposed + truth.all)],
  ] as const) {
    // Ids are of chance, so each run draws another sample, and one interval in twenty misses (by little): how often they
    // hold the truth is tested in ml/statistics/stratified.test.ts.
    expect(found.low - 0.05).toBeLessThanOrEqual(known);
    expect(found.high + 0.05).toBeGreaterThanOrEqual(known);
    expect(found.low).toBeLessThanOrEqual(found.value);
    expect(found.high).toBeGreaterThanOrEqual(found.value);
  }
  expect(Math.abs(proposed.precision.value - precision)).toBeLessThan(0.08);
  const width = ({ low, high }: { low: number; high: number }): number => high - low;
  expect(width(proposed.precision)).toBeLessThan(width(early.proposed.precision));
  // What lies outside the candidates is doubted far more than what they hold: the interval says so.
  expect(proposed.recallOfCandidates.low).toBeGreaterThan(proposed.recall.low);
  expect(width(proposed.precision)).toBeLessThan(0.2);
});

it('draws the next one from what nobody has decided, and can be ended early', async () => {
  await run(cluster, [fixture.catalogId]);
  expect(await drawPairSample(lead, asked({ size: 40 }))).toMatchObject({ ok: true });
  const { id } = await latest();
  await run(drawPairs, [id]);
  const told = new Set(
    (await db.pairFact.findMany({ where: { supersededBy: null } })).map(({ a, b }) => a + b),
  );
  const second = await db.askedPair.findMany({ where: { drawId: id } });
  expect(second).toHaveLength(40);
  expect(second.some(({ a, b }) => told.has(a + b))).toBe(false);
  await answerAll(5);
  expect(await endPairSample(lead, fixture)).toEqual({ ok: true, withdrawn: 35 });
  expect(await latest()).toMatchObject({ state: 'closed', answered: 5, waiting: 0, dropped: 35 });
  expect(await endPairSample(lead, fixture)).toEqual({ ok: false, reason: 'none-open' });
});
