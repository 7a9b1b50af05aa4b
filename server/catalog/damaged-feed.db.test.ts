/** Feeds whose text no database keeps: each row is taken as far as it can be read, none takes its batch with it. */
import { describe, expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson } from '#server/testing/review-fixture.ts';
import { handle as importFeed } from './import.handler.ts';
import { keepUpload } from './keep-upload.ts';
import { requestImport } from './request-import.ts';
import { importRequestSchema } from './schema.ts';

const { db } = await testDatabase();
const lead = await aPerson(db, 'Lea', 'lead');

async function ask(name: string, text: string, columns: Record<string, unknown> = {}) {
  const { body } = new Response(text);
  const kept = await keepUpload(lead, { name, body: body as Parameters<typeof keepUpload>[1]['body'] });
  if (!kept.ok) throw new Error(kept.reason);
  const request = importRequestSchema.parse({
    ...{ uploadId: kept.uploadId, fileName: name, mode: 'full', catalogName: name },
    mapping: {
      fields: {
        sku: 'sku',
        title: 'title',
        brand: 'brand',
        description: 'text',
        images: ['image'],
        ...columns,
      },
      attributes: ['specs'],
      seller: { key: 'h', name: 'Harbor' },
    },
    taxonomy: { from: 'feed' },
  });
  return requestImport(lead, request);
}

async function imported(name: string, text: string, columns?: Record<string, unknown>) {
  const asked = await ask(name, text, columns);
  if (!asked.ok) throw new Error(asked.reason);
  const { catalogId, importRunId } = asked;
  const signal = new AbortController().signal;
  const result = await importFeed({ catalogId, unitIds: [importRunId], signal });
  if (result.write) await inTransaction(result.write);
  expect(result.done).toEqual([importRunId]);
  const run = await db.importRun.findUniqueOrThrow({ where: { id: importRunId } });
  const products = await db.product.findMany({ where: { catalogId }, orderBy: { sku: 'asc' } });
  return { run, products };
}

/** Text that no index can pack: three bytes a character, each another one. */
const han = (characters: number): string =>
  String.fromCharCode(...Array.from({ length: characters }, (_, at) => 0x4e00 + ((at * 7919) % 20_000)));

const lines = (rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

describe('a feed whose text is damaged', () => {
  it('is taken without its NULs and halves of characters', async () => {
    const whole = { brand: 'Acme', category: 'Home > Kettles', text: 'As it should be', image: 'a.jpg' };
    const { run, products } = await imported(
      'damaged.jsonl',
      `${lines([
        { sku: '1', title: 'Kettle\u0000\u0000', ...whole },
        { sku: '2\u0000', title: 'Half \ud83e of a pot', ...whole, brand: 'Ac\ude00me' },
        { sku: '3', title: 'Pot', ...whole, category: 'Home > Ket\u0000tles', image: 'a\u0000b.jpg' },
        { sku: '4', title: 'Pot', ...whole, specs: '{"Col\\u0000or": "re\\ud800d", "Size": "M"}' },
        // Cut where a description may be no longer, in the middle of an emoji.
        { sku: '5', title: 'Pot', ...whole, text: `${'x'.repeat(7999)}\u{1fad6} and more` },
        { sku: '6', title: 'Pot', ...whole, brand: `${'b'.repeat(299)}\u{1fad6}` },
      ])}{"sku": "7", "title": "broken \u0000\n`,
      { given: 'category' },
    );
    expect(run).toMatchObject({ state: 'done', created: 6, rejected: 1 });
    expect(products.map((product) => product.title).slice(0, 2)).toEqual(['Kettle', 'Half \ufffd of a pot']);
    expect(products.map((product) => product.sku)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(products[3].attributes).toMatchObject({ Size: 'M' });
    expect(products[4].description).toBe('x'.repeat(7999));
    expect(products[5].brand).toBe('b'.repeat(299));
    expect(new Set(products.map((product) => product.currentCategoryId)).size).toBe(1);
  });

  it('is taken where columns are filled with NULs', async () => {
    const { products } = await imported(
      'filled.csv',
      `sku,title,brand\n${'1,Kettle,Acme\n'.repeat(600)}2,Pot\0\0\0,Acme\0\n`,
    );
    expect(products.map(({ sku, title, brand }) => [sku, title, brand])).toEqual([
      ['1', 'Kettle', 'Acme'],
      ['2', 'Pot', 'Acme'],
    ]);
  });

  it('is taken where a path and an address are longer than an index can hold', async () => {
    const row = { sku: '1', title: 'Pot', path: han(1200), image: `https://a.test/${han(990)}` };
    const { products } = await imported('long.jsonl', lines([row]), { category: 'path' });
    expect(products[0].sellerCategoryPath).toBe(han(850));
  });

  it('is refused with a reason where a category is no name', async () => {
    const rows = [{ sku: '1', title: 'Kettle', category: `Home > ${'x'.repeat(20_000)}` }];
    const asked = await ask('endless.jsonl', lines(rows), { given: 'category' });
    expect(asked.ok ? '' : asked.reason).toMatch(/^taxonomy: .*characters/);
  });
});
