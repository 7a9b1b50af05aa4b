import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { readTable } from '#server/tables/read-table.ts';
import { decodeExample, readRecords } from '#server/tables/tfrecord.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aCategoryItem, aPerson, aProduct, aReviewCatalog } from '#server/testing/review-fixture.ts';
import { cancelExport } from './cancel-export.ts';
import { handle as compare } from './label.handler.ts';
import { fromLabelStudioTask } from './label-studio.ts';
import { listLabels } from './list-labels.ts';
import { openExport } from './open-export.ts';
import { recordLabels } from './record-label.ts';
import { exportHandler } from './run-export.ts';
import { type ExportRequest, exportRequestSchema } from './schema.ts';
import { startExport } from './start-export.ts';
import { exportSliceQuery } from './store-exports.ts';

const { db, pool } = await testDatabase();
const [ann, ben] = [await aPerson(db, 'Ann'), await aPerson(db, 'Ben')];
const fixture = await aReviewCatalog(db);
const { catalogId } = fixture;
const signal = new AbortController().signal;
const handle = exportHandler(async () => []);

async function decide(
  actor: typeof ann,
  subjectId: string,
  value: string,
  otherId?: string,
): Promise<string> {
  const decisionId = newId();
  const kind = otherId ? 'pair' : 'category';
  await db.decision.create({
    data: {
      id: decisionId,
      catalogId,
      actorKind: 'person',
      actorId: actor.id,
      kind,
      subjectId,
      answer: {},
      idempotencyKey: decisionId,
    },
  });
  await inTransaction((tx) =>
    recordLabels(tx, actor, [{ catalogId, kind, decisionId, subjectId, otherId, value }]),
  );
  const result = await compare({ catalogId, unitIds: [decisionId], signal });
  await inTransaction(async (tx) => result.write?.(tx));
  return decisionId;
}

async function exported(request: ExportRequest): Promise<string> {
  const { exportRunId } = await startExport(ann, catalogId, request);
  const result = await handle({ catalogId, unitIds: [exportRunId], signal });
  await inTransaction(async (tx) => result.write?.(tx));
  const opened = await openExport(catalogId, exportRunId);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.file;
}

/** Files of a tar archive by name. */
async function unpack(file: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const archive = createReadStream(file).pipe(extract());
  for await (const entry of archive) files.set(entry.header.name, await buffer(entry));
  return files;
}

