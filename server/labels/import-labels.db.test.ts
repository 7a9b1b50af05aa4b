import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson, aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { handle } from './import-labels.handler.ts';
import { handle as compare } from './label.handler.ts';
import { openExport } from './open-export.ts';
import { exportHandler } from './run-export.ts';
import type { ExportRequest } from './schema.ts';
import { startExport } from './start-export.ts';
import { listLabelImports, startLabelImport } from './start-label-import.ts';

const { db } = await testDatabase();
const lead = await aPerson(db, 'Lea', 'lead');
const folder = await mkdtemp(path.join(tmpdir(), 'label-import-'));
afterAll(() => rm(folder, { recursive: true }));
const signal = new AbortController().signal;
let fixture: ReviewFixture;
let products: string[];

beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  products = [await aProduct(db, fixture), await aProduct(db, fixture), await aProduct(db, fixture)];
});

async function importFile(storedPath: string) {
  const { catalogId } = fixture;
  const { labelImportId } = await startLabelImport(lead, catalogId, {
    storedPath,
    fileName: path.basename(storedPath),
  });
  const result = await handle({ catalogId, unitIds: [labelImportId], signal });
  await inTransaction(async (tx) => result.write?.(tx));
  const [view] = await listLabelImports(catalogId);
  return view;
}

async function importText(name: string, text: string) {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return importFile(file);
}

const liveLabels = () =>
  db.label.findMany({
    where: { catalogId: fixture.catalogId, state: { not: 'excluded' } },
    orderBy: { id: 'asc' },
  });

describe('labels from a file', () => {
  it('are recorded, counted, and the rest rejected with its line', async () => {
    const view = await importText(
      'labels.csv',
      [
        'product_id,category_code,category,decided_by',
        `${products[0]},kettles,,ann`,
        `${products[1]},,Maison > Cuisine > Vases,ann`,
        `${products[2]},no-such,,ann`,
        '00000000-0000-7000-8000-000000000000,kettles,,ann',
        `${products[2]},,,ann`,
      ].join('\n'),
    );
    expect(view).toMatchObject({ state: 'done', read: 5, recorded: 2, unchanged: 0, rejected: 3 });
    expect(view.rejects).toEqual([
      {
        ...{ line: 4, reason: 'no category no-such in this taxonomy' },
        fault: { code: 'no-category', value: 'no-such' },
      },
      expect.objectContaining({ line: 6, fault: { code: 'no-answer' } }),
      expect.objectContaining({ line: 5, fault: { code: 'no-product' } }),
    ]);
    expect((await liveLabels()).map((label) => [label.actorId, label.value])).toEqual([
      ['import:ann', fixture.categories.kettles],
      ['import:ann', fixture.categories.vases],
    ]);
    const product = await db.product.findUniqueOrThrow({ where: { id: products[1] } });
    expect(product.currentSource).toBe('given');
  });

  it('change nothing the second time, and the last word of a voice counts', async () => {
    const row = (leaf: string) => JSON.stringify({ product_id: products[0], category_code: leaf });
    await importText('one.jsonl', row('kettles'));
    expect(await importText('one.jsonl', row('kettles'))).toMatchObject({ recorded: 0, unchanged: 1 });
    expect(await importText('one.jsonl', `${row('vases')}\n${row('flasks')}`)).toMatchObject({
      recorded: 1,
      unchanged: 1,
    });
    expect((await liveLabels()).map((label) => label.value)).toEqual([fixture.categories.flasks]);
  });

  it('take pairs in either order, and refuse a pair of one product', async () => {
    const [a, b] = [...products].sort();
    const view = await importText(
      'pairs.csv',
      `left_id,right_id,relation\n${b},${a},same\n${a},${a},same\n${a},${b},perhaps\n`,
    );
    expect(view).toMatchObject({ read: 3, recorded: 1, rejected: 2 });
    expect(await liveLabels()).toMatchObject([{ kind: 'pair', subjectId: a, otherId: b, value: 'same' }]);
    expect(await db.pairFact.count({ where: { catalogId: fixture.catalogId } })).toBe(0);
  });

  it.each(['csv', 'jsonl', 'parquet', 'tfrecord', 'huggingface', 'labelstudio'] as const)(
    'come back from our own export as %s: known while they stand, new when they are gone',
    async (format) => {
      const { catalogId } = fixture;
      await importText(
        'first.csv',
        `product_id,category_code\n${products[0]},kettles\n${products[1]},vases\n`,
      );
      const request: ExportRequest = { what: 'labels', format, filter: {} };
      const { exportRunId } = await startExport(lead, catalogId, request);
      const result = await exportHandler(async () => [])({ catalogId, unitIds: [exportRunId], signal });
      await inTransaction(async (tx) => result.write?.(tx));
      const opened = await openExport(catalogId, exportRunId);
      if (!opened.ok) throw new Error(opened.reason);
      expect(await importFile(opened.file)).toMatchObject({
        read: 2,
        recorded: 0,
        unchanged: 2,
        rejected: 0,
      });
      await db.label.deleteMany({ where: { catalogId } });
      expect(await importFile(opened.file)).toMatchObject({
        read: 2,
        recorded: 2,
        unchanged: 0,
        rejected: 0,
      });
    },
  );

  it('of two voices that differ are disputed', async () => {
    const row = (by: string, leaf: string) =>
      JSON.stringify({ product_id: products[0], category_code: leaf, decided_by: by });
    await importText('two.jsonl', `${row('ann', 'kettles')}\n${row('ben', 'vases')}`);
    const labels = await liveLabels();
    const result = await compare({
      catalogId: fixture.catalogId,
      unitIds: labels.map((label) => label.decisionId),
      signal,
    });
    await inTransaction(async (tx) => result.write?.(tx));
    expect((await liveLabels()).map((label) => label.state)).toEqual(['disputed', 'disputed']);
  });

  it.each([
    ['broken.tfrecord', 'not a record', /TFRecord/],
    ['broken.json', '{', /JSON/],
    ['broken.parquet', 'PAR0', /Parquet/],
    ['empty.csv', '', /empty/],
  ])('%s is refused with a sentence', async (name, text, reason) => {
    const view = await importText(name, text);
    expect(view.state).toBe('failed');
    expect(view.failure).toMatch(reason);
  });
});
