import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { makeRng } from '#server/ml/rng.ts';
import { returnLeases } from '#server/review/hold-leases.ts';
import { skipItem } from '#server/review/skip-item.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aCategoryItem,
  acceptanceOf,
  aPerson,
  aPersonIn,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { claimNextCategory } from './claim-next-category.ts';
import { decideCategory } from './decide-category.ts';
import type { DecideCategory } from './schema-card.ts';
import { undoCategoryDecision } from './undo-category-decision.ts';

const { db } = await testDatabase();
const people = 20;
const items = 200;

let fixture: ReviewFixture;
const claim = async (actor: Actor, count: number) =>
  (await claimNextCategory(actor, { catalogId: fixture.catalogId, scope: 'open', count })).cards;

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
});

it(`${people} people decide ${items} items, each exactly once, though some send twice, skip, leave or answer late`, async () => {
  for (let at = 0; at < items; at++) await aCategoryItem(db, fixture, { priority: at % 7 });
  const actors = await Promise.all(Array.from({ length: people }, (_, at) => aPerson(db, `person ${at}`)));
  await letIn(db, fixture, actors);
  const told = { won: 0, lost: 0 };
  const work = async (actor: Actor, seed: number) => {
    const rng = makeRng(seed);
    for (let idle = 0; idle < 3; ) {
      const cards = await claim(actor, 3);
      idle = cards.length === 0 ? idle + 1 : 0;
      for (const held of cards) {
        const chance = rng.next();
        if (chance < 0.05)
          await skipItem(actor, {
            itemId: held.itemId,
            leaseNumber: held.leaseNumber,
            idempotencyKey: newId(),
          });
        if (chance < 0.1) continue;
        // Given back and answered all the same: somebody else may have it by now.
        if (chance < 0.25) await returnLeases(actor, [held]);
        const input = acceptanceOf(held, fixture.categories.kettles);
        const sent =
          chance > 0.8
            ? [decideCategory(actor, input), decideCategory(actor, input)]
            : [decideCategory(actor, input)];
        const outcomes = await Promise.all(sent);
        if (outcomes[0].ok) told.won += 1;
        else told.lost += 1;
        expect(new Set(outcomes.map((outcome) => outcome.ok)).size).toBe(1);
      }
      // What was neither answered nor skipped runs out, as if the lid had been closed.
      await db.reviewItem.updateMany({
        where: { catalogId: fixture.catalogId, leasedBy: actor.id, state: 'leased' },
        data: { leaseUntil: new Date(0) },
      });
    }
  };
  await Promise.all(actors.map((actor, at) => work(actor, at + 1)));
  // Items that everybody who is left had skipped.
  const last = await aPersonIn(db, fixture, 'the last');
  for (const held of await claim(last, 10))
    if ((await decideCategory(last, acceptanceOf(held, fixture.categories.kettles))).ok) told.won += 1;
  const perItem = await db.decision.groupBy({
    by: ['itemId'],
    where: { catalogId: fixture.catalogId, secondOpinion: false },
    _count: true,
  });
  expect(perItem).toHaveLength(items);
  expect(perItem.every((row) => row._count === 1)).toBe(true);
  expect(told.won).toBe(items);
  expect(await db.decision.count({ where: { catalogId: fixture.catalogId, secondOpinion: true } })).toBe(
    told.lost,
  );
  expect(
    await db.reviewItem.count({ where: { catalogId: fixture.catalogId, state: { not: 'decided' } } }),
  ).toBe(0);
  expect(await db.label.count({ where: { catalogId: fixture.catalogId } })).toBe(items);
}, 120_000);

it('undo walks back any sequence of answers to exactly where it began', async () => {
  const actor = await aPerson(db, 'Undine');
  fixture = await aReviewCatalog(db);
  await letIn(db, fixture, [actor]);
  const { kettles, vases, flasks, kitchen } = fixture.categories;
  const step = fc.oneof(fc.constantFrom(kettles, vases, flasks, kitchen), fc.constant('undo' as const));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const { productId } = await aCategoryItem(db, fixture);
      let [held] = await claim(actor, 1);
      const stack: { input: DecideCategory; before: string }[] = [];
      let place = vases;
      for (const one of steps) {
        if (one !== 'undo' && stack.length === 0) {
          stack.push({ input: acceptanceOf(held, one), before: place });
          expect(await decideCategory(actor, stack[0].input)).toMatchObject({ ok: true, late: false });
          place = one;
        } else if (one === 'undo' && stack.length > 0) {
          const { input, before } = stack.pop()!;
          const undone = await undoCategoryDecision(actor, {
            idempotencyKey: newId(),
            targetKey: input.idempotencyKey,
            itemId: held.itemId,
            kind: 'decide',
          });
          if (!undone.ok || !undone.lease) throw new Error(`undo failed: ${JSON.stringify(undone)}`);
          held = { ...held, ...undone.lease };
          place = before;
        }
        const product = await db.product.findUniqueOrThrow({ where: { id: productId } });
        expect(product.currentCategoryId).toBe(place);
        expect(product.currentSource).toBe(stack.length > 0 ? 'decision' : 'given');
        expect(await db.label.count({ where: { subjectId: productId, state: 'raw' } })).toBe(stack.length);
      }
      // The next run begins with an empty queue.
      await db.reviewItem.updateMany({
        where: { subjectId: productId },
        data: { state: 'withdrawn', leasedBy: null },
      });
    }),
    { numRuns: 15 },
  );
}, 60_000);
