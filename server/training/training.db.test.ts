import { beforeAll, describe, expect, it } from 'vitest';
import { mintPerson, systemActor } from '#server/auth/actor.ts';
import { handle as suggest } from '#server/categorization/suggest.handler.ts';
import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { handle as embed } from '#server/representation/embed.handler.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aLabel, someLabels } from '#server/testing/label-fixture.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { trainCandidate } from '#server/testing/train-candidate.ts';
import { cancelTraining } from './cancel-training.ts';
import { handle as evaluate } from './evaluate.handler.ts';
import { listRuns } from './list-runs.ts';
import { promoteModel } from './promote-model.ts';
import { startTraining } from './start-training.ts';
import { handle as train } from './train.handler.ts';

const { db } = await testDatabase();
const actor = systemActor('test');
const catalogId = newId();
const words = {
  kettles: 'kettle boil water steel',
  shoes: 'shoe leather sole lace',
  phones: 'phone screen camera battery',
};
const leaves: Record<string, string> = {};
const products: string[] = [];
let wrongId = '';

const run = (handle: StageHandler, unitIds: string[]) => runStage(handle, catalogId, unitIds);

async function addProduct(
  sellerId: string,
  at: number,
  leaf: keyof typeof words,
  given: string,
): Promise<string> {
  const id = newId();
  const text = words[leaf].split(' ');
  const title = `${text[at % 4]} ${text[(at + 1) % 4]} model ${at}`;
  const row = {
    id,
    catalogId,
    sellerId,
    sku: `S${at}`,
    title,
    description: words[leaf],
    inputHash: `h${at}`,
    updatedAt: new Date(),
  };
  await db.product.create({
    data: { ...row, givenCategoryIds: [leaves[given]], currentCategoryId: leaves[given] },
  });
  return id;
}

beforeAll(async () => {
  const taxonomyId = newId();
  const versionId = newId();
  await db.taxonomy.create({ data: { id: taxonomyId, name: 'test' } });
  await db.taxonomyVersion.create({
    data: { id: versionId, taxonomyId, label: '1', format: 'parent-child', sha256: 'x', levels: 2 },
  });
  const rootId = newId();
  const shared = { taxonomyVersionId: versionId };
  await db.category.create({
    data: {
      ...shared,
      id: rootId,
      code: 'r',
      path: 'r/',
      depth: 1,
      isLeaf: false,
      name: 'All',
      pathName: 'All',
    },
  });
  for (const leaf of Object.keys(words)) {
    leaves[leaf] = newId();
    await db.category.create({
      data: {
        ...shared,
        id: leaves[leaf],
        code: leaf,
        parentId: rootId,
        path: `r/${leaf}/`,
        depth: 2,
        isLeaf: true,
        name: leaf,
        pathName: `All > ${leaf}`,
      },
    });
  }
  await db.catalog.create({ data: { id: catalogId, name: 'test', taxonomyVersionId: versionId } });
  const sellerId = newId();
  await db.seller.create({ data: { id: sellerId, catalogId, key: 's', name: 'S' } });
  const names = Object.keys(words) as (keyof typeof words)[];
  for (let at = 0; at < 60; at++) products.push(await addProduct(sellerId, at, names[at % 3], names[at % 3]));
  wrongId = await addProduct(sellerId, 60, 'kettles', 'shoes');
  products.push(wrongId);
});

