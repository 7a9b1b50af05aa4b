/** The machine's half on a generated catalog: candidates → scores → clusters → queue, and what people said holds. */
import { beforeAll, expect, it, vi } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { groupSizes, pairsWithin } from '#server/ml/groups.ts';
import { liveProductSchema } from '#server/representation/schema.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aGeneratedCatalog, type GeneratedFixture } from '#server/testing/generated-fixture.ts';
import { answerTo, aPersonIn, undoOf } from '#server/testing/review-fixture.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { handle as block } from './block.handler.ts';
import { claimNextCluster } from './claim-next-cluster.ts';
import { handle as cluster } from './cluster.handler.ts';
import { decideCluster } from './decide-cluster.ts';
import { loadClusterCards } from './load-cluster-card.ts';
import type { ClusterAnswer } from './schema-card.ts';
import { handle as score } from './score-pairs.handler.ts';
import { scoreProductDuplicates } from './score-product-duplicates.ts';
import { undoClusterDecision } from './undo-cluster-decision.ts';

/** What people do while clusters are made: between the scores that are read and the plan that is written. */
let meanwhile = async (): Promise<void> => undefined;
vi.mock('./look-again.ts', async (original) => {
  const real = await original<typeof import('./look-again.ts')>();
  const lookAgain: typeof real.lookAgain = async (...given) => {
    await meanwhile();
    return real.lookAgain(...given);
  };
  return { ...real, lookAgain };
});

const { db } = await testDatabase();
let fixture: GeneratedFixture;
let ann: Actor;

async function run(handle: StageHandler, unitIds: string[]): Promise<void> {
  const result = await runStage(handle, fixture.catalogId, unitIds);
  expect(result.later).toBeUndefined();
}

async function runAll(): Promise<void> {
  await run(block, fixture.productIds);
  await run(score, fixture.productIds);
  await run(cluster, [fixture.catalogId]);
}

async function clusters(): Promise<Map<string, string[]>> {
  const rows = await db.clusterMember.findMany({ where: { cluster: { state: 'proposed' } } });
  const groups = new Map<string, string[]>();
  for (const row of rows) groups.set(row.clusterId, [...(groups.get(row.clusterId) ?? []), row.productId]);
  for (const members of groups.values()) members.sort();
  return groups;
}

async function answer(of: (memberIds: string[]) => ClusterAnswer) {
  const [card] = (await claimNextCluster(ann, { catalogId: fixture.catalogId, scope: 'open', count: 1 }))
    .cards;
  const memberIds = card.card.members.map((member) => member.productId);
  const outcome = await decideCluster(ann, answerTo(card, of(memberIds)));
  expect(outcome.ok).toBe(true);
  return memberIds;
}

beforeAll(async () => {
  fixture = await aGeneratedCatalog(db, { seed: 31, listings: 600 });
  ann = await aPersonIn(db, fixture, 'Ann');
  await run(block, fixture.productIds);
  await run(score, fixture.productIds);
});

it('has pairs scored anew after an upgrade, and no cluster made of half the scores', async () => {
  const { catalogId } = fixture;
  const paired = (await db.candidatePair.findMany({ where: { catalogId }, distinct: ['a'] })).map(
    ({ a }) => a,
  );
  await db.stageState.createMany({
    data: paired.map((unitId) => ({ stage: 'score-pairs', unitId, catalogId, state: 'done' })),
  });
  // What the matcher of yesterday's code left.
  await db.pairScore.updateMany({ data: { modelVersionId: newId() } });
  const signal = new AbortController().signal;
  const early = await cluster({ catalogId, unitIds: [catalogId], signal });
  expect(early).toEqual({ later: expect.objectContaining({ unitIds: [catalogId] }) });
  const waiting = await db.stageState.findMany({ where: { stage: 'score-pairs', state: 'waiting' } });
  expect(waiting.map(({ unitId }) => unitId).sort()).toEqual(paired.sort());
  await run(score, paired);
  await db.stageState.deleteMany();
  await run(cluster, [catalogId]);
  expect((await clusters()).size).toBeGreaterThan(10);
});

it('finds most planted duplicates, mostly rightly, and queues each cluster once', async () => {
  const found = await clusters();
  const { thing } = fixture;
  let [right, said] = [0, 0];
  for (const members of found.values()) {
    members.forEach((a, at) => {
      for (const b of members.slice(at + 1)) {
        said++;
        if (thing.get(a) === thing.get(b)) right++;
      }
    });
  }
  const truly = pairsWithin(groupSizes(thing.values()).values());
  expect(right / said).toBeGreaterThan(0.75);
  expect(right / truly).toBeGreaterThan(0.75);
  expect(await db.reviewItem.count({ where: { queue: 'duplicates', state: 'open' } })).toBe(found.size);
});

it('shows the links of a group by the second look, by which it was formed and its weakest link is named', async () => {
  const groups = [...(await clusters())].filter(([, members]) => members.length > 2);
  const items = groups.map(([subjectId]) => ({
    subjectId,
    reason: '',
    priorityReason: '',
    waitingDays: 0,
    blind: false,
  }));
  const cards = await loadClusterCards(items);
  expect(groups.length).toBeGreaterThan(5);
  for (const { links, weakest, alikePairs, clusterId } of cards.values()) {
    expect(Math.min(...links.map(({ p }) => p))).toBeCloseTo(weakest?.p ?? -1, 3);
    const { density, size } = await db.cluster.findUniqueOrThrow({ where: { id: clusterId } });
    expect(alikePairs).toBe(Math.round((density * size * (size - 1)) / 2));
  }
});

