import { beforeEach, describe, expect, it } from 'vitest';
import { type Actor, mintPerson } from '#server/auth/actor.ts';
import { openCategoryItems, withdrawCategoryItems } from '#server/categorization/store-suggest.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aLabel } from '#server/testing/label-fixture.ts';
import { aPerson } from '#server/testing/review-fixture.ts';
import { aTrainableCatalog, type TrainingFixture } from '#server/testing/training-fixture.ts';
import { drawTrainingBatch } from './draw-batch.ts';

const { db } = await testDatabase();
let fixture: TrainingFixture;
let lead: Actor;
const embedderId = newId();

async function aModel(kind: string, id: string): Promise<void> {
  const { catalogId } = fixture;
  const row = { id, catalogId, kind, name: kind, sha256: newId(), manifest: {}, origin: 'trained' };
  await db.modelVersion.upsert({ where: { id }, create: row, update: row });
  await db.activeModel.create({ data: { catalogId, kind, modelVersionId: id, promotedBy: 'test' } });
}

/** The first `unsure` products are doubtful, the rest clear; of the doubtful ones, even ones look one way, odd the other. */
async function suggestions(unsure: number): Promise<string> {
  const modelVersionId = newId();
  await aModel('categorizer', modelVersionId);
  await aModel('embedder', embedderId);
  const { products, leaves } = fixture;
  for (const [at, productId] of products.entries()) {
    const p = at < unsure ? 0.5 - at / 1000 : 0.98;
    await db.suggestion.create({
      data: {
        ...{
          modelVersionId,
          productId,
          inputHash: `h${at}`,
          categoryId: leaves.shoes,
          p,
          entropy: 0.1,
          evidence: {},
        },
        topK: [
          { categoryId: leaves.shoes, p },
          { categoryId: leaves.phones, p: at < unsure ? 0.45 : 0.01 },
        ],
      },
    });
    const vector = Array.from({ length: 256 }, (_, axis) => (axis === at % 2 ? 1 : 0));
    await db.$executeRaw`INSERT INTO embedding (product_id, model_version_id, v, representative)
      VALUES (${productId}::uuid, ${embedderId}::uuid, ${`[${vector.join(',')}]`}::text::vector, true)`;
  }
  return modelVersionId;
}

beforeEach(async () => {
  fixture = await aTrainableCatalog(db, 60);
  lead = await aPerson(db, 'Lea', 'lead');
  await db.catalogAccess.create({ data: { userId: lead.id, catalogId: fixture.catalogId } });
});

const itemsOf = () =>
  db.reviewItem.findMany({
    where: { catalogId: fixture.catalogId, reason: 'training' },
    orderBy: { priority: 'desc' },
  });

describe('a batch that teaches', () => {
  it('asks about what the model is unsure of, unlike ones first, and of nothing that is settled or held', async () => {
    const { catalogId, products, leaves } = fixture;
    const modelVersionId = await suggestions(30);
    await aLabel(db, { catalogId, subjectId: products[0], value: leaves.shoes });
    const held = { id: newId(), catalogId, queue: 'categories', subjectId: products[1], reason: 'suspect' };
    await db.reviewItem.create({ data: { ...held, state: 'leased', leasedBy: 'x' } });
    const waiting = {
      id: newId(),
      catalogId,
      queue: 'categories',
      subjectId: products[2],
      reason: 'suspect',
    };
    await db.reviewItem.create({ data: waiting });
    expect(await drawTrainingBatch(lead, { catalogId, size: 10 })).toEqual({ ok: true, drawn: 10, of: 58 });
    const items = await itemsOf();
    const places = items.map((item) => products.indexOf(item.subjectId));
    expect(places).not.toContain(0);
    expect(places).not.toContain(1);
    expect(Math.max(...places)).toBeLessThan(30);
    // The second is from the other heap than the first.
    expect(places[0] % 2).not.toBe(places[1] % 2);
    expect(items.find((item) => item.subjectId === products[2])?.id ?? waiting.id).toBe(waiting.id);
    expect(new Set(items.map((item) => item.servedPolicy))).toEqual(new Set(['training-1']));
    expect(items[0].blind).toBe(false);
    expect(await db.stageState.count({ where: { catalogId, stage: 'review-category' } })).toBe(10);
    // What is suggested anew neither renews nor withdraws them.
    const first = items[0].subjectId;
    const place = { productId: first, revision: 1, priority: 9, priorityReason: 'x', reason: 'suspect' };
    await inTransaction(async (tx) => {
      await openCategoryItems(tx, catalogId, modelVersionId, [place]);
      await withdrawCategoryItems(tx, [first]);
    });
    expect((await itemsOf())[0]).toMatchObject({ subjectId: first, state: 'open', reason: 'training' });
    // The next batch holds none of the first.
    await drawTrainingBatch(lead, { catalogId, size: 10 });
    expect(new Set((await itemsOf()).map((item) => item.subjectId)).size).toBe(20);
  });

  it('needs a model in use, and somebody who may', async () => {
    const { catalogId } = fixture;
    expect(await drawTrainingBatch(lead, { catalogId })).toEqual({ ok: false, reason: 'no-model' });
    expect(await drawTrainingBatch(await aPerson(db, 'Mo'), { catalogId })).toMatchObject({
      reason: 'not-allowed',
    });
    const stranger = mintPerson({ id: newId(), name: 'S', role: 'ml' });
    expect(await drawTrainingBatch(stranger, { catalogId })).toMatchObject({ reason: 'unknown-catalog' });
  });
});