describe('labels and their exports', () => {
  it('become agreed or disputed by a second person', async () => {
    const { kettles, vases } = fixture.categories;
    const products = [
      await aProduct(db, fixture),
      await aProduct(db, fixture),
      await aProduct(db, fixture, { title: '=HYPERLINK("x")' }),
    ];
    for (const product of products) await decide(ann, product, kettles);
    await decide(ben, products[0], kettles);
    await decide(ben, products[1], vases);
    const page = await listLabels(catalogId, { kind: 'category', limit: 50 });
    expect(Object.fromEntries(page.counts.map((count) => [count.state, count.count]))).toEqual({
      agreed: 2,
      disputed: 2,
      raw: 1,
    });
    expect(page.labels[0]).toMatchObject({ by: 'Ben', value: 'Home > Kitchen > Vases', state: 'disputed' });
  });

  it('come in pages without gaps', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listLabels(catalogId, { kind: 'category', limit: 2, after });
      seen.push(...page.labels.map((label) => label.id));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it.each(['csv', 'jsonl', 'parquet'] as const)('read back as %s', async (format) => {
    const table = await readTable(await exported({ what: 'labels', format, filter: {} }));
    expect(table.rowCount).toBe(5);
    expect(new Set(table.column('category_code'))).toEqual(new Set(['kettles', 'vases']));
    const titles = table.column('title');
    expect(titles.some((title) => title?.startsWith('=') === (format !== 'csv'))).toBe(true);
  });

  it('are one snapshot: what people decide after the ids were frozen is not in it', async () => {
    const request = exportRequestSchema.parse({ what: 'labels', format: 'jsonl' });
    const { exportRunId } = await startExport(ann, catalogId, request);
    const before = await db.label.findMany({ where: { catalogId, kind: 'category' } });
    // A worker that is stopped has frozen the ids; the next one goes on with them.
    const stopped = { catalogId, unitIds: [exportRunId], signal: AbortSignal.abort() };
    expect(await handle(stopped)).toMatchObject({ later: { unitIds: [exportRunId] } });
    const raw = before.find((label) => label.state === 'raw');
    await decide(ben, raw?.subjectId ?? '', raw?.value ?? '');
    await decide(ben, await aProduct(db, fixture), fixture.categories.flasks);
    expect(await db.label.count({ where: { id: raw?.id, state: 'agreed' } })).toBe(1);
    const result = await handle({ catalogId, unitIds: [exportRunId], signal });
    await inTransaction(async (tx) => result.write?.(tx));
    const opened = await openExport(catalogId, exportRunId);
    if (!opened.ok) throw new Error(opened.reason);
    const table = await readTable(opened.file);
    const found = table.column('label_id').map((id, row) => [id, table.column('state')[row]]);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(before.map((label) => [label.id, label.state])),
    );
    const mine = await db.label.findMany({
      where: { catalogId, actorId: ben.id, id: { notIn: before.map((label) => label.id) } },
    });
    await db.label.deleteMany({ where: { id: { in: mine.map((label) => label.id) } } });
    await db.label.update({ where: { id: raw?.id }, data: { state: 'raw' } });
  });

  it('hold no formula in CSV', async () => {
    const text = await readFile(
      await exported({ what: 'labels', format: 'csv', filter: { state: 'raw' } }),
      'utf8',
    );
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('tell what the desk changed, for each seller', async () => {
    const { productId } = await aCategoryItem(db, fixture, {});
    await db.product.update({
      where: { id: productId },
      data: { currentCategoryId: fixture.categories.kettles, currentSource: 'decision' },
    });
    const table = await readTable(
      await exported({ what: 'differences', format: 'csv', filter: { sellerKey: 'nordhaus' } }),
    );
    expect(table.rowCount).toBe(1);
    expect(table.column('category')).toEqual(['Home > Kitchen > Kettles']);
    const whole = await readTable(await exported({ what: 'catalog', format: 'parquet', filter: {} }));
    expect(whole.rowCount).toBe(await db.product.count());
    expect(whole.column('price')[0]).toBe('39.9');
  });

  it('hold pairs with both sides', async () => {
    const [a, b] = [await aProduct(db, fixture), await aProduct(db, fixture)].sort();
    await decide(ann, a, 'not_same', b);
    const table = await readTable(await exported({ what: 'pairs', format: 'jsonl', filter: {} }));
    expect(table.column('relation')).toEqual(['not_same']);
    expect(table.column('right_id')).toEqual([b]);
  });

  it('hold the clusters', async () => {
    const table = await readTable(await exported({ what: 'clusters', format: 'csv', filter: {} }));
    expect(table.rowCount).toBe(await db.clusterMember.count());
  });

  it.each(['tfrecord', 'huggingface'] as const)('come divided into splits as %s', async (format) => {
    const files = await unpack(await exported({ what: 'labels', format, filter: {} }));
    const about = files.get(format === 'tfrecord' ? 'schema.json' : 'README.md')?.toString() ?? '';
    const splits = [...files.keys()].filter((name) => /train|validation|test/.test(name));
    expect(splits.length).toBeGreaterThan(0);
    if (format === 'huggingface') {
      for (const name of splits) expect(about).toContain(`path: ${name}`);
      return;
    }
    const rows = splits.flatMap((name) =>
      [...readRecords(files.get(name) ?? Buffer.alloc(0))].map(decodeExample),
    );
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map((row) => row.category_code))).toEqual(new Set(['kettles', 'vases']));
    const counted: Record<string, number> = JSON.parse(about).rows;
    expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).toBe(5);
  });

  it('come as tasks of Label Studio, and back', async () => {
    const tasks: unknown[] = JSON.parse(
      await readFile(await exported({ what: 'labels', format: 'labelstudio', filter: {} }), 'utf8'),
    );
    expect(tasks).toHaveLength(5);
    expect(new Set(tasks.map((task) => fromLabelStudioTask(task)?.category))).toEqual(
      new Set(['Home > Kitchen > Kettles', 'Home > Kitchen > Vases']),
    );
  });

  it('refuse a format that has no room for them', () => {
    expect(exportRequestSchema.safeParse({ what: 'catalog', format: 'tfrecord' }).success).toBe(false);
  });

  it('can be cancelled, and then give no file', async () => {
    const { exportRunId } = await startExport(ann, catalogId, { what: 'labels', format: 'csv', filter: {} });
    expect(await cancelExport(ann, catalogId, exportRunId)).toEqual({ ok: true });
    const result = await handle({ catalogId, unitIds: [exportRunId], signal });
    await inTransaction(async (tx) => result.write?.(tx));
    expect(await openExport(catalogId, exportRunId)).toEqual({ ok: false, reason: 'not-ready' });
    expect(await cancelExport(ann, catalogId, exportRunId)).toEqual({ ok: false, reason: 'ended' });
  });
});

it('find the record of what was merged by its id, and do not read all products for each slice', async () => {
  const other = await aReviewCatalog(db);
  await pool.query(
    `INSERT INTO product (id, catalog_id, seller_id, sku, title, input_hash)
     SELECT gen_random_uuid(), $1, $2, n::text, n::text, n::text FROM generate_series(1, 2000) AS n`,
    [other.catalogId, other.sellerId],
  );
  await pool.query('ANALYZE product');
  const { text, values } = exportSliceQuery({ id: newId(), what: 'differences' }, 0, 1000);
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/Index Scan using product_pkey on product v\b/);
  expect(plan).not.toMatch(/Seq Scan on product v\b/);
});
