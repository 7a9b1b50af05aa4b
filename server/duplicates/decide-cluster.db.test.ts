import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
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
import { previewGolden } from './preview-golden.ts';
import type { ClusterAnswer, DecideCluster } from './schema-card.ts';
import { setSurvivorship } from './set-survivorship.ts';
import { factsAroundQuery, lockAnswers } from './store-facts.ts';
import { undoClusterDecision } from './undo-cluster-decision.ts';

const { db, pool } = await testDatabase();
let fixture: ReviewFixture;
let ann: Actor;
let bob: Actor;

const claim = async (actor: Actor, count = 1) =>
  (await claimNextCluster(actor, { catalogId: fixture.catalogId, scope: 'open', count })).cards;

const survivors = async (ids: string[]) =>
  (await db.product.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })).map(
    (product) => product.survivorId,
  );
const liveFacts = async (ids: string[]) =>
  (await db.pairFact.findMany({ where: { a: { in: ids }, b: { in: ids }, supersededBy: null } }))
    .map((fact) => fact.relation)
    .sort();

beforeAll(async () => {
  ann = await aPerson(db, 'Ann');
  bob = await aPerson(db, 'Bob');
});
beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  await letIn(db, fixture, [ann, bob]);
});

it('merges the ticked, tells the others apart, and writes golden record, facts and labels at once', async () => {
  const { clusterId, memberIds, itemId } = await aClusterItem(db, fixture, 4);
  const [held] = await claim(ann);
  expect(held.card.members.map((member) => member.letter)).toEqual(['A', 'B', 'C', 'D']);
  expect(held.card.weakest).toMatchObject({ p: 0.61 });
  const [a, b, c, d] = memberIds;
  const preview = await previewGolden(ann, { ticked: [a, b, c] });
  const answer: ClusterAnswer = {
    kind: 'merge',
    ticked: [c, a, b],
    others: [{ productId: d, relation: 'variant' }],
  };
  expect(await decideCluster(ann, answerTo(held, answer))).toMatchObject({ ok: true });
  const merge = await db.merge.findFirstOrThrow({ where: { clusterId } });
  const after = await survivors(memberIds);
  expect(after.filter((survivor) => survivor === merge.survivorId)).toHaveLength(2);
  expect(after[3]).toBeNull();
  expect(await liveFacts(memberIds)).toEqual(['same', 'same', 'same', 'variant', 'variant', 'variant']);
  expect(Object.keys(merge.golden as object).sort()).toEqual(preview.map((field) => field.field).sort());
  expect(await db.cluster.findUniqueOrThrow({ where: { id: clusterId } })).toMatchObject({
    state: 'merged',
    size: 3,
    revision: 2,
  });
  expect(await db.clusterMember.count({ where: { clusterId } })).toBe(3);
  const decision = await db.decision.findFirstOrThrow({ where: { itemId } });
  expect(decision).toMatchObject({ kind: 'cluster', relation: 'same' });
  expect(await db.label.count({ where: { decisionId: decision.id, kind: 'pair', state: 'raw' } })).toBe(6);
  expect(
    await db.stageEvent.count({ where: { stage: 'review-duplicates', unitIds: { has: clusterId } } }),
  ).toBe(1);
});

it('refuses a contradiction with the chain and who said it, and writes nothing', async () => {
  const first = await aClusterItem(db, fixture, 2, { priority: 9 });
  const [a, b] = first.memberIds;
  const [held] = await claim(ann);
  expect(await decideCluster(ann, answerTo(held, { kind: 'apart', relation: 'not_same' }))).toMatchObject({
    ok: true,
  });
  expect(await db.cluster.findUniqueOrThrow({ where: { id: first.clusterId } })).toMatchObject({
    state: 'dissolved',
  });
  const second = await aClusterItem(db, fixture, 2, { memberIds: [a, b], priority: 8 });
  const [again] = await claim(bob);
  const outcome = await decideCluster(bob, answerTo(again, { kind: 'merge', ticked: [a, b], others: [] }));
  expect(outcome).toMatchObject({
    ok: false,
    reason: 'contradiction',
    chain: [
      { relation: 'same', by: null },
      { relation: 'not_same', by: 'Ann' },
    ],
  });
  expect(await survivors([a, b])).toEqual([null, null]);
  expect(await db.decision.count({ where: { itemId: second.itemId } })).toBe(0);
  expect(await decideCluster(bob, answerTo(again, { kind: 'cant-tell' }))).toMatchObject({ ok: true });
});

