import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { readQueueStatus, renewLeases, returnLeases } from '#server/review/hold-leases.ts';
import { skipItem } from '#server/review/skip-item.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aCategoryItem,
  acceptanceOf,
  answerTo,
  aPerson,
  aPersonIn,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
  undoOf,
} from '#server/testing/review-fixture.ts';
import { claimNextCategory } from './claim-next-category.ts';
import { decideCategory } from './decide-category.ts';
import type { CategoryAnswer, DecideCategory } from './schema-card.ts';
import { searchCategories } from './search-categories.ts';
import { openCategoryItems } from './store-suggest.ts';
import { undoCategoryDecision } from './undo-category-decision.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let ann: Actor;
let bob: Actor;

const claim = async (actor: Actor, count = 1) =>
  (await claimNextCategory(actor, { catalogId: fixture.catalogId, scope: 'open', count })).cards;
type Held = Awaited<ReturnType<typeof claim>>[number];

/** Takes the proposal where nothing else is asked. */
const reply = (held: Held, answer?: CategoryAnswer): DecideCategory =>
  answer ? answerTo(held, answer) : acceptanceOf(held, fixture.categories.kettles);

const placeOf = async (productId: string) => {
  const { currentCategoryId, currentSource, revision } = await db.product.findUniqueOrThrow({
    where: { id: productId },
  });
  return { currentCategoryId, currentSource, revision };
};

beforeAll(async () => {
  ann = await aPerson(db, 'Ann');
  bob = await aPerson(db, 'Bob');
});

