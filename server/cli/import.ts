/** `shelfwise import`: a feed of this machine into the running desk. */
import path from 'node:path';
import type { ImportMapping } from '#server/catalog/schema.ts';
import { readTable } from '#server/tables/read-table.ts';
import { type Command, UsageError } from './command.ts';
import { logLine, type Options, parseOptions, printJson } from './options.ts';
import { chooseCatalog, withDesk } from './with-desk.ts';

const help = `shelfwise import --file F --catalog NAME (--seller NAME | --seller-column COL) [options] [--json]

Imports a CSV, TSV, JSON Lines or Parquet file into the running desk and waits until rows and pictures are read, so that
a training that follows knows them. A catalog that does not exist is made. Columns are guessed by name; the options below
overrule the guess.

  --images D          folder, .zip, .tar or .tar.gz with the images that rows name
  --taxonomy F        taxonomy of the catalog (Google, Shopify, or a table id,parent_id,name_en,…)
  --taxonomy-from-feed  build the taxonomy from the given categories of this file
  --cut N             keep N levels of the taxonomy
  --title COL --sku COL --given COLS --price COL --popularity COL   columns of these fields (several COLS: levels from
                      the root; popularity: sales or views, what sells well is looked at first)
  --no-wait           return when the rows are in; the worker goes on with pictures and features
  --delta             the file holds changes only; without it, what it leaves out is delisted`;

interface Prepared {
  file: string;
  mapping: ImportMapping;
}

async function prepare(options: Options): Promise<Prepared> {
  const { guessMapping } = await import('#server/catalog/guess-mapping.ts');
  const file = path.resolve(options.file('file'));
  const head = await readTable(file, { limit: 50 });
  const rows = Array.from({ length: head.rowCount }, (_, at) =>
    Object.fromEntries(head.columns.map((column) => [column, head.column(column)[at]])),
  );
  const guess = guessMapping(head.columns, rows);
  const fields = { ...guess.fields };
  for (const field of ['title', 'sku', 'price', 'popularity'] as const)
    fields[field] = options.text(field) ?? fields[field] ?? '';
  const given = options.list('given');
  if (given.length > 0) fields.given = given;
  const sellerColumn = options.text('seller-column');
  const sellerName = options.text('seller');
  if (!sellerColumn && !sellerName && !fields.seller)
    throw new UsageError('--seller or --seller-column is missing');
  if (sellerColumn) fields.seller = sellerColumn;
  const unknown = [fields.title, fields.sku, fields.price, fields.popularity, fields.seller, ...given].find(
    (column) => column && !head.has(column),
  );
  if (unknown) throw new UsageError(`${options.text('file')} has no column ${unknown}`);
  const used = new Set(Object.values(fields).flat());
  const kept = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== ''),
  ) as ImportMapping['fields'];
  return {
    file,
    mapping: {
      fields: kept,
      attributes: guess.attributes.filter((column) => !used.has(column)),
      seller: sellerName ? { key: sellerName.toLowerCase(), name: sellerName } : undefined,
    },
  };
}

async function importTaxonomyOf(
  options: Options,
  { file, mapping }: Prepared,
  catalogId: string,
): Promise<void> {
  const taxonomyFile = options.optionalFile('taxonomy');
  if (!taxonomyFile && !options.flag('taxonomy-from-feed')) return;
  const { systemActor } = await import('#server/auth/actor.ts');
  const { importTaxonomy } = await import('#server/catalog/import-taxonomy.ts');
  const source = taxonomyFile
    ? { path: path.resolve(taxonomyFile) }
    : { path: file, format: 'paths' as const, columns: [mapping.fields.given ?? []].flat() };
  const made = await importTaxonomy(systemActor('cli'), {
    name: `Taxonomy of ${options.text('catalog') ?? catalogId}`,
    catalogId,
    cutLevel: options.number('cut', 99),
    ...source,
  });
  if (!made.ok) throw new UsageError(`taxonomy: ${made.reason}`);
  logLine(`taxonomy: ${made.categories} categories`);
}

/** Waits for the worker; returns the run as it ended. */
async function waitForImport(importRunId: string): Promise<Record<string, unknown>> {
  const { readImportRun } = await import('#server/catalog/store-import.ts');
  for (;;) {
    const run = await readImportRun(importRunId);
    if (run && run.state !== 'waiting' && run.state !== 'running') {
      const { catalogId, state, failure, read, created, updated, unchanged, rejected, delisted } = run;
      return {
        importRunId,
        catalogId,
        state,
        failure,
        read,
        created,
        updated,
        unchanged,
        rejected,
        delisted,
      };
    }
    await new Promise((wake) => setTimeout(wake, 300));
  }
}

async function importInto(options: Options, prepared: Prepared): Promise<Record<string, unknown>> {
  const { systemActor } = await import('#server/auth/actor.ts');
  const { createCatalog } = await import('#server/catalog/create-catalog.ts');
  const { startImport } = await import('#server/catalog/start-import.ts');
  const actor = systemActor('cli');
  const name = options.text('catalog');
  const catalogId =
    name === undefined
      ? (await chooseCatalog(undefined)).id
      : (await createCatalog(actor, { name })).catalogId;
  await importTaxonomyOf(options, prepared, catalogId);
  const images = options.optionalFile('images');
  const started = await startImport(actor, {
    catalogId,
    storedPath: prepared.file,
    fileName: path.basename(prepared.file),
    imagesPath: images ? path.resolve(images) : null,
    mapping: prepared.mapping,
    mode: options.flag('delta') ? 'delta' : 'full',
  });
  if (!started.ok)
    throw new UsageError(
      started.reason === 'no-seller' ? 'name the seller, or the column that does' : started.reason,
    );
  const ended = await waitForImport(started.importRunId);
  if (!options.flag('no-wait') && ended.state === 'done') {
    const { settleStages } = await import('#server/jobs/settle-stages.ts');
    await settleStages(catalogId, ['fetch-image', 'features'], (open) => logLine(`reading: ${open}`));
  }
  return ended;
}

async function run(argv: string[]): Promise<number> {
  const options = parseOptions(
    argv,
    [
      'file',
      'catalog',
      'seller',
      'seller-column',
      'images',
      'taxonomy',
      'cut',
      'title',
      'sku',
      'given',
      'price',
      'popularity',
    ],
    ['delta', 'no-wait', 'taxonomy-from-feed', 'json'],
  );
  const prepared = await prepare(options);
  const result = await withDesk(() => importInto(options, prepared));
  printJson(result);
  return result.state === 'done' ? 0 : 1;
}

export const command: Command = {
  name: 'import',
  summary: 'bring a product file into the running desk',
  help,
  run,
};
