import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aTrainableCatalog,
  aWordyProduct,
  fixtureLeaves,
  type TrainingFixture,
} from '#server/testing/training-fixture.ts';
import { readDrift } from './read-drift.ts';
import type { DriftWindow } from './schema-drift.ts';
import { run } from './watch-drift.handler.ts';

const { db } = await testDatabase();
let fixture: TrainingFixture;
let modelVersionId = '';
const never = new AbortController().signal;

/** A suggestion as a model would have made it. */
async function suggested(
  productIds: string[],
  fold: number | null,
  leaf: (at: number) => string,
): Promise<void> {
  await db.suggestion.createMany({
    data: productIds.map((productId, at) => ({
      ...{ productId, modelVersionId, fold, inputHash: productId, categoryId: leaf(at) },
      ...{ p: 0.5 + (at % 50) / 100, topK: [], entropy: 0.1, evidence: {} },
    })),
  });
}

/** A model in use that was trained on the products there are. */
async function aTrainedModel(): Promise<void> {
  const { catalogId, products, leaves } = fixture;
  const [datasetId, runId] = [newId(), newId()];
  modelVersionId = newId();
  await db.dataset.create({
    data: { id: datasetId, catalogId, kind: 'category', sha256: datasetId, manifest: {} },
  });
  await db.datasetItem.createMany({
    data: products.map((subjectId) => ({
      ...{ datasetId, subjectId, value: leaves.shoes, source: 'given', split: 'train' },
      ...{ groupHash: subjectId, inputHash: subjectId },
    })),
  });
  await db.trainingRun.create({
    data: { id: runId, catalogId, kind: 'categorizer', datasetId, config: {}, seed: 1, createdBy: 'test' },
  });
  const model = {
    id: modelVersionId,
    catalogId,
    kind: 'categorizer',
    name: 'm',
    sha256: 'm',
    origin: 'trained',
  };
  await db.modelVersion.create({ data: { ...model, manifest: {}, runId } });
  await db.activeModel.create({
    data: { catalogId, kind: 'categorizer', modelVersionId, promotedBy: 'test' },
  });
  await suggested(products, 0, (at) => Object.values(leaves)[at % 3]);
}

async function anImport(count: number, change: (at: number) => object): Promise<string[]> {
  const id = newId();
  const { catalogId } = fixture;
  await db.importRun.create({
    data: {
      id,
      catalogId,
      fileName: `${id}.csv`,
      storedPath: '',
      mapping: {},
      mode: 'delta',
      createdBy: 'test',
    },
  });
  const titles = await db.product.findMany({
    where: { catalogId },
    orderBy: { id: 'asc' },
    select: { title: true },
  });
  const ids: string[] = [];
  for (let at = 0; at < count; at++) {
    const product = await aWordyProduct(db, fixture, {
      at: 1000 + fixture.products.length + at,
      leaf: fixtureLeaves[at % 3],
    });
    ids.push(product);
    await db.product.update({
      where: { id: product },
      data: { sku: product, title: titles[at].title, importRunId: id, ...change(at) },
    });
  }
  fixture.products.push(...ids);
  return ids;
}

const windowOf = (windows: DriftWindow[], rows: number): DriftWindow => {
  const found = windows.find((window) => window.kind === 'import' && window.rows === rows);
  if (!found) throw new Error('no such window');
  return found;
};
const statesOf = (window: DriftWindow) =>
  Object.fromEntries(window.features.map((feature) => [feature.name, feature.state]));

beforeAll(async () => {
  fixture = await aTrainableCatalog(db, 240);
  await aTrainedModel();
});

describe('the watch on drift', () => {
  it('is quiet where products come as before', async () => {
    const ids = await anImport(90, () => ({}));
    await suggested(ids, null, (at) => Object.values(fixture.leaves)[at % 3]);
    await run(never);
    const view = await readDrift(fixture.catalogId);
    expect(view?.report.referenceRows).toBe(240);
    expect(view?.report.windows.map((window) => window.kind)).toEqual(['week', 'import']);
    const states = statesOf(windowOf(view?.report.windows ?? [], 90));
    expect(Object.keys(states)).toContain('suggested branch');
    expect(new Set(Object.values(states))).toEqual(new Set(['steady']));
    expect(await db.audit.count({ where: { event: 'drift.alarmed' } })).toBe(0);
  });

  it('rings for what changed alone, with examples, and tells the audit once', async () => {
    const ids = await anImport(80, (at) => ({ description: '', locale: at % 4 === 0 ? null : 'fr' }));
    await suggested(ids, null, () => fixture.leaves.phones);
    await run(never);
    const view = await readDrift(fixture.catalogId);
    const window = windowOf(view?.report.windows ?? [], 80);
    expect(statesOf(window)).toMatchObject({
      description: 'alarm',
      language: 'alarm',
      'suggested branch': 'alarm',
      brand: 'steady',
      seller: 'steady',
      confidence: 'steady',
    });
    const description = window.features.find((feature) => feature.name === 'description');
    expect(description?.moved).toContainEqual({
      ...{ before: 0, now: 1, name: 'missing' },
      bin: { kind: 'missing' },
    });
    expect(description?.examples).toHaveLength(5);
    expect(ids).toContain(description?.examples[0].productId);
    const language = window.features.find((feature) => feature.name === 'language');
    expect(language?.moved.map((one) => one.name)).toContain('never seen in training');
    const told = await db.audit.count({ where: { event: 'drift.alarmed' } });
    expect(told).toBeGreaterThanOrEqual(3);
    await run(never);
    await db.driftReport.updateMany({ data: { madeAt: new Date(0) } });
    await run(never);
    expect(await db.audit.count({ where: { event: 'drift.alarmed' } })).toBe(told);
  });

  it('says nothing of a handful of products, and looks again only where something came', async () => {
    await anImport(10, () => ({ description: '' }));
    await run(never);
    const first = await readDrift(fixture.catalogId);
    expect(first?.report.windows.filter((window) => window.kind === 'import')).toHaveLength(2);
    await run(never);
    expect((await readDrift(fixture.catalogId))?.madeAt).toBe(first?.madeAt);
  });
});