describe('a category decision', () => {
  beforeAll(async () => {
    fixture = await aReviewCatalog(db);
    await letIn(db, fixture, [ann, bob]);
  });

  it('serves a card with proposal, alternatives and the given category, and writes everything at once', async () => {
    const { itemId, productId } = await aCategoryItem(db, fixture);
    const [held] = await claim(ann);
    expect(held).toMatchObject({ itemId, leaseNumber: 1, subjectRevision: 1 });
    expect(held.card.options.map((option) => [option.number, option.name, option.isGiven])).toEqual([
      [1, 'Kettles', false],
      [2, 'Thermos flasks', false],
      [3, 'Vases', true],
    ]);
    expect(held.card).toMatchObject({
      parent: { name: 'Kitchen', depth: 2 },
      evidence: { confidence: 'high' },
      product: { price: '€39.90' },
    });
    const outcome = await decideCategory(ann, reply(held));
    expect(outcome).toMatchObject({ ok: true, repeated: false, late: false });
    expect(await placeOf(productId)).toEqual({
      currentCategoryId: fixture.categories.kettles,
      currentSource: 'decision',
      revision: 2,
    });
    const decision = await db.decision.findFirstOrThrow({ where: { itemId } });
    expect(decision).toMatchObject({
      rank: 1,
      score: 0.93,
      depth: 3,
      suggestionShown: true,
      blind: false,
      seconds: 2.5,
      actorId: ann.id,
      modelVersionId: fixture.modelVersionId,
    });
    expect(await db.label.findFirstOrThrow({ where: { decisionId: decision.id } })).toMatchObject({
      value: fixture.categories.kettles,
      state: 'raw',
      depth: 3,
    });
    expect(await db.reviewItem.findUniqueOrThrow({ where: { id: itemId } })).toMatchObject({
      state: 'decided',
      leasedBy: null,
    });
    expect(await db.stageEvent.findFirstOrThrow({ where: { catalogId: fixture.catalogId } })).toMatchObject({
      stage: 'review-category',
      unitIds: [productId],
    });
    expect(await db.audit.count({ where: { subject: productId } })).toBe(1);
  });

  it('is one decision however often it is sent, also at the same time', async () => {
    const { itemId } = await aCategoryItem(db, fixture);
    const [held] = await claim(ann);
    const input = reply(held);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => decideCategory(ann, input)));
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.repeated)).toHaveLength(1);
    expect(await db.decision.count({ where: { itemId } })).toBe(1);
    expect(await decideCategory(bob, { ...input })).toMatchObject({ ok: false, reason: 'key-reused' });
  });

  it('accepts the level above, refuses a category of another taxonomy', async () => {
    const { productId } = await aCategoryItem(db, fixture);
    const [held] = await claim(ann);
    const foreign = await aReviewCatalog(db);
    expect(
      await decideCategory(
        ann,
        reply(held, { kind: 'category', categoryId: foreign.categories.home, via: 'search' }),
      ),
    ).toEqual({ ok: false, reason: 'unknown-category' });
    await decideCategory(
      ann,
      reply(held, { kind: 'category', categoryId: fixture.categories.kitchen, via: 'parent' }),
    );
    expect((await placeOf(productId)).currentCategoryId).toBe(fixture.categories.kitchen);
  });

  it('makes no label of "cannot tell" and hands an escalation to the leads', async () => {
    const first = await aCategoryItem(db, fixture, { priority: 9 });
    const second = await aCategoryItem(db, fixture, { priority: 8 });
    const [doubt, expert] = await claim(ann, 2);
    await decideCategory(ann, reply(doubt, { kind: 'cant-tell' }));
    await decideCategory(ann, reply(expert, { kind: 'escalate', reasonCode: 'needs-expert' }));
    expect(await db.label.count({ where: { subjectId: { in: [first.productId, second.productId] } } })).toBe(
      0,
    );
    expect(await claim(ann)).toEqual([]);
    const lead = await aPersonIn(db, fixture, 'Lea', 'lead');
    const { cards } = await claimNextCategory(lead, {
      catalogId: fixture.catalogId,
      scope: 'escalated',
      count: 5,
    });
    expect(cards.map((card) => card.itemId)).toEqual([second.itemId]);
    expect(await decideCategory(lead, reply(cards[0]))).toMatchObject({ ok: true });
  });

  it('hands a rejected proposal to the next person, who is not offered it again, and takes the word back', async () => {
    const { itemId, productId } = await aCategoryItem(db, fixture, { priority: 9 });
    const { catalogId, modelVersionId, categories } = fixture;
    const [held] = await claim(ann);
    const rejection = reply(held, { kind: 'reject', rejectedId: categories.kettles });
    expect(await decideCategory(ann, rejection)).toMatchObject({ ok: true, repeated: false });
    expect(await decideCategory(ann, rejection)).toMatchObject({ ok: true, repeated: true });
    expect(await db.label.count({ where: { subjectId: productId } })).toBe(0);
    expect(await placeOf(productId)).toMatchObject({ currentSource: 'given', revision: 1 });
    // A new suggestion of the same does not overwrite what a person has said.
    const renewed = { productId, revision: 1, priority: 1, priorityReason: '', reason: 'suspect' };
    await inTransaction((tx) => openCategoryItems(tx, catalogId, modelVersionId, [renewed]));
    expect(await claim(ann)).toEqual([]);
    const [next] = await claim(bob);
    expect(next).toMatchObject({ itemId, card: { reason: 'rejected', asked: { code: 'rejected' } } });
    expect(next.card.options.map((option) => option.name)).toEqual(['Thermos flasks', 'Vases']);
    expect(next.card.evidence.confidence).toBeNull();
    await returnLeases(bob, [next]);
    const undo = {
      idempotencyKey: newId(),
      targetKey: rejection.idempotencyKey,
      itemId,
      kind: 'decide' as const,
    };
    expect(await undoCategoryDecision(ann, undo)).toMatchObject({ ok: true, lease: { itemId } });
    expect(await db.reviewItem.findUniqueOrThrow({ where: { id: itemId } })).toMatchObject({
      ...{ state: 'leased', leasedBy: ann.id, reason: 'suspect' },
      priorityReason: 'the given category is doubted',
    });
    await db.reviewItem.update({
      where: { id: itemId },
      data: { state: 'open', leasedBy: null, leaseUntil: null },
    });
    const [again] = await claim(bob);
    expect(again.card.options[0].name).toBe('Kettles');
    expect(await decideCategory(bob, reply(again))).toMatchObject({ ok: true });
  });

  it('keeps everything from a blind card and stores that it was blind', async () => {
    const { itemId } = await aCategoryItem(db, fixture, { blind: true });
    const [held] = await claim(ann);
    expect(held.card).toMatchObject({
      options: [],
      given: [],
      current: null,
      parent: null,
      evidence: { p: null, sentence: null },
    });
    await decideCategory(ann, reply(held));
    expect(await db.decision.findFirstOrThrow({ where: { itemId } })).toMatchObject({
      blind: true,
      suggestionShown: false,
    });
  });
});