it('splits into groups: the largest keeps the id, each is merged, and they are apart', async () => {
  const { clusterId, memberIds } = await aClusterItem(db, fixture, 5);
  const [a, b, c, d, e] = memberIds;
  const [held] = await claim(ann);
  const answer: ClusterAnswer = {
    kind: 'split',
    groups: [
      [a, b],
      [c, d, e],
    ],
    relation: 'not_same',
  };
  expect(await decideCluster(ann, answerTo(held, answer))).toMatchObject({ ok: true });
  expect(await db.merge.count({ where: { catalogId: fixture.catalogId } })).toBe(2);
  expect(
    (await db.clusterMember.findMany({ where: { clusterId } })).map((member) => member.productId).sort(),
  ).toEqual([c, d, e]);
  expect((await liveFacts(memberIds)).filter((relation) => relation === 'not_same')).toHaveLength(6);
});

it('undoes a merge completely, and again after deciding anew', async () => {
  const { clusterId, memberIds } = await aClusterItem(db, fixture, 3);
  let [held] = await claim(ann);
  for (let round = 0; round < 3; round++) {
    const decided = answerTo<ClusterAnswer>(held, { kind: 'merge', ticked: memberIds, others: [] });
    expect(await decideCluster(ann, decided)).toMatchObject({ ok: true });
    const undone = await undoClusterDecision(ann, undoOf(decided));
    if (!undone.ok || !undone.lease) throw new Error(`undo failed: ${JSON.stringify(undone)}`);
    held = { ...held, ...undone.lease };
    expect(await survivors(memberIds)).toEqual([null, null, null]);
    expect(await liveFacts(memberIds)).toEqual([]);
    expect(await db.label.count({ where: { catalogId: fixture.catalogId, state: 'raw' } })).toBe(0);
    expect(await db.cluster.findUniqueOrThrow({ where: { id: clusterId } })).toMatchObject({
      state: 'proposed',
      size: 3,
    });
    expect(await db.clusterMember.count({ where: { clusterId } })).toBe(3);
  }
  expect(await db.merge.count({ where: { catalogId: fixture.catalogId, undoneBy: null } })).toBe(0);
});

it('takes a merge back whose survivor was merged on: only what it merged comes apart', async () => {
  const first = await aClusterItem(db, fixture, 2, { priority: 9 });
  const [held] = await claim(ann);
  const decided = answerTo<ClusterAnswer>(held, { kind: 'merge', ticked: first.memberIds, others: [] });
  await decideCluster(ann, decided);
  const { survivorId } = await db.merge.findFirstOrThrow({ where: { catalogId: fixture.catalogId } });
  const other = first.memberIds.find((id) => id !== survivorId) ?? '';
  await db.clusterMember.deleteMany({ where: { productId: survivorId } });
  const memberIds = [survivorId, await aProduct(db, fixture)];
  await aClusterItem(db, fixture, 2, { memberIds, priority: 8 });
  const [later] = await claim(bob);
  const onward = answerTo<ClusterAnswer>(later, { kind: 'merge', ticked: memberIds, others: [] });
  expect(await decideCluster(bob, onward)).toMatchObject({ ok: true });
  expect(await undoClusterDecision(ann, undoOf(decided))).toMatchObject({ ok: true, lease: null });
  expect(await survivors([other])).toEqual([null]);
  expect((await survivors(memberIds)).filter(Boolean)).toHaveLength(1);
  expect(await undoClusterDecision(bob, undoOf(onward))).toMatchObject({ ok: true });
  expect(await survivors([other, ...memberIds])).toEqual([null, null, null]);
});

it('refuses a contradiction that two answers make together, each with listings of its own', async () => {
  for (let round = 0; round < 3; round++) {
    const [a, b, c, d] = await Promise.all([1, 2, 3, 4].map(() => aProduct(db, fixture)));
    const { catalogId } = fixture;
    const told = (one: string, other: string, relation: string) => ({
      ...{ id: newId(), catalogId, decisionId: newId(), actorId: ann.id, relation },
      ...{ a: one < other ? one : other, b: one < other ? other : one },
    });
    await db.pairFact.createMany({ data: [told(b, c, 'same'), told(a, d, 'not_same')] });
    await aClusterItem(db, fixture, 2, { memberIds: [a, b] });
    await aClusterItem(db, fixture, 2, { memberIds: [c, d] });
    const [[one], [two]] = [await claim(ann), await claim(bob)];
    const merging = ({ card, ...held }: typeof one) =>
      answerTo<ClusterAnswer>(held, {
        ...{ kind: 'merge', others: [] },
        ticked: card.members.map(({ productId }) => productId),
      });
    const outcomes = await Promise.all([decideCluster(ann, merging(one)), decideCluster(bob, merging(two))]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: 'contradiction' });
    await db.reviewItem.updateMany({ where: { catalogId }, data: { state: 'withdrawn' } });
  }
});

