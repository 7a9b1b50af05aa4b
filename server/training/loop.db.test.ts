/**
 * The loop that the desk exists for, on the real database with the real models: sellers have filed most kettles among the
 * phones, the first model believes them, people decide 200 products, the next model is measured on the golden set, put to
 * use, and what it doubts is something else.
 */
import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { claimNextCategory } from '#server/categorization/claim-next-category.ts';
import { decideCategory } from '#server/categorization/decide-category.ts';
import { handle as rescore } from '#server/categorization/rescore.handler.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { testDatabase } from '#server/testing/database.ts';
import { someLabels } from '#server/testing/label-fixture.ts';
import { answerTo, aPerson } from '#server/testing/review-fixture.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { trainCandidate } from '#server/testing/train-candidate.ts';
import {
  aTrainableCatalog,
  type FixtureLeaf,
  fixtureLeaves,
  type TrainingFixture,
  wordyProducts,
} from '#server/testing/training-fixture.ts';
import { compareWithActive } from './compare-with-active.ts';
import { drawTrainingBatch } from './draw-batch.ts';
import { listRuns } from './list-runs.ts';
import { promoteModel } from './promote-model.ts';

const { db } = await testDatabase();
const wanted = 200;
const products = 960;
let fixture: TrainingFixture;
let lead: Actor;
const truth = new Map<string, FixtureLeaf>();

beforeAll(async () => {
  fixture = await aTrainableCatalog(db, 0);
  lead = await aPerson(db, 'Lea', 'lead');
  await db.catalogAccess.create({ data: { userId: lead.id, catalogId: fixture.catalogId } });
  const all = Array.from(
    { length: products },
    (_, at): { at: number; leaf: FixtureLeaf; given: FixtureLeaf } => {
      const leaf = fixtureLeaves[at % 3];
      return { at, leaf, given: leaf === 'kettles' && at % 10 < 7 ? 'phones' : leaf };
    },
  );
  const ids = await wordyProducts(db, fixture, all);
  for (const [at, { leaf }] of all.entries()) truth.set(ids[at], leaf);
});

async function run(handle: StageHandler, unitIds: string[]): Promise<void> {
  const result = await runStage(handle, fixture.catalogId, unitIds);
  expect(result.failed ?? []).toEqual([]);
}

async function trainOne(): Promise<string> {
  const runId = await trainCandidate(lead, { catalogId: fixture.catalogId });
  return runId;
}

async function promote(runId: string): Promise<void> {
  expect(await promoteModel(lead, { runId, acknowledgeProvisional: true })).toMatchObject({ ok: true });
  await run(rescore, [...truth.keys()]);
}

/** Answers cards with the truth until so many are decided, or none is left. Returns which. */
async function decide(most: number): Promise<Set<string>> {
  const decided = new Set<string>();
  while (decided.size < most) {
    const count = Math.min(10, most - decided.size);
    const { cards } = await claimNextCategory(lead, {
      ...{ catalogId: fixture.catalogId, scope: 'open', count },
    });
    if (cards.length === 0) break;
    for (const held of cards) {
      const { productId } = held.card.product;
      const categoryId = fixture.leaves[truth.get(productId) ?? 'shoes'];
      const answer = { kind: 'category', categoryId, via: 'search' } as const;
      expect(await decideCategory(lead, answerTo(held, answer))).toMatchObject({ ok: true });
      decided.add(productId);
    }
  }
  return decided;
}

/** The golden set as people judge it blind: 23 products in a hundred, of every leaf. */
async function judgedGolden(): Promise<Set<string>> {
  const { catalogId, leaves } = fixture;
  const golden = [...truth].filter((_, at) => (at * 19) % 100 < 23);
  await someLabels(
    db,
    golden.map(([subjectId, leaf]) => ({
      ...{ catalogId, subjectId, blind: true, servedPolicy: 'audit-1', value: leaves[leaf] },
    })),
  );
  return new Set(golden.map(([id]) => id));
}

async function suspects(): Promise<string[]> {
  const items = await db.reviewItem.findMany({
    where: { catalogId: fixture.catalogId, queue: 'categories', reason: 'suspect', state: 'open' },
  });
  return items.map((item) => item.subjectId).sort();
}

it('200 decisions make the next model better on the golden set, and change what is doubted', async () => {
  const { catalogId } = fixture;
  await promote(await trainOne());
  // It believes the sellers: the few kettles that stand among the kettles are what it doubts.
  const doubted = await suspects();
  expect(doubted.length).toBeGreaterThan(20);
  expect(doubted.every((id) => truth.get(id) === 'kettles')).toBe(true);
  await db.reviewItem.updateMany({ where: { catalogId, state: 'open' }, data: { state: 'withdrawn' } });
  const golden = await judgedGolden();
  expect(await drawTrainingBatch(lead, { catalogId, size: wanted })).toMatchObject({ ok: true });
  const decided = await decide(wanted);
  expect(decided.size).toBe(wanted);
  const runId = await trainOne();
  const view = (await listRuns(catalogId)).find((one) => one.id === runId);
  expect(view?.evaluation).toMatchObject({
    ...{ provisional: false, golden: { rows: golden.size } },
    beside: { basis: 'golden', rows: golden.size },
  });
  expect(view?.evaluation?.beside?.low).toBeGreaterThan(0.15);
  const outcome = await compareWithActive(lead, { candidate: view?.modelVersionId ?? '' });
  if (!outcome.ok) throw new Error(outcome.reason);
  const [candidate, inUse] = outcome.comparison.models.map(({ levels }) => levels[1].value);
  expect(inUse).toBeLessThan(0.8);
  expect(candidate).toBeGreaterThan(0.95);
  await promote(runId);
  // Now the kettles among the phones are doubted, and nobody is asked again about what was decided.
  const after = await suspects();
  expect(after.length).toBeGreaterThan(5);
  const wrong = await db.product.findMany({ where: { id: { in: after } } });
  expect(wrong.every((one) => one.givenCategoryIds.includes(fixture.leaves.phones))).toBe(true);
  expect(after.filter((id) => decided.has(id))).toEqual([]);
  expect(after.filter((id) => !doubted.includes(id)).length).toBeGreaterThan(after.length / 2);
});
