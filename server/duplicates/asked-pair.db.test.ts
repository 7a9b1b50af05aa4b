import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { countFacets } from '#server/review/store-filter.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aClusterItem,
  answerTo,
  aPerson,
  aProduct,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
  undoOf,
} from '#server/testing/review-fixture.ts';
import { claimNextCluster } from './claim-next-cluster.ts';
import { decideCluster } from './decide-cluster.ts';
import type { ClusterAnswer } from './schema-card.ts';
import { askPairs } from './store-asked-pairs.ts';
import { fillItems } from './store-proposals.ts';
import { undoClusterDecision } from './undo-cluster-decision.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let ann: Actor;
let bob: Actor;

beforeAll(async () => {
  ann = await aPerson(db, 'Ann');
  bob = await aPerson(db, 'Bob');
});
beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  await letIn(db, fixture, [ann, bob]);
});

async function ask(ids: string[], clusterId: string | null = null): Promise<void> {
  const [a, b] = [...ids].sort();
  const { catalogId, modelVersionId } = fixture;
  const by = { catalogId, modelVersionId, servedPolicy: 'test-1', priority: 5, purpose: 'sample' } as const;
  const question = {
    a,
    b,
    clusterId,
    clusterP: null,
    stratum: 'sure',
    p: 0.97,
    drawId: newId(),
    servedProbability: 0.25,
  };
  await inTransaction((tx) => askPairs(tx, by, [question], [7]));
}
const claim = async (actor: Actor) =>
  (await claimNextCluster(actor, { catalogId: fixture.catalogId, scope: 'open', count: 1 })).cards[0];
const same = (ids: string[]): ClusterAnswer => ({ kind: 'merge', ticked: ids, others: [] });
const live = (ids: string[]) => db.product.count({ where: { id: { in: ids }, survivorId: null } });
const facts = async (ids: string[]) =>
  (await db.pairFact.findMany({ where: { a: { in: ids }, b: { in: ids }, supersededBy: null } })).map(
    ({ relation }) => relation,
  );

it('is served blind, decided once, keeps how it was drawn, merges, and can be taken back', async () => {
  const { clusterId, memberIds, itemId } = await aClusterItem(db, fixture, 2, { priority: 1 });
  await ask(memberIds, clusterId);
  expect(await db.reviewItem.findUniqueOrThrow({ where: { id: itemId } })).toMatchObject({
    state: 'withdrawn',
  });
  // The cluster's own question rests while this one is open.
  const again = { itemId: newId(), clusterId, revision: 9, priority: 9, priorityReason: 'again' };
  const fill = () => inTransaction((tx) => fillItems(tx, fixture, [again]));
  await fill();
  expect(await db.reviewItem.count({ where: { subjectId: clusterId, state: 'open' } })).toBe(0);

  expect((await countFacets(ann, 'duplicates', fixture.catalogId)).reasons).toMatchObject([
    { value: 'pair', count: 1 },
  ]);
  const held = await claim(ann);
  expect(held.card).toMatchObject({ blind: true, links: [], facts: [], weakest: null, sentence: null });
  expect(held.card).toMatchObject({ confidence: null, modelVersionId: null });
  expect(JSON.stringify(held.card)).not.toContain('0.97');
  expect(held.card.members.map(({ productId }) => productId).sort()).toEqual(memberIds);

  const decided = answerTo<ClusterAnswer>(held, same(memberIds));
  const twice = await Promise.all([decideCluster(ann, decided), decideCluster(ann, decided)]);
  expect(twice.every((outcome) => outcome.ok)).toBe(true);
  expect(await decideCluster(bob, { ...decided, idempotencyKey: newId() })).toMatchObject({
    ok: false,
    reason: 'already-decided',
  });
  const [decision, ...others] = await db.decision.findMany({
    where: { itemId: held.itemId, secondOpinion: false },
  });
  expect(others).toEqual([]);
  expect(decision).toMatchObject({ kind: 'pair', relation: 'same', blind: true, suggestionShown: false });
  expect(decision).toMatchObject({ servedProbability: 0.25, servedPolicy: 'test-1', score: 0.97 });
  expect(await facts(memberIds)).toEqual(['same']);
  expect(await db.label.count({ where: { decisionId: decision.id, kind: 'pair', value: 'same' } })).toBe(1);
  expect(await live(memberIds)).toBe(1);

  const undone = await undoClusterDecision(ann, undoOf(decided));
  expect(undone).toMatchObject({ ok: true, lease: { itemId: held.itemId } });
  expect(await live(memberIds)).toBe(2);
  expect(await facts(memberIds)).toEqual([]);
  expect(await db.label.count({ where: { decisionId: decision.id, state: 'raw' } })).toBe(0);
});