it('counts what a policy merged when an answer would bring two together that were told apart', async () => {
  const [a, b, c] = await Promise.all([1, 2, 3].map(() => aProduct(db, fixture)));
  await aClusterItem(db, fixture, 2, { memberIds: [a, c].sort(), priority: 9 });
  const [first] = await claim(ann);
  await decideCluster(ann, answerTo<ClusterAnswer>(first, { kind: 'apart', relation: 'not_same' }));
  await db.product.update({ where: { id: a }, data: { survivorId: b } });
  const memberIds = [b, c].sort();
  await aClusterItem(db, fixture, 2, { memberIds });
  const [held] = await claim(bob);
  const merging = answerTo<ClusterAnswer>(held, { kind: 'merge', ticked: memberIds, others: [] });
  expect(await decideCluster(bob, merging)).toMatchObject({
    ...{ ok: false, reason: 'contradiction' },
    chain: [{ relation: 'same' }, { relation: 'same' }, { relation: 'not_same', by: 'Ann' }],
    titles: { [a]: expect.stringContaining('Kettle') },
  });
});

it('says nothing of a listing that was delisted, and shows the card anew where the answer names it', async () => {
  const { memberIds, clusterId } = await aClusterItem(db, fixture, 3);
  const [gone, ...left] = memberIds;
  const [held] = await claim(ann);
  await db.product.update({ where: { id: gone }, data: { delistedAt: new Date() } });
  const merging = answerTo<ClusterAnswer>(held, { kind: 'merge', ticked: memberIds, others: [] });
  expect(await decideCluster(ann, merging)).toMatchObject({ ok: false, reason: 'changed-since' });
  const [again] = await claim(ann);
  expect(again.card.members.map(({ productId }) => productId).sort()).toEqual(left);
  const apart = answerTo<ClusterAnswer>(again, { kind: 'apart', relation: 'not_same' });
  expect(await decideCluster(ann, apart)).toMatchObject({ ok: true });
  expect(await liveFacts(memberIds)).toEqual(['not_same']);
  expect(await undoClusterDecision(ann, undoOf(apart))).toMatchObject({ ok: true });
  expect(await db.clusterMember.count({ where: { clusterId } })).toBe(3);
});

it('keeps told apart what somebody else told apart too, when one of them takes it back', async () => {
  const memberIds = [await aProduct(db, fixture), await aProduct(db, fixture)].sort();
  const answers = [];
  for (const [person, relation] of [
    [ann, 'not_same'],
    [bob, 'variant'],
  ] as const) {
    await aClusterItem(db, fixture, 2, { memberIds });
    const [held] = await claim(person);
    const answer = answerTo<ClusterAnswer>(held, { kind: 'apart', relation });
    expect(await decideCluster(person, answer)).toMatchObject({ ok: true });
    answers.push(answer);
  }
  expect(await liveFacts(memberIds)).toEqual(['not_same']);
  expect(await undoClusterDecision(ann, undoOf(answers[0]))).toMatchObject({ ok: true });
  expect(await liveFacts(memberIds)).toEqual(['variant']);
  expect(await undoClusterDecision(bob, undoOf(answers[1]))).toMatchObject({ ok: true });
  expect(await liveFacts(memberIds)).toEqual([]);
});

it('refuses members of another cluster, and two people at once: exactly one wins', async () => {
  const { memberIds } = await aClusterItem(db, fixture, 2, { priority: 9 });
  const other = await aClusterItem(db, fixture, 2, { priority: 1 });
  const [held] = await claim(ann);
  const foreign: ClusterAnswer = { kind: 'merge', ticked: [memberIds[0], other.memberIds[0]], others: [] };
  expect(await decideCluster(ann, answerTo(held, foreign))).toEqual({ ok: false, reason: 'not-members' });
  await db.reviewItem.update({ where: { id: held.itemId }, data: { leaseUntil: new Date(0) } });
  const second = (await claim(bob, 2)).find((one) => one.itemId === held.itemId);
  if (!second) throw new Error('not claimed again');
  const outcomes = await Promise.all([
    decideCluster(ann, answerTo(held, { kind: 'merge', ticked: memberIds, others: [] })),
    decideCluster(bob, answerTo(second, { kind: 'apart', relation: 'not_same' })),
  ]);
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ reason: 'already-decided' });
  expect(new Set(await liveFacts(memberIds)).size).toBe(1);
});

