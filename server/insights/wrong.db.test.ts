import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { countWrong } from '#server/ml/linear/wrong-share.ts';
import { makeRng } from '#server/ml/rng.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aTrainableCatalog,
  fixtureLeaves,
  type TrainingFixture,
  wordyProducts,
} from '#server/testing/training-fixture.ts';
import { run } from './estimate-wrong.handler.ts';
import { readWrong } from './read-wrong.ts';
import { countGiven } from './store-wrong.ts';

const { db } = await testDatabase();
const never = new AbortController().signal;
/** Planted by seller: the fourth is careless. */
const rates = [0, 0.03, 0.1, 0.35];
const perSeller = 120;

interface Planted {
  id: string;
  seller: number;
  given: string;
  truth: string;
  believed: string;
  p: number;
  pGiven: number;
}

let fixture: TrainingFixture;
let sellers: string[] = [];
const planted: Planted[] = [];
let modelVersionId = '';

async function aModel(): Promise<void> {
  modelVersionId = newId();
  const { catalogId } = fixture;
  const model = {
    id: modelVersionId,
    catalogId,
    kind: 'categorizer',
    name: 'm',
    sha256: 'm',
    origin: 'trained',
  };
  await db.modelVersion.create({ data: { ...model, manifest: {} } });
  await db.activeModel.create({
    data: { catalogId, kind: 'categorizer', modelVersionId, promotedBy: 'test' },
  });
}

/** A model that is right in 96 of 100, less sure where it is not. */
async function plantWrong(): Promise<void> {
  const rng = makeRng(5);
  const other = (leaf: number): number => (leaf + 1 + rng.below(2)) % 3;
  const id = (leaf: number): string => fixture.leaves[fixtureLeaves[leaf]];
  for (const [seller, sellerId] of sellers.entries()) {
    const drawn = Array.from({ length: perSeller }, (_, at) => {
      const truth = at % 3;
      return { truth, given: rng.next() < rates[seller] ? other(truth) : truth };
    });
    const ids = await wordyProducts(
      db,
      { ...fixture, sellerId },
      drawn.map(({ truth, given }, at) => ({
        at: 1000 * seller + at,
        leaf: fixtureLeaves[truth],
        given: fixtureLeaves[given],
      })),
    );
    for (const [at, { truth, given }] of drawn.entries()) {
      const believed = rng.next() < 0.96 ? truth : other(truth);
      const p = (believed === truth ? 0.75 : 0.45) + 0.2 * rng.next();
      const pGiven = believed === given ? p : (1 - p) / 2;
      planted.push({
        id: ids[at],
        seller,
        given: id(given),
        truth: id(truth),
        believed: id(believed),
        p,
        pGiven,
      });
    }
  }
  await db.suggestion.createMany({
    data: planted.map((one) => ({
      ...{ productId: one.id, modelVersionId, fold: 0, inputHash: one.id, categoryId: one.believed },
      ...{ p: one.p, pGiven: one.pGiven, topK: [], entropy: 0.1, evidence: {} },
    })),
  });
}

const wrongOf = (rows: readonly Planted[]): number =>
  rows.filter((row) => row.given !== row.truth).length / rows.length;

async function estimate() {
  await run(never);
  const view = await readWrong(fixture.catalogId);
  if (!view?.report.all) throw new Error('nothing was estimated');
  return { ...view.report, all: view.report.all, madeAt: view.madeAt };
}

/** As a person's answer leaves the product. */
async function decide(rows: readonly Planted[], categoryOf: (row: Planted) => string): Promise<void> {
  for (const categoryId of new Set(rows.map(categoryOf))) {
    const ids = rows.filter((row) => categoryOf(row) === categoryId).map((row) => row.id);
    const data = { currentCategoryId: categoryId, currentSource: 'decision' };
    await db.product.updateMany({ where: { id: { in: ids } }, data });
  }
  await db.stageState.upsert({
    where: { stage_unitId: { stage: 'review-category', unitId: rows[0].id } },
    create: { stage: 'review-category', unitId: rows[0].id, catalogId: fixture.catalogId },
    update: { updatedAt: new Date() },
  });
}

beforeAll(async () => {
  fixture = await aTrainableCatalog(db, 0);
  const names = ['Careful', 'Good', 'Hasty', 'Careless'];
  sellers = names.map(() => newId());
  await db.seller.createMany({
    data: names.map((name, at) => ({ id: sellers[at], catalogId: fixture.catalogId, key: name, name })),
  });
  await aModel();
  await plantWrong();
});

