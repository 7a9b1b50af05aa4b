/** A pair filter learns from what people decided, is measured, put to use, and put back; a catalog with too few decisions gets none. */
import { beforeAll, expect, it } from 'vitest';
import { type Actor, systemActor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { handle as block } from '#server/duplicates/block.handler.ts';
import { isSpared } from '#server/duplicates/filter-candidates.ts';
import { openPairFilter } from '#server/duplicates/pair-filter.ts';
import { handle as score } from '#server/duplicates/score-pairs.handler.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { source } from '#server/ml/pairs/candidate-source.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aGeneratedCatalog, type GeneratedFixture } from '#server/testing/generated-fixture.ts';
import { aPersonIn } from '#server/testing/review-fixture.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { trainCandidate } from '#server/testing/train-candidate.ts';
import { listRuns } from './list-runs.ts';
import { promoteModel } from './promote-model.ts';
import { rollBack } from './roll-back.ts';
import type { RunView } from './schema.ts';

const { db } = await testDatabase();
const system = systemActor('test');
/** Four things in five were decided; of the others nobody said anything. */
const undecidedOneIn = 5;
/** Pairs of this p and more were shown to people. */
const shownMin = 0.3;

interface Candidate {
  a: string;
  b: string;
  sources: number;
}

let fixture: GeneratedFixture;
let ann: Actor;
/** Candidates before any filter. */
let before: Candidate[] = [];

const keyOf = ({ a, b }: Candidate): string => `${a} ${b}`;
const thingOf = (id: string): number => fixture.thing.get(id) ?? -1;
const isSame = ({ a, b }: Candidate): boolean => thingOf(a) === thingOf(b);
const isOpen = ({ a, b }: Candidate): boolean =>
  thingOf(a) % undecidedOneIn === 0 || thingOf(b) % undecidedOneIn === 0;

async function run(handle: StageHandler, unitIds: string[]): Promise<void> {
  const result = await runStage(handle, fixture.catalogId, unitIds);
  expect(result.later).toBeUndefined();
}

async function candidates(): Promise<Candidate[]> {
  return db.candidatePair.findMany({
    select: { a: true, b: true, sources: true },
    orderBy: [{ a: 'asc' }, { b: 'asc' }],
  });
}

async function openActive(): Promise<string | null> {
  const { catalogId } = fixture;
  const pointer = await db.activeModel.findUnique({
    where: { catalogId_kind: { catalogId, kind: 'pair-filter' } },
  });
  return pointer?.modelVersionId ?? null;
}

async function trainFilter(): Promise<RunView> {
  const runId = await trainCandidate(system, { catalogId: fixture.catalogId, kind: 'pair-filter' });
  const view = (await listRuns(fixture.catalogId)).find(({ id }) => id === runId);
  if (!view) throw new Error('the run is not listed');
  return view;
}

/** People decide what is shown to them, truly. */
async function decide(): Promise<void> {
  const { catalogId } = fixture;
  const scores = await db.pairScore.findMany({ select: { a: true, b: true, p: true } });
  const pOf = new Map(scores.map(({ a, b, p }) => [`${a} ${b}`, p]));
  const said = { catalogId, decisionId: newId(), actorId: ann.id };
  const data = before
    .filter((pair) => !isOpen(pair) && (pOf.get(keyOf(pair)) ?? 0) >= shownMin)
    .map((pair) => ({
      ...said,
      ...{ id: newId(), a: pair.a, b: pair.b, relation: isSame(pair) ? 'same' : 'not_same' },
    }));
  await db.pairFact.createMany({ data });
}

beforeAll(async () => {
  fixture = await aGeneratedCatalog(db, {
    ...{ seed: 51, listings: 14_000 },
    dense: { copiesMax: 3, singlesMax: 1200 },
  });
  await db.activeModel.deleteMany({ where: { catalogId: fixture.catalogId } });
  // Sellers without codes: words find what there is to find.
  await db.product.updateMany({ data: { gtin: null, mpn: null } });
  // Each thing in one part, as listings are that were known for one thing when they got theirs.
  await db.productSplit.createMany({
    data: [...fixture.thing].map(([productId, thing]) => ({
      ...{ productId, catalogId: fixture.catalogId, groupHash: String(thing) },
      split: thing % 9 < 4 ? 'train' : 'test',
    })),
  });
  ann = await aPersonIn(db, fixture, 'Ann', 'lead');
  await run(block, fixture.productIds);
  await run(score, fixture.productIds);
  before = await candidates();
});

it('says what is missing while people decided too little', async () => {
  const view = await trainFilter();
  expect(view).toMatchObject({ state: 'failed', kind: 'pair-filter', filter: null });
  expect(view.failure).toMatch(
    /^0 decided duplicates found by words alone.*; 300, 300 and 133 are needed at least$/,
  );
  expect(await openPairFilter(fixture.catalogId)).toBeNull();
});

it('is put to use only where its recall is shown, acknowledged or not', async () => {
  await decide();
  const view = await trainFilter();
  expect(view).toMatchObject({ state: 'done', isActive: false });
  const { filter, modelVersionId } = view;
  if (!filter || !modelVersionId) throw new Error('not measured');
  expect(filter.isProven).toBe(true);
  expect(filter.lower).toBeGreaterThanOrEqual(0.98);
  expect(filter.candidates.refused / filter.candidates.asked).toBeGreaterThan(0.2);
  expect(filter.allPairs.passed / filter.allPairs.pairs).toBeLessThan(0.3);
  const asked = { runId: view.id, acknowledgeProvisional: true };
  const claim = (isProven: boolean) =>
    db.evaluation.updateMany({ where: { modelVersionId }, data: { provisional: !isProven } });
  await claim(false);
  expect(await promoteModel(ann, asked)).toEqual({ ok: false, reason: 'recall-unproven' });
  expect(await openPairFilter(fixture.catalogId)).toBeNull();
  await claim(true);
  expect(await promoteModel(ann, asked)).toMatchObject({ ok: true, modelVersionId });
  expect(await openPairFilter(fixture.catalogId)).not.toBeNull();
  expect(await db.stageState.count({ where: { stage: 'block', state: 'waiting' } })).toBe(
    fixture.productIds.length,
  );
});

it('refuses candidates that words alone found, keeps the true ones, and spares one in a hundred', async () => {
  await run(block, fixture.productIds);
  const now = new Map((await candidates()).map((pair) => [keyOf(pair), pair]));
  const facts = await db.pairFact.findMany({ select: { a: true, b: true, relation: true } });
  const said = new Map(facts.map(({ a, b, relation }) => [`${a} ${b}`, relation]));
  const undecided = before.filter((pair) => !said.has(keyOf(pair)));
  const gone = undecided.filter((pair) => !now.has(keyOf(pair)));
  expect(gone.length / undecided.length).toBeGreaterThan(0.2);
  expect(gone.every(({ sources }) => sources === source.text)).toBe(true);
  // Of things that nobody decided anything about, too.
  const trueOnes = undecided.filter((pair) => isSame(pair) && isOpen(pair));
  expect(trueOnes.length).toBeGreaterThan(100);
  expect(trueOnes.filter((pair) => now.has(keyOf(pair))).length / trueOnes.length).toBeGreaterThan(0.98);
  // What people called the same stays, whatever the filter says.
  for (const pair of before) if (said.get(keyOf(pair)) === 'same') expect(now.has(keyOf(pair))).toBe(true);
  const spared = [...now.values()].filter(({ sources }) => (sources & source.spared) !== 0);
  expect(spared.length).toBeGreaterThan(0);
  expect(spared.every(({ a, b }) => isSpared(a, b))).toBe(true);
  expect(gone.some(({ a, b }) => isSpared(a, b))).toBe(false);
  expect(Math.abs(spared.length / (spared.length + gone.length) - 0.01)).toBeLessThan(0.005);
});

it('brings every candidate back when the filter is put back', async () => {
  const active = (await openActive()) ?? '';
  const back = await rollBack(ann, { catalogId: fixture.catalogId, kind: 'pair-filter', from: active });
  expect(back).toMatchObject({ ok: true, before: active });
  expect(await openPairFilter(fixture.catalogId)).toBeNull();
  await run(block, fixture.productIds);
  const facts = await db.pairFact.findMany({ where: { relation: 'not_same' } });
  const apart = new Set(facts.map(({ a, b }) => `${a} ${b}`));
  expect(await candidates()).toEqual(before.filter((pair) => !apart.has(keyOf(pair))));
});
