import { describe, expect, it } from 'vitest';
import { mintPerson } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aLabel, someLabels } from '#server/testing/label-fixture.ts';
import {
  aPerson,
  aPersonIn,
  aProduct,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { askDiffering } from './ask-differing.ts';
import { compareWithActive } from './compare-with-active.ts';
import { drawGoldenSet } from './draw-golden-set.ts';
import { freezeDataset } from './freeze-dataset.ts';
import { readGolden } from './read-golden.ts';
import { auditPolicy, readGoldenState } from './store-golden.ts';

const { db } = await testDatabase();

async function aSuggestion(
  modelVersionId: string,
  productId: string,
  categoryId: string,
  fold: number | null,
): Promise<void> {
  await db.suggestion.create({
    data: {
      ...{ modelVersionId, productId, categoryId, fold },
      inputHash: productId,
      p: 0.9,
      topK: [],
      depthOk: 3,
      entropy: 0.1,
      evidence: {},
    },
  });
}

/** A second model of the catalog. */
async function aCandidate({ catalogId }: ReviewFixture): Promise<string> {
  const id = newId();
  await db.modelVersion.create({
    data: {
      id,
      catalogId,
      kind: 'categorizer',
      name: 'candidate',
      sha256: id,
      manifest: {},
      origin: 'trained',
    },
  });
  return id;
}

async function drawnProducts(fixture: ReviewFixture, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) ids.push(await aProduct(db, fixture));
  return ids;
}

describe('the golden set', () => {
  it('is drawn by chance into the queue, once a product, blind and with its probability', async () => {
    const fixture = await aReviewCatalog(db);
    const lead = await aPersonIn(db, fixture, 'Lea', 'lead');
    await drawnProducts(fixture, 40);
    const { catalogId } = fixture;
    expect(await drawGoldenSet(lead, { catalogId, size: 10 })).toEqual({ ok: true, drawn: 10, of: 40 });
    expect(await drawGoldenSet(lead, { catalogId, size: 10 })).toEqual({ ok: true, drawn: 10, of: 30 });
    const items = await db.reviewItem.findMany({ where: { catalogId } });
    expect(new Set(items.map((item) => item.subjectId)).size).toBe(20);
    expect(items.every((item) => item.blind && item.reason === 'audit')).toBe(true);
    expect(new Set(items.map((item) => item.servedProbability))).toEqual(new Set([0.25, 1 / 3]));
    expect(await readGoldenState(catalogId)).toEqual({ judged: 0, waiting: 20 });
    await aLabel(db, {
      ...{ catalogId, subjectId: items[0].subjectId, value: fixture.categories.kettles },
      ...{ blind: true, servedPolicy: auditPolicy },
    });
    expect(await readGolden(lead, catalogId)).toMatchObject({
      ...{ judged: 1, waiting: 20, needed: 200 },
      branches: [{ name: 'Home', judged: 1, products: 40 }],
      draws: [
        { drawn: 10, of: 30 },
        { drawn: 10, of: 40 },
      ],
    });
    const stranger = mintPerson({ id: newId(), name: 'S', role: 'lead' });
    expect(await readGolden(stranger, catalogId)).toBeNull();
    expect(await drawGoldenSet(stranger, { catalogId, size: 10 })).toMatchObject({ ok: false });
    const moderator = await aPerson(db, 'Mo');
    expect(await drawGoldenSet(moderator, { catalogId, size: 10 })).toMatchObject({ reason: 'not-allowed' });
  });

  it('is never in a frozen dataset, nor is a copy of it', async () => {
    const fixture = await aReviewCatalog(db);
    const [golden, copy, other] = await drawnProducts(fixture, 3);
    const { catalogId, categories } = fixture;
    const clusterId = newId();
    await db.cluster.create({ data: { id: clusterId, catalogId, size: 2, density: 1 } });
    await db.clusterMember.createMany({
      data: [golden, copy].map((productId) => ({ productId, clusterId })),
    });
    const label = { catalogId, subjectId: golden, value: categories.kettles, blind: true };
    await aLabel(db, { ...label, servedPolicy: 'priority-1' });
    expect((await freezeDataset(catalogId)).productIds.sort()).toEqual([golden, copy, other].sort());
    await aLabel(db, { ...label, servedPolicy: auditPolicy });
    expect((await freezeDataset(catalogId)).productIds).toEqual([other]);
  });
});