describe('the estimate of wrong given categories', () => {
  it('counts in the database what the kernel counts', async () => {
    const counted = await countGiven({ catalogId: fixture.catalogId, modelVersionId });
    const kernel = countWrong(
      {
        pGiven: planted.map((row) => row.pGiven),
        pOther: planted.map((row) => (row.believed === row.given ? 0 : row.p)),
      },
      planted.map((row) => fixtureLeaves.findIndex((leaf) => fixture.leaves[leaf] === row.given)),
      planted.map((row) => row.seller),
      sellers.length,
    );
    for (const [at, own] of [kernel.all, ...kernel.groups].entries()) {
      const stored = counted.find((group) =>
        at === 0 ? group.kind === 'all' : group.id === sellers[at - 1],
      );
      const { expected, spread, ...counts } = own;
      expect(stored).toMatchObject(counts);
      expect(stored?.expected).toBeCloseTo(expected, 6);
      expect(stored?.spread).toBeCloseTo(spread, 6);
    }
    expect(
      counted
        .filter((group) => group.kind === 'category')
        .map((group) => group.name)
        .sort(),
    ).toEqual(fixtureLeaves.map((leaf) => `All > ${leaf}`).sort());
  });

  it('holds the planted share of the catalog and of every seller, the careless first', async () => {
    const { all, sellers: found, categories } = await estimate();
    expect(all.rows).toBe(480);
    expect(Math.abs(all.share - wrongOf(planted))).toBeLessThan(0.03);
    expect(all.low).toBeLessThanOrEqual(wrongOf(planted));
    expect(all.high).toBeGreaterThanOrEqual(wrongOf(planted));
    expect(found.map((seller) => seller.name)).toEqual(['Careless', 'Hasty', 'Good', 'Careful']);
    for (const { id, share, low, high } of found) {
      const truth = wrongOf(planted.filter((row) => sellers[row.seller] === id));
      expect(Math.abs(share - truth)).toBeLessThan(0.06);
      expect(low).toBeLessThanOrEqual(truth);
      expect(high).toBeGreaterThanOrEqual(truth);
    }
    for (const groups of [found, categories]) {
      const sum = groups.reduce((total, group) => total + group.share * group.rows, 0);
      expect(sum).toBeCloseTo(all.share * all.rows, 6);
    }
  });

  it('is made anew when something changed, and only then', async () => {
    const first = await estimate();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await estimate()).madeAt).toBe(first.madeAt);
  });

  it('moves with what people decide: a doubted product that was right lowers it, everywhere', async () => {
    const before = await estimate();
    const doubted = planted.filter((row) => row.believed !== row.given);
    await decide(doubted.slice(0, 30), (row) => row.given);
    const after = await estimate();
    expect(after.all).toMatchObject({ decided: 30, wrong: 0 });
    expect(after.all.share).toBeLessThan(before.all.share - 0.03);
    const careless = (report: typeof before) =>
      report.sellers.find((seller) => seller.name === 'Careless')?.share ?? 0;
    expect(careless(after)).toBeLessThan(careless(before));

    await decide(doubted.slice(0, 30), (row) => row.truth);
    const truly = await estimate();
    expect(truly.all.wrong).toBe(doubted.slice(0, 30).filter((row) => row.given !== row.truth).length);
    expect(truly.all.share).toBeGreaterThan(after.all.share);
    expect(truly.all.low).toBeLessThanOrEqual(wrongOf(planted));
    expect(truly.all.high).toBeGreaterThanOrEqual(wrongOf(planted));
    expect(truly.all.high - truly.all.low).toBeLessThan(before.all.high - before.all.low);

    const root = await db.category.findFirstOrThrow({
      where: { taxonomyVersionId: fixture.versionId, depth: 1 },
    });
    await decide(planted.slice(0, 1), () => root.id);
    expect((await estimate()).all).toMatchObject({ wrong: truly.all.wrong, decided: 31 });

    await decide(planted, (row) => row.truth);
    const known = await estimate();
    expect(known.all.share).toBeCloseTo(wrongOf(planted), 12);
    expect([known.all.low, known.all.high]).toEqual([known.all.share, known.all.share]);
  });
});
