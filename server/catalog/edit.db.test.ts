import { describe, expect, it } from 'vitest';
import { systemActor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { editProduct } from './edit-product.ts';
import { mapRow } from './map-row.ts';
import { categoryResolver } from './resolve-category.ts';
import { type ImportMapping, importMappingSchema } from './schema.ts';
import { writeBatch } from './write-batch.ts';

const { db } = await testDatabase();
const actor = systemActor('Ann');
const catalogId = newId();
await db.catalog.create({ data: { id: catalogId, name: 'edits' } });
const mapping: ImportMapping = importMappingSchema.parse({
  fields: { title: 'title', sku: 'sku', brand: 'brand', price: 'price' },
  seller: { key: 's', name: 'S' },
  attributes: ['colour'],
});

async function importRow(values: Record<string, string>) {
  const runId = newId();
  await db.importRun.create({
    data: {
      id: runId,
      catalogId,
      fileName: 'f.csv',
      storedPath: 'f',
      mapping: {},
      mode: 'delta',
      createdBy: 'x',
    },
  });
  const mapped = mapRow(values, mapping, categoryResolver([]));
  if (!mapped.ok) throw new Error(mapped.reason);
  await writeBatch({ catalogId, runId, inputs: [mapped.input], rejects: [] });
  const run = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
  const product = await db.product.findFirstOrThrow({ where: { catalogId, sku: values.sku } });
  return { product, run };
}

const row = { sku: 'a', title: 'Ketle', brand: 'Bo', price: '39.90', colour: 'red' };
const edit = (product: { id: string; revision: number }, fields: Record<string, unknown>) =>
  editProduct(actor, { catalogId, productId: product.id, revision: product.revision, fields });

describe('correcting a product', () => {
  it('keeps the correction over every later feed, and counts an equal feed as unchanged', async () => {
    const { product } = await importRow(row);
    const outcome = await edit(product, { title: 'Kettle', attributes: { colour: 'red', size: '1 l' } });
    expect(outcome).toEqual({ ok: true, revision: 2, changed: ['title', 'attribute:size'] });
    const same = await importRow(row);
    expect(same.run).toMatchObject({ unchanged: 1, updated: 0 });
    expect(same.product).toMatchObject({ title: 'Kettle', revision: 2, attributes: { size: '1 l' } });
    const changed = await importRow({ ...row, title: 'Ketle!', brand: 'Boo' });
    expect(changed.run.updated).toBe(1);
    expect(changed.product).toMatchObject({
      title: 'Kettle',
      brand: 'Boo',
      edited: { title: { seller: 'Ketle!' } },
    });
    expect((await importRow({ ...row, title: 'Ketle!', brand: 'Boo' })).run.unchanged).toBe(1);
    const agreed = await importRow({ ...row, title: 'Kettle', brand: 'Boo' });
    expect(agreed.product.edited).not.toHaveProperty('title');
    expect(agreed.product.title).toBe('Kettle');
  });

  it('gives back the very input when the edit is taken back', async () => {
    const { product } = await importRow({ ...row, sku: 'b' });
    await edit(product, { brand: null });
    const edited = await db.product.findUniqueOrThrow({ where: { id: product.id } });
    expect(edited.inputHash).not.toBe(product.inputHash);
    expect(await edit(edited, { brand: 'Bo' })).toMatchObject({ ok: true });
    expect(await db.product.findUniqueOrThrow({ where: { id: product.id } })).toMatchObject({
      brand: 'Bo',
      inputHash: product.inputHash,
      edited: {},
    });
  });

  it('refuses what is older than the product, is no GTIN, or is not of this catalog; audits and wakes the rest', async () => {
    const { product } = await importRow({ ...row, sku: 'c' });
    expect(await edit({ ...product, revision: 7 }, { title: 'x' })).toEqual({ ok: false, reason: 'changed' });
    expect(await edit(product, { gtin: '4006381333930' })).toEqual({ ok: false, reason: 'no-gtin' });
    expect(
      await editProduct(actor, { catalogId: newId(), productId: product.id, revision: 1, fields: {} }),
    ).toEqual({
      ok: false,
      reason: 'not-found',
    });
    await db.stageState.updateMany({ where: { unitId: product.id }, data: { state: 'done' } });
    expect(await edit(product, { gtin: '4006381333931' })).toMatchObject({ ok: true });
    expect(await db.stageState.findFirst({ where: { stage: 'features', unitId: product.id } })).toMatchObject(
      {
        state: 'waiting',
      },
    );
    expect(await db.audit.count({ where: { event: 'product.edited', subject: product.id } })).toBe(1);
    expect(await db.productRevision.count({ where: { productId: product.id, changedBy: actor.id } })).toBe(1);
  });

  it('lets one of two people win who edit the same revision', async () => {
    const { product } = await importRow({ ...row, sku: 'd' });
    const outcomes = await Promise.all(['x', 'y'].map((title) => edit(product, { title })));
    expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
  });
});