describe('two models side by side', () => {
  it('provisionally on given categories that neither had seen, until 200 golden ones are judged', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId, modelVersionId: active, categories } = fixture;
    const candidate = await aCandidate(fixture);
    const lead = await aPersonIn(db, fixture, 'Lea', 'lead');
    const products = await drawnProducts(fixture, 210);
    for (const [at, product] of products.entries()) {
      await aSuggestion(active, product, at < 100 ? categories.kettles : categories.vases, 0);
      await aSuggestion(
        candidate,
        product,
        at < 20 ? categories.kettles : categories.vases,
        at === 209 ? null : 0,
      );
    }
    const first = await compareWithActive(lead, { candidate });
    if (!first.ok) throw new Error(first.reason);
    expect(first.comparison).toMatchObject({ basis: 'given', provisional: true, rows: 209 });
    expect(first.comparison.leaf?.difference).toBeCloseTo(80 / 209);
    expect(first.comparison.differing.count).toBe(80);
    expect(first.comparison.differing.items[0].truth).toBe('Home > Kitchen > Vases');
    expect(first.comparison.models.map((model) => model.isActive)).toEqual([false, true]);

    // Judged blind, the truth of all of them is kettles: the candidate is worse.
    const truth = { catalogId, value: categories.kettles, blind: true, servedPolicy: auditPolicy };
    await someLabels(
      db,
      products.map((subjectId) => ({ ...truth, subjectId })),
    );
    const second = await compareWithActive(lead, { candidate });
    if (!second.ok) throw new Error(second.reason);
    expect(second.comparison).toMatchObject({ basis: 'golden', provisional: false, rows: 210 });
    expect(second.comparison.leaf?.high).toBeLessThan(0);
    expect(second.comparison.confusions[0]).toMatchObject({
      truth: 'Home > Kitchen > Kettles',
      answer: 'Home > Kitchen > Vases',
      count: 190,
      sameBranch: true,
    });
  });

  it('and further ones, on the products that each has answered', async () => {
    const fixture = await aReviewCatalog(db);
    const { modelVersionId: active, categories } = fixture;
    const [candidate, third] = [await aCandidate(fixture), await aCandidate(fixture)];
    const lead = await aPersonIn(db, fixture, 'Lea', 'lead');
    const products = await drawnProducts(fixture, 30);
    await db.product.updateMany({
      where: { id: { in: products.slice(0, 25) } },
      data: { createdAt: new Date(0) },
    });
    for (const [at, product] of products.entries()) {
      await aSuggestion(active, product, categories.vases, 0);
      await aSuggestion(candidate, product, at < 10 ? categories.kettles : categories.vases, 0);
      if (at < 24) await aSuggestion(third, product, categories.kettles, 0);
    }
    const outcome = await compareWithActive(lead, { candidate, further: [third] });
    if (!outcome.ok) throw new Error(outcome.reason);
    const { models, rows, slices } = outcome.comparison;
    expect(rows).toBe(24);
    expect(models.map((model) => model.modelVersionId)).toEqual([candidate, active, third]);
    expect(models.map((model) => model.levels[2].value)).toEqual([14 / 24, 1, 0]);
    expect(models.map((model) => model.candidateAhead?.difference ?? null)).toEqual([
      null,
      -10 / 24,
      14 / 24,
    ]);
    expect(slices).toEqual([]);
    const whole = await compareWithActive(lead, { candidate });
    if (!whole.ok) throw new Error(whole.reason);
    expect(whole.comparison.slices).toMatchObject([{ kind: 'age', name: 'older', rows: 25 }]);
    const elsewhere = await aReviewCatalog(db);
    await letIn(db, elsewhere, [lead]);
    expect(await compareWithActive(lead, { candidate, further: [elsewhere.modelVersionId] })).toEqual({
      ok: false,
      reason: 'unknown-model',
    });
  });

  it('and people are asked where they differ, once, and never where somebody has judged', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId, modelVersionId: active, categories } = fixture;
    const candidate = await aCandidate(fixture);
    const lead = await aPersonIn(db, fixture, 'Lea', 'lead');
    const [alike, apart, judged] = await drawnProducts(fixture, 3);
    for (const product of [alike, apart, judged]) {
      await aSuggestion(active, product, categories.vases, 0);
      await aSuggestion(candidate, product, product === alike ? categories.vases : categories.kettles, 0);
    }
    await aLabel(db, { catalogId, subjectId: judged, value: categories.kettles });
    expect(await askDiffering(lead, { candidate })).toEqual({ ok: true, asked: 1, of: 1 });
    expect(await askDiffering(lead, { candidate })).toEqual({ ok: true, asked: 0, of: 1 });
    const items = await db.reviewItem.findMany({ where: { catalogId } });
    expect(items).toMatchObject([
      {
        subjectId: apart,
        reason: 'training',
        blind: false,
        priorityReason: 'two models differ: Home > Kitchen > Kettles, or Home > Kitchen > Vases',
      },
    ]);
    expect(await askDiffering(lead, { candidate: active })).toEqual({ ok: false, reason: 'one-model' });
    const moderator = await aPerson(db, 'Mo');
    expect(await askDiffering(moderator, { candidate })).toEqual({ ok: false, reason: 'not-allowed' });
  });

  it('only for those who may see the catalog', async () => {
    const fixture = await aReviewCatalog(db);
    const stranger = mintPerson({ id: newId(), name: 'S', role: 'moderator' });
    expect(await compareWithActive(stranger, { candidate: fixture.modelVersionId })).toEqual({
      ok: false,
      reason: 'unknown-model',
    });
  });
});