describe('two people', () => {
  beforeAll(async () => {
    fixture = await aReviewCatalog(db);
    await letIn(db, fixture, [ann, bob]);
  });

  it('never hold the same item, and nobody sees a false empty queue', async () => {
    await Promise.all([1, 2, 3].map(() => aCategoryItem(db, fixture)));
    const [mine, theirs] = await Promise.all([claim(ann, 2), claim(bob, 2)]);
    const all = [...mine, ...theirs].map((held) => held.itemId);
    expect(new Set(all).size).toBe(3);
    const holder = mine.length === 2 ? ann : bob;
    const { counts } = await readQueueStatus(holder, 'categories', fixture.catalogId);
    expect(counts).toMatchObject({ left: 3, free: 0, mine: 2, withOthers: 1 });
    expect(counts.nextFreeSeconds).toBeGreaterThan(100);
    await returnLeases(ann, mine);
    await returnLeases(bob, theirs);
  });

  it('race for one item: exactly one decides, the other is kept as a second opinion and told by whom', async () => {
    const [first] = await claim(ann);
    await db.reviewItem.update({ where: { id: first.itemId }, data: { leaseUntil: new Date(0) } });
    const second = (await claim(bob, 3)).find((held) => held.itemId === first.itemId);
    if (!second) throw new Error('the expired item was not claimed');
    const outcomes = await Promise.all([
      decideCategory(ann, reply(first)),
      decideCategory(bob, reply(second, { kind: 'cant-tell' })),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const loser = outcomes.find((outcome) => !outcome.ok);
    expect(loser).toMatchObject({ reason: 'already-decided', by: outcomes[0].ok ? 'Ann' : 'Bob' });
    const rows = await db.decision.findMany({ where: { itemId: first.itemId } });
    expect(rows.map((row) => row.secondOpinion).sort()).toEqual([false, true]);
  });

  it('count a late answer while the item is undecided and unchanged, and not after a change', async () => {
    await aCategoryItem(db, fixture, { priority: 50 });
    const [late] = await claim(ann);
    await returnLeases(ann, [late]);
    expect(await decideCategory(ann, reply(late))).toMatchObject({ ok: true, late: true });
    const { productId } = await aCategoryItem(db, fixture, { priority: 60 });
    const [stale] = await claim(ann);
    await db.product.update({ where: { id: productId }, data: { revision: 7 } });
    expect(await decideCategory(ann, reply(stale))).toMatchObject({ ok: false, reason: 'changed-since' });
    const [again] = await claim(bob);
    expect(again).toMatchObject({ itemId: stale.itemId, subjectRevision: 7 });
  });

  it('keep their leases by heartbeat, by number only', async () => {
    const item = await aCategoryItem(db, fixture, { priority: 99 });
    const [held] = await claim(ann);
    expect(held.itemId).toBe(item.itemId);
    const lease = { itemId: held.itemId, leaseNumber: held.leaseNumber };
    expect((await renewLeases(ann, [lease])).kept).toEqual([lease]);
    expect((await renewLeases(bob, [lease])).kept).toEqual([]);
    expect((await renewLeases(ann, [{ ...lease, leaseNumber: lease.leaseNumber + 1 }])).kept).toEqual([]);
  });

  it('skip for themselves only', async () => {
    const { itemId } = await aCategoryItem(db, fixture, { priority: 1000 });
    const [held] = await claim(ann);
    const skip = { itemId, leaseNumber: held.leaseNumber, idempotencyKey: newId() };
    expect(await skipItem(ann, skip)).toEqual({ ok: true });
    expect((await claim(ann, 10)).map((one) => one.itemId)).not.toContain(itemId);
    const [theirs] = await claim(bob);
    expect(theirs.itemId).toBe(itemId);
    const undo = { idempotencyKey: newId(), targetKey: skip.idempotencyKey, itemId, kind: 'skip' as const };
    expect(await undoCategoryDecision(ann, undo)).toEqual({ ok: false, reason: 'overtaken' });
  });
});

describe('undo', () => {
  beforeAll(async () => {
    fixture = await aReviewCatalog(db);
    await letIn(db, fixture, [ann, bob]);
  });

  it('puts category, label and queue back and hands the card to the person again, repeatably', async () => {
    const { productId, itemId } = await aCategoryItem(db, fixture);
    const [held] = await claim(ann);
    const decided = reply(held);
    await decideCategory(ann, decided);
    // Under the decision's own key nothing is taken back, and nobody is told that it was.
    const { idempotencyKey } = decided;
    const reused = await undoCategoryDecision(ann, { ...undoOf(decided), idempotencyKey });
    expect(reused).toEqual({ ok: false, reason: 'not-found' });
    const undo = undoOf(decided);
    const outcome = await undoCategoryDecision(ann, undo);
    expect(outcome).toMatchObject({ ok: true, lease: { itemId, leaseNumber: 2, subjectRevision: 3 } });
    expect(await placeOf(productId)).toEqual({
      currentCategoryId: fixture.categories.vases,
      currentSource: 'given',
      revision: 3,
    });
    expect(await db.label.findFirstOrThrow({ where: { subjectId: productId } })).toMatchObject({
      state: 'excluded',
    });
    expect(await undoCategoryDecision(ann, undo)).toMatchObject({
      ok: true,
      repeated: true,
      lease: { leaseNumber: 2 },
    });
    expect(await undoCategoryDecision(ann, undoOf(decided))).toEqual({ ok: false, reason: 'already-undone' });
    expect(await undoCategoryDecision(bob, undoOf(decided))).toEqual({ ok: false, reason: 'not-yours' });
    const { figures } = await readQueueStatus(ann, 'categories', fixture.catalogId);
    expect(figures.decidedToday).toBe(0);
    if (!outcome.ok || !outcome.lease) throw new Error('no lease');
    expect(await decideCategory(ann, reply({ ...held, ...outcome.lease }))).toMatchObject({
      ok: true,
      late: false,
    });
  });

  it('is refused once somebody has decided since', async () => {
    await aCategoryItem(db, fixture, { priority: 5 });
    const [held] = await claim(ann);
    const escalated = reply(held, { kind: 'escalate', reasonCode: 'needs-expert' });
    await decideCategory(ann, escalated);
    const lead = await aPersonIn(db, fixture, 'Lea', 'lead');
    const { cards } = await claimNextCategory(lead, {
      catalogId: fixture.catalogId,
      scope: 'escalated',
      count: 1,
    });
    await decideCategory(lead, reply(cards[0]));
    expect(await undoCategoryDecision(ann, undoOf(escalated))).toEqual({ ok: false, reason: 'overtaken' });
  });
});

it('finds categories by typo, other locale and path, and none of another catalog', async () => {
  fixture = await aReviewCatalog(db);
  await letIn(db, fixture, [ann]);
  const search = async (q: string) =>
    (await searchCategories(ann, { catalogId: fixture.catalogId, q, limit: 5 })).map((found) => found.name);
  expect((await search('ketles'))[0]).toBe('Kettles');
  expect((await search('bouiloire'))[0]).toBe('Kettles');
  expect((await search('kitchen ketle'))[0]).toBe('Kettles');
  expect(await search('zzzz')).toEqual([]);
  expect(await search('100%_')).toEqual([]);
});

it('shows and takes nothing of a catalog that one was not let into', async () => {
  fixture = await aReviewCatalog(db);
  await letIn(db, fixture, [ann]);
  const { itemId } = await aCategoryItem(db, fixture);
  expect(await claim(bob)).toEqual([]);
  const [held] = await claim(ann);
  expect(await decideCategory(bob, reply(held))).toEqual({ ok: false, reason: 'not-found' });
  expect((await readQueueStatus(bob, 'categories', fixture.catalogId)).counts.left).toBe(0);
  expect(await searchCategories(bob, { catalogId: fixture.catalogId, q: 'kettles', limit: 5 })).toEqual([]);
  expect(await db.reviewItem.findUniqueOrThrow({ where: { id: itemId } })).toMatchObject({
    state: 'leased',
    leasedBy: ann.id,
  });
});