it.each([
  ['not_same', { kind: 'apart', relation: 'not_same' }],
  ['variant', { kind: 'apart', relation: 'variant' }],
] as const)('writes %s as fact and label, and merges nothing', async (relation, answer) => {
  const ids = [await aProduct(db, fixture), await aProduct(db, fixture)];
  await ask(ids);
  expect(await decideCluster(ann, answerTo<ClusterAnswer>(await claim(ann), answer))).toMatchObject({
    ok: true,
  });
  expect(await facts(ids)).toEqual([relation]);
  expect(await live(ids)).toBe(2);
});

it('takes no word for a fact where nobody could tell, and lets the cluster be asked about again', async () => {
  const { clusterId, memberIds } = await aClusterItem(db, fixture, 2);
  await ask(memberIds, clusterId);
  await decideCluster(ann, answerTo<ClusterAnswer>(await claim(ann), { kind: 'cant-tell' }));
  expect(await facts(memberIds)).toEqual([]);
  expect(await db.label.count({ where: { subjectId: memberIds[0] } })).toBe(0);
  const back = { itemId: newId(), clusterId, revision: 1, priority: 1, priorityReason: 'again' };
  await inTransaction((tx) => fillItems(tx, fixture, [back]));
  expect(await db.reviewItem.count({ where: { subjectId: clusterId, state: 'open' } })).toBe(1);
});

it('keeps a blind answer that contradicts earlier ones as a label alone, whatever was merged meanwhile', async () => {
  const { memberIds } = await aClusterItem(db, fixture, 3, { priority: 9 });
  await decideCluster(ann, answerTo<ClusterAnswer>(await claim(ann), same(memberIds)));
  await ask(memberIds.slice(0, 2));
  const held = await claim(bob);
  // Both listings are shown as their sellers gave them, though one of them or both were merged away.
  expect(held.card.members.map(({ productId }) => productId).sort()).toEqual(memberIds.slice(0, 2));
  const decided = answerTo<ClusterAnswer>(held, { kind: 'apart', relation: 'not_same' });
  expect(await decideCluster(bob, decided)).toMatchObject({ ok: true });
  expect(await facts(memberIds)).toEqual(['same', 'same', 'same']);
  expect(await live(memberIds)).toBe(1);
  const said = await db.label.findMany({ where: { actorId: bob.id } });
  expect(said).toMatchObject([{ value: 'not_same', subjectId: memberIds[0], otherId: memberIds[1] }]);
  expect(await undoClusterDecision(bob, undoOf(decided))).toMatchObject({ ok: true });
  expect(await facts(memberIds)).toEqual(['same', 'same', 'same']);
});

it('never merges two records of which people told any two listings apart', async () => {
  const [a, b, c] = (
    await Promise.all([aProduct(db, fixture), aProduct(db, fixture), aProduct(db, fixture)])
  ).sort();
  const first = await aClusterItem(db, fixture, 2, { memberIds: [a, c] });
  await decideCluster(ann, answerTo<ClusterAnswer>(await claim(ann), { kind: 'apart', relation: 'variant' }));
  expect(await db.cluster.findUniqueOrThrow({ where: { id: first.clusterId } })).toMatchObject({
    state: 'dissolved',
  });
  // A policy merged a and b without a word of people: there is no fact to contradict, only the records.
  await db.product.update({ where: { id: a }, data: { survivorId: b } });
  await ask([b, c]);
  await decideCluster(bob, answerTo<ClusterAnswer>(await claim(bob), same([b, c])));
  expect(await live([a, b, c])).toBe(2);
  expect(await facts([b, c])).toEqual([]);
});

it('is an answer about a pair: nothing else is taken, and a change of a listing brings it anew', async () => {
  const ids = [await aProduct(db, fixture), await aProduct(db, fixture)];
  await ask(ids);
  const held = await claim(ann);
  const stranger = await aProduct(db, fixture);
  const odd: ClusterAnswer[] = [
    same([ids[0], stranger]),
    { kind: 'split', groups: [[ids[0]], [ids[1]]], relation: 'not_same' },
  ];
  for (const answer of odd)
    expect(await decideCluster(ann, answerTo<ClusterAnswer>(held, answer))).toEqual({
      ok: false,
      reason: 'not-members',
    });
  await db.product.update({ where: { id: ids[0] }, data: { inputHash: 'another' } });
  expect(await decideCluster(ann, answerTo<ClusterAnswer>(held, same(ids)))).toMatchObject({
    ok: false,
    reason: 'changed-since',
  });
  expect(
    await decideCluster(ann, answerTo<ClusterAnswer>(await claim(ann), { kind: 'cant-tell' })),
  ).toMatchObject({ ok: true });
});