it('takes values by the rules that leads set, in the preview and in the merge', async () => {
  const { catalogId } = fixture;
  const lead = await aPerson(db, 'Lead', 'lead');
  const set = { catalogId, rules: { title: 'longest' as const }, trustedSellers: [] };
  expect(await setSurvivorship(ann, set)).toEqual({ ok: false, reason: 'not-allowed' });
  expect(await setSurvivorship(lead, set)).toMatchObject({ ok: true });
  const { clusterId, memberIds } = await aClusterItem(db, fixture, 3);
  const [, longest] = memberIds;
  await db.product.update({ where: { id: longest }, data: { title: 'Kettle of polished steel, 1.7 l' } });
  const preview = await previewGolden(ann, { ticked: memberIds });
  expect(preview.find(({ field }) => field === 'title')).toMatchObject({ productId: longest });
  const [held] = await claim(ann);
  const answer: ClusterAnswer = { kind: 'merge', ticked: memberIds, others: [] };
  expect(await decideCluster(ann, answerTo(held, answer))).toMatchObject({ ok: true });
  const merge = await db.merge.findFirstOrThrow({ where: { clusterId } });
  expect(merge.golden).toMatchObject({ title: { productId: longest } });
  expect(await db.audit.count({ where: { catalogId, subject: 'survivorship' } })).toBe(1);
});

it('asks a person for the category where the merged were filed differently, and no longer once it is undone', async () => {
  const { catalogId, categories } = fixture;
  const [alike, apart] = [await aClusterItem(db, fixture, 2), await aClusterItem(db, fixture, 2)];
  const unfiled = await aClusterItem(db, fixture, 2);
  const [first] = apart.memberIds;
  await db.product.update({ where: { id: first }, data: { currentCategoryId: categories.kettles } });
  // The one that survives, by its description, is filed nowhere.
  await db.product.update({
    where: { id: unfiled.memberIds[1] },
    data: { currentCategoryId: null, description: 'a kettle' },
  });
  const asked = () =>
    db.reviewItem.findMany({ where: { catalogId, queue: 'categories', reason: 'asked', state: 'open' } });
  let last: DecideCluster | null = null;
  for (const { memberIds } of [alike, apart]) {
    const held = (await claim(ann)).find(({ card }) =>
      card.members.some(({ productId }) => memberIds.includes(productId)),
    );
    if (!held) throw new Error('clusters are served in the order in which they were made');
    last = answerTo<ClusterAnswer>(held, { kind: 'merge', ticked: memberIds, others: [] });
    expect(await decideCluster(ann, last)).toMatchObject({ ok: true });
    expect(await asked()).toHaveLength(memberIds === apart.memberIds ? 1 : 0);
  }
  const [item] = await asked();
  expect(apart.memberIds).toContain(item.subjectId);
  if (last) expect(await undoClusterDecision(ann, undoOf(last))).toMatchObject({ ok: true });
  expect(await asked()).toEqual([]);
  await db.reviewItem.updateMany({
    where: { catalogId, subjectId: apart.clusterId },
    data: { state: 'withdrawn' },
  });
  const [held] = await claim(ann);
  const ticked = unfiled.memberIds;
  expect(
    await decideCluster(ann, answerTo<ClusterAnswer>(held, { kind: 'merge', ticked, others: [] })),
  ).toMatchObject({ ok: true });
  expect(await asked()).toMatchObject([{ subjectId: ticked[1] }]);
});

it('looks up what was told of the listings at hand, and does not read all facts', async () => {
  await pool.query(
    `INSERT INTO pair_fact (id, catalog_id, a, b, relation, decision_id, actor_id)
     SELECT gen_random_uuid(), $1, least(x, y), greatest(x, y), 'not_same', gen_random_uuid(), 'ann'
     FROM (SELECT gen_random_uuid() AS x, gen_random_uuid() AS y FROM generate_series(1, 3000)) AS made`,
    [fixture.catalogId],
  );
  await pool.query('ANALYZE pair_fact');
  const { text, values } = factsAroundQuery(Array.from({ length: 8 }, newId));
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/Index Scan using \w+ on pair_fact/);
  expect(plan).not.toMatch(/Seq Scan on pair_fact/);
  await db.pairFact.deleteMany({ where: { catalogId: fixture.catalogId } });
});

it('holds one lock a catalog, however its id is written', async () => {
  const held = await inTransaction(async (tx) => {
    await lockAnswers(tx, fixture.catalogId);
    await lockAnswers(tx, fixture.catalogId.toUpperCase());
    return tx.$queryRaw<{ objid: bigint }[]>`
      SELECT DISTINCT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()`;
  });
  expect(held).toHaveLength(1);
});