it('knows a listing that is typed in again by its words, and misspelt by its letters', async () => {
  const [known] = await db.product.findMany({
    where: { catalogId: fixture.catalogId, brand: { not: null } },
    take: 1,
  });
  const { catalogId, brand, description, currency, locale, attributes } = known;
  const typed = { catalogId, brand, description, currency, locale, attributes, gtin: null, mpn: null };
  const price = { priceMinor: known.priceMinor === null ? null : Number(known.priceMinor) };
  const ask = async (title: string) =>
    (await scoreProductDuplicates(liveProductSchema.parse({ ...typed, ...price, title }))).duplicates;
  expect((await ask(known.title)).map((one) => one.productId)).toContain(known.id);
  const misspelt = known.title.replaceAll(
    /[\p{L}]{5,}/gu,
    (word) => `${word.slice(0, -1)}${word.at(-1)}${word.at(-1)}`,
  );
  expect(misspelt).not.toBe(known.title);
  expect((await ask(misspelt)).map((one) => one.productId)).toContain(known.id);
});

it('knows a listing by its GTIN as it stands on the box, however it is written', async () => {
  const { catalogId } = fixture;
  const { id, gtin: before } = await db.product.findFirstOrThrow({ where: { catalogId } });
  // As an import keeps it.
  await db.product.update({ where: { id }, data: { gtin: '04006381333931' } });
  for (const gtin of ['4006381333931', '4 006381-333931', '04006381333931']) {
    const typed = liveProductSchema.parse({ catalogId, title: 'Xyz', gtin });
    expect(await scoreProductDuplicates(typed)).toMatchObject({ comparedCount: 1 });
  }
  await db.product.update({ where: { id }, data: { gtin: before } });
});

it('keeps ids, revisions and items when nothing has changed', async () => {
  const before = await clusters();
  const items = await db.reviewItem.count();
  await runAll();
  expect(await clusters()).toEqual(before);
  expect(await db.reviewItem.count()).toBe(items);
});

it('never brings a refused pair back, nor a merged listing', async () => {
  const refused: string[][] = [];
  for (let turn = 0; turn < 3; turn++) {
    refused.push(
      await answer((memberIds) => ({
        kind: 'split',
        groups: memberIds.map((id) => [id]),
        relation: 'not_same',
      })),
    );
  }
  const merged = await answer((memberIds) => ({ kind: 'merge', ticked: memberIds, others: [] }));
  await runAll();
  const found = await clusters();
  for (const memberIds of refused) {
    const apart = [...found.values()].filter(
      (members) => members.filter((id) => memberIds.includes(id)).length > 1,
    );
    expect(apart).toEqual([]);
    expect(await db.candidatePair.count({ where: { a: { in: memberIds }, b: { in: memberIds } } })).toBe(0);
  }
  // Nor where a listing is looked up by itself.
  const likely = async ([productId]: string[]) => {
    const { catalogId } = fixture;
    const { title, brand, gtin, mpn } = await db.product.findUniqueOrThrow({ where: { id: productId } });
    const asked = liveProductSchema.parse({ catalogId, productId, title, brand, gtin, mpn });
    return (await scoreProductDuplicates(asked)).duplicates.map((one) => one.productId);
  };
  for (const memberIds of refused)
    expect((await likely(memberIds)).filter((id) => memberIds.includes(id))).toEqual([]);
  expect((await likely(merged)).filter((id) => merged.includes(id))).toEqual([]);
  const survivors = await db.product.count({ where: { id: { in: merged }, survivorId: null } });
  expect(survivors).toBe(1);
  const again = [...found.values()].filter(
    (members) => members.filter((id) => merged.includes(id)).length > 1,
  );
  expect(again).toEqual([]);
});

it('leaves alone what people decide, and take back, while clusters are made', async () => {
  const stateOf = async (clusterId: string) => ({
    cluster: await db.cluster.findUniqueOrThrow({ where: { id: clusterId } }),
    members: (await db.clusterMember.findMany({ where: { clusterId } })).length,
    item: await db.reviewItem.findFirstOrThrow({
      where: { subjectId: clusterId },
      orderBy: { updatedAt: 'desc' },
    }),
  });
  const [held] = (await claimNextCluster(ann, { catalogId: fixture.catalogId, scope: 'open', count: 1 }))
    .cards;
  const { clusterId } = held.card;
  const memberIds = held.card.members.map((member) => member.productId);
  const decided = answerTo<ClusterAnswer>(held, { kind: 'merge', ticked: memberIds, others: [] });
  expect(await decideCluster(ann, decided)).toMatchObject({ ok: true });
  let own = held;
  meanwhile = async () => {
    const undone = await undoClusterDecision(ann, undoOf(decided));
    if (!undone.ok || !undone.lease) throw new Error(`undo failed: ${JSON.stringify(undone)}`);
    own = { ...held, ...undone.lease };
  };
  await run(cluster, [fixture.catalogId]);
  const back = { cluster: { state: 'proposed' }, members: memberIds.length, item: { state: 'leased' } };
  expect(await stateOf(clusterId)).toMatchObject(back);
  // What was left alone is planned by a further pass.
  expect(await db.stageState.count({ where: { stage: 'cluster', state: 'waiting' } })).toBe(1);

  meanwhile = async () => {
    expect(await decideCluster(ann, answerTo(own, decided.answer))).toMatchObject({ ok: true });
  };
  await run(cluster, [fixture.catalogId]);
  meanwhile = async () => undefined;
  expect(await stateOf(clusterId)).toMatchObject({
    cluster: { state: 'merged' },
    item: { state: 'decided' },
  });
});
