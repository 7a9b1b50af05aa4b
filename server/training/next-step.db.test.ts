import { beforeAll, expect, it } from 'vitest';
import { systemActor } from '#server/auth/actor.ts';
import { loadCategoryCards } from '#server/categorization/load-category-card.ts';
import { handle as suggest } from '#server/categorization/suggest.handler.ts';
import { rowsMin } from '#server/categorization/train-categorizer.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aTrainableCatalog, aWordyProduct, type TrainingFixture } from '#server/testing/training-fixture.ts';
import { readNextStep } from './read-next-step.ts';
import { labelledMin } from './schema-next-step.ts';
import { startTraining } from './start-training.ts';
import { handle as train } from './train.handler.ts';

const { db } = await testDatabase();
let fixture: TrainingFixture;
const unplaced: string[] = [];

/** One turn of the stage without a model in use. */
async function suggestOnce(): Promise<void> {
  const { catalogId } = fixture;
  const result = await suggest({ catalogId, unitIds: unplaced, signal: new AbortController().signal });
  expect(result.later).toMatchObject({ wholeQueue: true });
  if (result.write) await inTransaction(result.write);
}
const openItems = () =>
  db.reviewItem.findMany({
    where: { catalogId: fixture.catalogId, state: 'open' },
    orderBy: { subjectId: 'asc' },
  });

beforeAll(async () => {
  fixture = await aTrainableCatalog(db, 6);
  for (let at = 100; at < 104; at++)
    unplaced.push(await aWordyProduct(db, fixture, { at, leaf: 'shoes', given: null }));
});

it('asks for a taxonomy first where listings came without one', async () => {
  const { catalogId } = fixture;
  const { taxonomyVersionId } = await db.catalog.findUniqueOrThrow({ where: { id: catalogId } });
  await db.catalog.update({ where: { id: catalogId }, data: { taxonomyVersionId: null } });
  expect(await readNextStep(catalogId)).toEqual({ step: 'taxonomy' });
  await db.catalog.update({ where: { id: catalogId }, data: { taxonomyVersionId } });
});

it('asks for labels while there are too few, then for a training, then for a promotion, then for nothing', async () => {
  const { catalogId, sellerId, leaves } = fixture;
  expect(labelledMin).toBe(rowsMin);
  expect(await readNextStep(newId())).toBeNull();
  expect(await readNextStep(catalogId)).toEqual({ step: 'label', labelled: 6, needed: rowsMin });
  for (let at = 6; at < rowsMin; at++)
    await aWordyProduct(db, { catalogId, sellerId, leaves }, { at, leaf: 'phones' });
  expect(await readNextStep(catalogId)).toEqual({ step: 'train', labelled: rowsMin });
  const started = await startTraining(systemActor('test'), { catalogId });
  if (!started.ok) throw new Error(started.reason);
  expect(await readNextStep(catalogId)).toEqual({ step: 'training' });
  const model = {
    id: newId(),
    catalogId,
    kind: 'categorizer',
    name: 'first',
    sha256: 'f',
    manifest: {},
    origin: 'trained',
  };
  await db.modelVersion.create({ data: model });
  await db.trainingRun.update({
    where: { id: started.runId },
    data: { state: 'done', modelVersionId: model.id },
  });
  expect(await readNextStep(catalogId)).toEqual({ step: 'promote' });
  await db.activeModel.create({
    data: { catalogId, kind: 'categorizer', modelVersionId: model.id, promotedBy: 'test' },
  });
  expect(await readNextStep(catalogId)).toBeNull();
  await db.activeModel.deleteMany({ where: { catalogId } });
});

it('puts what has no category before people while no model is in use, once each, with the names that fit the title', async () => {
  await suggestOnce();
  await suggestOnce();
  const items = await openItems();
  expect(items.map((item) => item.subjectId)).toEqual([...unplaced].sort());
  expect(items[0]).toMatchObject({ queue: 'categories', reason: 'missing', modelVersionId: null });
  const [shoe] = unplaced;
  await db.categoryName.createMany({
    data: Object.entries(fixture.leaves).map(([name, categoryId]) => ({
      ...{ categoryId, locale: 'en', name, pathName: `All > ${name}`, searchText: name },
    })),
  });
  await db.product.update({ where: { id: shoe }, data: { title: 'Ladies leather shoe, size 38' } });
  const asked = { subjectId: shoe, reason: 'missing', priorityReason: '', waitingDays: 0, blind: false };
  const card = (await loadCategoryCards([asked])).get(shoe);
  expect(card?.options.map(({ categoryId, number, p }) => ({ categoryId, number, p }))).toEqual([
    { categoryId: fixture.leaves.shoes, number: 1, p: null },
  ]);
  expect(card?.evidence.confidence).toBeNull();
  // Where nothing that is believed may be shown, nothing is.
  expect((await loadCategoryCards([{ ...asked, blind: true }])).get(shoe)?.options).toEqual([]);
});

it('says how many are missing where somebody trains too early', async () => {
  const { catalogId } = await aTrainableCatalog(db, 0);
  const started = await startTraining(systemActor('test'), { catalogId });
  if (!started.ok) throw new Error(started.reason);
  const ended = await train({ catalogId, unitIds: [started.runId], signal: new AbortController().signal });
  if (ended.write) await inTransaction(ended.write);
  const { failure } = await db.trainingRun.findUniqueOrThrow({ where: { id: started.runId } });
  expect(failure).toBe(
    `0 labelled products in 0 categories are too few to train on; at least ${rowsMin} products with a category are needed`,
  );
});

it('asks nothing of a catalog without a taxonomy', async () => {
  await db.reviewItem.deleteMany({ where: { catalogId: fixture.catalogId } });
  await db.catalog.update({ where: { id: fixture.catalogId }, data: { taxonomyVersionId: null } });
  await suggestOnce();
  expect(await openItems()).toEqual([]);
});
