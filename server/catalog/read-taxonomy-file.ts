/** Taxonomy files of every form, read into nodes. Paths are files of this machine. */
import { readFile } from 'node:fs/promises';
import { streamRows } from '#server/tables/stream-rows.ts';
import {
  type ParsedTaxonomy,
  parseParentChild,
  parsePaths,
  parsePathTaxonomy,
  type TaxonomyFormat,
} from './parse-taxonomy.ts';

export interface TaxonomyFile {
  /** First locale's file. */
  path: string;
  /** Default: guessed from the name and the content. */
  format?: TaxonomyFormat;
  locale?: string;
  /** Further locales of the same taxonomy (Google and Shopify have one file a locale). */
  others?: { locale: string; path: string }[];
  /** Keep only this many levels. */
  cutLevel?: number;
  /** For `paths`: the columns of a feed that hold the levels from the root, or one that holds whole paths. */
  columns?: string[];
  separator?: string;
}

async function guessFormat(file: string): Promise<TaxonomyFormat> {
  if (/\.(csv|tsv|jsonl|parquet)$/i.test(file)) return 'parent-child';
  return (await readFile(file, 'utf8')).includes('gid://shopify/') ? 'shopify' : 'google';
}

async function readRows(file: string): Promise<Record<string, string | null>[]> {
  const rows: Record<string, string | null>[] = [];
  for await (const batch of streamRows(file)) for (const row of batch.rows) rows.push(row.values);
  return rows;
}

/** The names of a row's category from the root, cut at the level asked for. */
function feedPath(
  row: Record<string, string | null>,
  { columns = [], separator = ' > ', cutLevel }: TaxonomyFile,
): string[] {
  const cells = columns.map((column) => row[column]?.trim() ?? '');
  const names = cells.length === 1 ? cells[0].split(separator).map((name) => name.trim()) : cells;
  return names.filter(Boolean).slice(0, cutLevel);
}

async function parse(input: TaxonomyFile, format: TaxonomyFormat, locale: string): Promise<ParsedTaxonomy> {
  if (format === 'parent-child') return parseParentChild(await readRows(input.path), locale);
  if (format === 'paths') {
    const rows = await readRows(input.path);
    return parsePaths(
      rows.map((row) => feedPath(row, input)),
      locale,
    );
  }
  const others = await Promise.all(
    (input.others ?? []).map(async (other) => ({
      locale: other.locale,
      text: await readFile(other.path, 'utf8'),
    })),
  );
  return parsePathTaxonomy(await readFile(input.path, 'utf8'), locale, others, input.cutLevel);
}

/** Reads a taxonomy file; the format is in the answer, for it may have been guessed. */
export async function readTaxonomyFile(
  input: TaxonomyFile,
): Promise<ParsedTaxonomy & { format: TaxonomyFormat }> {
  const format = input.format ?? (await guessFormat(input.path));
  return { ...(await parse(input, format, input.locale ?? 'en')), format };
}
