/** SHELFWISE_IMAGE_ENCODER=learnt, from training to an answer: the encoder is learnt, kept, and read by whoever scores. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { systemActor } from '#server/auth/actor.ts';
import { scoreProductCategories } from '#server/categorization/score-product-categories.ts';
import { handle as suggest } from '#server/categorization/suggest.handler.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { handle as embed } from '#server/representation/embed.handler.ts';
import { liveProductSchema } from '#server/representation/schema.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aPhoto, aPicturedCatalog } from '#server/testing/pictured-fixture.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { trainCandidate } from '#server/testing/train-candidate.ts';
import { fixtureLeaves, type TrainingFixture } from '#server/testing/training-fixture.ts';
import { promoteModel } from './promote-model.ts';

// Settings are read once a process: before anything else asks for them.
vi.hoisted(() => vi.stubEnv('SHELFWISE_IMAGE_ENCODER', 'learnt'));
const { db } = await testDatabase();
const actor = systemActor('test');
let fixture: TrainingFixture;

const run = (handle: StageHandler, unitIds: string[]) => runStage(handle, fixture.catalogId, unitIds);

async function trainOnce(): Promise<string> {
  const runId = await trainCandidate(actor, { catalogId: fixture.catalogId });
  return runId;
}

beforeAll(async () => {
  fixture = await aPicturedCatalog(db, 90);
  const runId = await trainOnce();
  const promoted = await promoteModel(actor, { runId, acknowledgeProvisional: true });
  if (!promoted.ok) throw new Error(promoted.reason);
}, 120_000);

describe('a categorizer on an encoder that the catalog taught itself', () => {
  it('keeps the encoder in the registry and a vector for every picture under its version', async () => {
    const [encoder] = await db.modelVersion.findMany({
      where: { catalogId: fixture.catalogId, kind: 'image-encoder' },
    });
    expect(encoder.name).toMatch(/^patches-/);
    const kept = await db.imageStat.count({ where: { encoderVersion: encoder.name } });
    expect(kept).toBe(fixture.products.length);
  });

  it.each(fixtureLeaves)('tells a product by its picture alone: %s', async (leaf) => {
    const imageBase64 = (await aPhoto(leaf, 5000)).toString('base64');
    const asked = liveProductSchema.parse({ catalogId: fixture.catalogId, imageBase64 });
    const answer = await scoreProductCategories(asked);
    if (!answer.ok) throw new Error(answer.reason);
    expect(answer.categories[0].categoryId).toBe(fixture.leaves[leaf]);
    expect(answer.opinions.map((one) => one.name)).toEqual(['image']);
  });

  it('is asked by the stages as well, and a second training takes the encoder that is there', async () => {
    const [productId] = fixture.products;
    await db.product.update({ where: { id: productId }, data: { title: 'item', description: null } });
    await run(embed, fixture.products);
    await run(suggest, fixture.products);
    const { evidence } = await db.suggestion.findFirstOrThrow({ where: { productId } });
    expect(JSON.stringify(evidence)).toContain('image');
    await trainOnce();
    const { catalogId } = fixture;
    expect(await db.modelVersion.count({ where: { catalogId, kind: 'image-encoder' } })).toBe(1);
    expect(await db.modelVersion.count({ where: { catalogId, kind: 'categorizer' } })).toBe(2);
  }, 120_000);
});
