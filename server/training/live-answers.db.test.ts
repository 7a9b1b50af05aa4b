/** Products with parts missing, put to the scoring process's own function: the picture, the title or the attributes alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#server/auth/actor.ts';
import { scoreProductCategories } from '#server/categorization/score-product-categories.ts';
import { scoreProductDuplicates } from '#server/duplicates/score-product-duplicates.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { normalizeImage } from '#server/pixels/normalize-image.ts';
import { handle as features } from '#server/representation/features.handler.ts';
import { liveProductSchema } from '#server/representation/schema.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aPhoto, aPicturedCatalog, materials } from '#server/testing/pictured-fixture.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { trainCandidate } from '#server/testing/train-candidate.ts';
import { fixtureLeaves, type TrainingFixture } from '#server/testing/training-fixture.ts';
import { promoteModel } from './promote-model.ts';

const { db } = await testDatabase();
const actor = systemActor('test');
let fixture: TrainingFixture;

const run = (handle: StageHandler, unitIds: string[]) => runStage(handle, fixture.catalogId, unitIds);

beforeAll(async () => {
  fixture = await aPicturedCatalog(db, 90);
  await run(features, fixture.products);
  const runId = await trainCandidate(actor, { catalogId: fixture.catalogId });
  const promoted = await promoteModel(actor, { runId, acknowledgeProvisional: true });
  if (!promoted.ok) throw new Error(promoted.reason);
}, 120_000);

async function ask(product: Record<string, unknown>) {
  const parsed = liveProductSchema.parse({ catalogId: fixture.catalogId, ...product });
  const answer = await scoreProductCategories(parsed);
  if (!answer.ok) throw new Error(answer.reason);
  const [first] = answer.categories;
  return { ...answer, first };
}

describe('a product of which little is known', () => {
  it.each(fixtureLeaves)('is told by its picture alone: %s', async (leaf) => {
    const imageBase64 = (await aPhoto(leaf, 5000)).toString('base64');
    const { first, opinions, disagreement } = await ask({ imageBase64 });
    expect(first.categoryId).toBe(fixture.leaves[leaf]);
    expect(first.p).toBeGreaterThan(0.5);
    expect(opinions.map((one) => one.name)).toEqual(['image']);
    // There is no text that the picture could disagree with.
    expect(disagreement).toBeNull();
  });

  it.each(fixtureLeaves)('is told by its attributes alone: %s', async (leaf) => {
    const { first, opinions } = await ask({ attributes: { material: materials[leaf] } });
    expect(first.categoryId).toBe(fixture.leaves[leaf]);
    expect(opinions.map((one) => one.name)).not.toContain('image');
  });

  it('is told by its title alone, and less surely by a title that says nothing', async () => {
    const known = await ask({ title: 'kettle boil' });
    expect(known.first.categoryId).toBe(fixture.leaves.kettles);
    const unknown = await ask({ title: 'xyzzy' });
    expect(unknown.first.p).toBeLessThan(known.first.p);
    expect(unknown.first.p).toBeLessThan(0.7);
  });

  it('is looked up among the listings by its picture alone', async () => {
    const [productId] = fixture.products;
    const bytes = await aPhoto('kettles', 0);
    const kept = await normalizeImage(bytes);
    if (!kept.ok) throw new Error(kept.reason);
    await db.image.updateMany({ where: { productId }, data: { phash: kept.phash } });
    const { catalogId } = fixture;
    const asked = liveProductSchema.parse({ catalogId, imageBase64: bytes.toString('base64') });
    const answer = await scoreProductDuplicates(asked);
    expect(answer).toMatchObject({ ok: true, pictureProblem: null });
    expect(answer.comparedCount).toBeGreaterThan(0);
  });

  it('must show something', () => {
    const { catalogId } = fixture;
    expect(liveProductSchema.safeParse({ catalogId }).success).toBe(false);
    expect(liveProductSchema.safeParse({ catalogId, title: '  ' }).success).toBe(false);
    expect(liveProductSchema.safeParse({ catalogId, attributes: { colour: 'red' } }).success).toBe(true);
  });
});
