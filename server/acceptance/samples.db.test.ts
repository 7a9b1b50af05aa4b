/** Answers to samples of pairs as audits of automatic merging. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aPersonIn,
  aReviewCatalog,
  type ReviewFixture,
  someListings,
} from '#server/testing/review-fixture.ts';
import { readAcceptance } from './read-acceptance.ts';
import { runClusterPolicy } from './run-cluster-policy.ts';
import { setPolicy } from './set-policy.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let lead: Actor;

beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  lead = await aPersonIn(db, fixture, 'Lea', 'lead');
});

/** Proposed pairs that the matcher is sure of. */
async function proposed(count: number): Promise<void> {
  const { catalogId, modelVersionId } = fixture;
  const ids = await someListings(db, fixture, 2 * count);
  for (let at = 0; at < count; at++) {
    const [a, b] = ids.slice(2 * at, 2 * at + 2).sort();
    const id = newId();
    const p = 0.999;
    await db.cluster.create({
      data: { id, catalogId, size: 2, density: 1, p, modelVersionId, weakestPair: { a, b, p } },
    });
    await db.clusterMember.createMany({ data: [a, b].map((productId) => ({ productId, clusterId: id })) });
  }
}

const on = () =>
  setPolicy(lead, {
    ...{ catalogId: fixture.catalogId, queue: 'duplicates', state: 'on' },
    ...{ auditShare: 0.2, reason: 'for the test' },
  });
async function step() {
  await db.stageState.deleteMany({ where: { stage: 'cluster' } });
  return runClusterPolicy(fixture.catalogId, fixture.modelVersionId, new AbortController().signal);
}
const pairs = async () =>
  (await readAcceptance(lead, { catalogId: fixture.catalogId, queue: 'duplicates' })).strata[0];

/** A sample of pairs with what people said of it: drawn at a rate, each the whole of a proposed cluster of two. */
async function sampled(
  parts: { stratum: string; rate: number; asked: number; relation: string }[],
  drawnAt = new Date(),
): Promise<void> {
  const { catalogId, modelVersionId } = fixture;
  const drawId = newId();
  await db.pairSample.create({
    data: {
      ...{ id: drawId, catalogId, modelVersionId, idempotencyKey: newId(), seed: 1, size: 100 },
      ...{ state: 'closed', createdBy: lead.id, drawnAt },
      strata: parts.map(({ stratum, rate, asked }) => ({ name: stratum, asked, population: asked / rate })),
    },
  });
  for (const { stratum, rate, asked, relation } of parts) {
    const ids = await someListings(db, fixture, 2 * asked);
    const rows = Array.from({ length: asked }, (_, at) => {
      const [a, b] = ids.slice(2 * at, 2 * at + 2).sort();
      return { pair: newId(), item: newId(), a, b };
    });
    await db.askedPair.createMany({
      data: rows.map(({ pair, a, b }) => ({
        ...{ id: pair, catalogId, a, b, purpose: 'sample', drawId, stratum, p: 0.9 },
        ...(stratum.startsWith('together') && { clusterId: newId(), clusterP: 0.999 }),
      })),
    });
    await db.reviewItem.createMany({
      data: rows.map(({ item, pair }) => ({
        ...{ id: item, catalogId, queue: 'duplicates', subjectId: pair, reason: 'pair', state: 'decided' },
        servedProbability: rate,
      })),
    });
    await db.decision.createMany({
      data: rows.map(({ item, pair }) => ({
        ...{ id: newId(), catalogId, actorKind: 'person', actorId: lead.id, kind: 'pair', itemId: item },
        ...{ subjectId: pair, answer: {}, relation, blind: true },
        ...{ idempotencyKey: newId(), servedPolicy: 'pair-sample-1' },
      })),
    });
  }
}

describe('answers to a sample of pairs', () => {
  it('counts answers to a sample of pairs as audits, those of a part asked more often more rarely', async () => {
    await on();
    await proposed(30);
    await sampled([
      { stratum: 'together-sure', rate: 0.1, asked: 240, relation: 'same' },
      { stratum: 'together', rate: 0.5, asked: 200, relation: 'same' },
      { stratum: 'apart-near', rate: 0.01, asked: 10, relation: 'not_same' },
    ]);
    const done = await step();
    expect(done.accepted).toBeGreaterThan(15);
    // One in five of the part that was asked five times as often: 40 of 200, by chance (within four deviations).
    const { audits } = await pairs();
    expect(audits).toBeGreaterThan(240 + 17);
    expect(audits).toBeLessThan(240 + 63);
  });

  it('counts a sampled pair that is another product, or that nobody can tell, against the promise', async () => {
    await on();
    await proposed(30);
    await sampled([
      { stratum: 'together-sure', rate: 0.1, asked: 280, relation: 'same' },
      { stratum: 'together', rate: 0.1, asked: 20, relation: 'cant_tell' },
    ]);
    expect((await step()).accepted).toBe(0);
    expect(await pairs()).toMatchObject({ threshold: null, isClosed: true });
  });

  it('forgets samples from before an alarm', async () => {
    await on();
    await sampled([{ stratum: 'together-sure', rate: 0.1, asked: 320, relation: 'same' }]);
    await step();
    await sampled([{ stratum: 'together-sure', rate: 0.1, asked: 40, relation: 'not_same' }]);
    await step();
    expect((await pairs()).isClosed).toBe(true);
    await sampled(
      [{ stratum: 'together-sure', rate: 0.1, asked: 320, relation: 'same' }],
      new Date(Date.now() - 60_000),
    );
    await on();
    await proposed(30);
    expect((await step()).accepted).toBe(0);
    expect(await pairs()).toMatchObject({ audits: 0, isClosed: false });
    await sampled(
      [{ stratum: 'together-sure', rate: 0.1, asked: 320, relation: 'same' }],
      new Date(Date.now() + 1000),
    );
    expect((await step()).accepted).toBeGreaterThan(10);
  });
});