describe('the loop from training to the category queue', () => {
  it('parks suggestions until a model is promoted', async () => {
    expect((await run(suggest, products)).later).toMatchObject({ wholeQueue: true });
  });

  it('trains, evaluates provisionally, and asks for an acknowledgement before promoting', async () => {
    const started = await startTraining(actor, { catalogId });
    if (!started.ok) throw new Error(started.reason);
    expect((await run(train, [started.runId])).done).toEqual([started.runId]);
    await run(evaluate, [started.runId]);
    const [view] = await listRuns(catalogId);
    expect(view).toMatchObject({ state: 'done', isActive: false, dataset: { rows: 61, decided: 0 } });
    expect(view.evaluation?.provisional).toBe(true);
    expect(view.evaluation?.beside).toBeUndefined();
    expect(view.evaluation?.levels[1].accuracy).toBeGreaterThan(0.9);
    expect(view.versions).toMatchObject({ node: process.version, peakMb: expect.any(Number) });
    // Two levels, each a block of classes.
    expect(view.evaluation?.linear).toMatchObject({ blocks: 2, passesMax: 5 });
    // How its epochs went on folds, with answers to held-out products per level.
    const [folds] = view.curves;
    expect(folds.name).toBe('folds');
    expect(folds.points.length).toBeGreaterThan(2);
    expect(folds.points.every(({ right }) => right.length === view.evaluation?.levels.length)).toBe(true);
    expect(folds.points[folds.points.length - 1].loss).toBeLessThan(folds.points[0].loss);
    expect(await promoteModel(actor, { runId: started.runId })).toEqual({ ok: false, reason: 'provisional' });
    // One cell of its dataset is changed by hand: what was measured is no longer what is there.
    const { datasetId } = await db.trainingRun.findUniqueOrThrow({ where: { id: started.runId } });
    const item = { datasetId: datasetId ?? '', subjectId: products[7] };
    await db.datasetItem.updateMany({ where: item, data: { inputHash: 'other' } });
    const promoted = () => promoteModel(actor, { runId: started.runId, acknowledgeProvisional: true });
    expect(await promoted()).toEqual({ ok: false, reason: 'dataset-changed' });
    const { inputHash } = await db.product.findUniqueOrThrow({ where: { id: products[7] } });
    await db.datasetItem.updateMany({ where: item, data: { inputHash: inputHash ?? '' } });
    expect(await promoted()).toMatchObject({ ok: true });
  });

  it('measures the golden set with a model that has not seen it', async () => {
    const golden = products.slice(0, 12);
    await someLabels(
      db,
      golden.map((subjectId, at) => ({
        ...{ catalogId, subjectId, blind: true, servedPolicy: 'audit-1' },
        value: Object.values(leaves)[at % 3],
      })),
    );
    const runId = await trainCandidate(actor, { catalogId });
    const view = (await listRuns(catalogId)).find((one) => one.id === runId);
    expect(view?.dataset?.rows).toBe(49);
    expect(view?.evaluation).toMatchObject({ provisional: true, golden: { rows: 12 } });
    expect(view?.evaluation?.golden?.levels[1].value).toBeGreaterThan(0.8);
    // Twelve judged products are too few: both are compared on the products that both answered out of fold.
    const inUse = await db.activeModel.findFirstOrThrow({ where: { catalogId, kind: 'categorizer' } });
    expect(view?.evaluation?.beside).toMatchObject({ modelVersionId: inUse.modelVersionId, basis: 'given' });
    expect(view?.evaluation?.beside?.rows).toBe(49);
    expect(Math.abs(view?.evaluation?.beside?.difference ?? 1)).toBeLessThan(0.1);
    await db.label.deleteMany({ where: { subjectId: { in: golden } } });
    await db.trainingRun.delete({ where: { id: runId } });
  });

  it('neither cancels nor promotes for somebody whom nobody let into the catalog', async () => {
    const stranger = mintPerson({ id: newId(), name: 'Stranger', role: 'lead' });
    const moderator = mintPerson({ id: newId(), name: 'Moderator', role: 'moderator' });
    const [{ id: runId }] = await listRuns(catalogId);
    const unknown = { ok: false, reason: 'unknown-run' };
    expect(await promoteModel(stranger, { runId, acknowledgeProvisional: true })).toEqual(unknown);
    expect(await cancelTraining(stranger, runId)).toEqual(unknown);
    expect(await cancelTraining(moderator, runId)).toEqual({ ok: false, reason: 'not-allowed' });
  });

  it('finds the product in the wrong category by an answer that did not see it, with words', async () => {
    await run(embed, products);
    await run(suggest, products);
    const items = await db.reviewItem.findMany({
      where: { queue: 'categories', state: 'open' },
      orderBy: { priority: 'desc' },
    });
    expect(items[0]).toMatchObject({ subjectId: wrongId, reason: 'suspect' });
    const suggestion = await db.suggestion.findFirstOrThrow({ where: { productId: wrongId } });
    expect(suggestion).toMatchObject({ categoryId: leaves.kettles });
    expect(suggestion.fold).not.toBeNull();
    expect((suggestion.evidence as { words: string[] }).words.length).toBeGreaterThan(0);
  });

  it('opens one item per product however often it runs, and none after a decision', async () => {
    await run(suggest, products);
    expect(await db.reviewItem.count({ where: { subjectId: wrongId } })).toBe(1);
    await db.product.update({
      where: { id: wrongId },
      data: { currentSource: 'decision', currentCategoryId: leaves.kettles },
    });
    await aLabel(db, { catalogId, subjectId: wrongId, value: leaves.kettles });
    await run(suggest, products);
    expect(await db.reviewItem.count({ where: { subjectId: wrongId, state: 'open' } })).toBe(0);
  });

  it('gives the same model for the same catalog and seed, and counts decisions in the next dataset', async () => {
    const first = (await listRuns(catalogId))[0];
    const started = await startTraining(actor, { catalogId });
    if (!started.ok) throw new Error(started.reason);
    await run(train, [started.runId]);
    const run2 = (await listRuns(catalogId))[0];
    expect(run2.dataset).toMatchObject({ rows: 61, decided: 1 });
    expect(run2.dataset?.sha256).not.toBe(first.dataset?.sha256);
    const again = await startTraining(actor, { catalogId });
    if (!again.ok) throw new Error(again.reason);
    await run(train, [again.runId]);
    expect((await listRuns(catalogId))[0].modelVersionId).toBe(run2.modelVersionId);
  });

  it('trains until held-out products stop getting better where a run asks for it, to the same bytes each time', async () => {
    const trained: (string | null)[] = [];
    for (const schedule of ['plateau', 'plateau'] as const) {
      const started = await startTraining(actor, { catalogId, schedule });
      if (!started.ok) throw new Error(started.reason);
      await run(train, [started.runId]);
      const [view] = await listRuns(catalogId);
      trained.push(view.modelVersionId);
      expect(view.curves.map(({ name }) => name)).toEqual(['search', 'folds', 'all']);
      const [search] = view.curves;
      expect(search.points.some(({ step }) => step === search.best)).toBe(true);
      expect(search.points.every(({ heldOut, right }) => heldOut !== null && right.length === 2)).toBe(true);
      const audit = await db.audit.findFirst({
        where: { event: 'training.started', subject: started.runId },
      });
      expect(audit?.detail).toMatchObject({ schedule: 'plateau' });
    }
    expect(trained[1]).toBe(trained[0]);
  });

  it('is refused to a moderator', async () => {
    const moderator = mintPerson({ id: 'm', name: 'M', role: 'moderator' });
    expect(await startTraining(moderator, { catalogId })).toEqual({ ok: false, reason: 'not-allowed' });
  });
});
