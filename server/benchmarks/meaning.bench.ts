/**
 * `npm run bench -- meaning --table FILE --title COLUMN --leaf COLUMN [--brand COLUMN] [--text COLUMN,COLUMN] [--rows 8000]`: what search
 * by meaning finds on a real catalog, with an embedder learnt from its own texts, as a first training makes it. Questions are the names of its
 * categories; right is what is filed there. It sets the bound `nearMin` and tells how typed words are best read.
 */
import { parseArgs } from 'node:util';
import { fuseRanks } from '#server/browse/rules-fuse.ts';
import { cellText } from '#server/evaluation/table-documents.ts';
import { type Embed, openEmbedderFiles, trainEmbedder } from '#server/inference/text-embedder.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { makeRng } from '#server/ml/rng.ts';
import { foldAccents } from '#server/ml/text/normalise.ts';
import { documentFields } from '#server/representation/product-text.ts';
import { nearMin } from '#server/representation/schema-meaning.ts';
import { readTable } from '#server/tables/read-table.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

const bounds = [0.3, 0.4, 0.5, 0.6, 0.7];
const questionsMax = 150;
const pairsDrawn = 40_000;
/** A page of the catalog. */
const pageSize = 60;

interface Catalog {
  titles: string[];
  leaves: string[];
  documents: TextDocument[];
}

async function readCatalog(values: Record<string, string | undefined>): Promise<Catalog> {
  if (!values.table || !values.title || !values.leaf)
    throw new Error('--table FILE --title COLUMN --leaf COLUMN');
  const table = await readTable(values.table);
  const rows = Math.min(table.rowCount, Number(values.rows));
  const cells = (name: string): string[] =>
    table
      .column(name)
      .slice(0, rows)
      .map((cell) => cellText(name, cell));
  const titles = cells(values.title);
  const brands = values.brand ? cells(values.brand) : null;
  const texts = (values.text?.split(',') ?? []).map(cells);
  const documents = titles.map((title, row) => [
    title,
    brands?.[row] ?? '',
    texts.map((text) => text[row]).join(' '),
    ...documentFields.slice(3).map(() => ''),
  ]);
  return { titles, leaves: cells(values.leaf), documents };
}

const likeness = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, at) => sum + value * right[at], 0);

/** Similarity that one in `1 / (1 - q)` pairs drawn by chance exceeds. */
function chanceQuantiles(vectors: readonly (Float32Array | null)[]): Measurement[] {
  const rng = makeRng(5);
  const draw = (): number => Math.floor(rng.next() * vectors.length);
  const drawn: number[] = [];
  while (drawn.length < pairsDrawn) {
    const [left, right] = [vectors[draw()], vectors[draw()]];
    if (left && right && left !== right) drawn.push(likeness(left, right));
  }
  drawn.sort((a, b) => a - b);
  return [0.9, 0.99, 0.999].map((q) => ({
    name: `similarity that ${Math.round((1 - q) * 1000)} of 1,000 pairs by chance exceed`,
    value: Math.round(drawn[Math.floor(q * drawn.length)] * 1000) / 1000,
    unit: 'ratio',
  }));
}

const readings = {
  title: (words: string): TextDocument => [words, ...documentFields.slice(1).map(() => '')],
  description: (words: string): TextDocument =>
    documentFields.map((name) => (name === 'description' ? words : '')),
};

interface Asked {
  right: Set<number>;
  /** All rows, nearest first. */
  near: { row: number; similarity: number }[];
  /** Rows whose title has every word. */
  byWords: number[];
}

const wordsOf = (text: string): string[] => foldAccents(text.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? [];

async function askAll(
  catalog: Catalog,
  vectors: readonly (Float32Array | null)[],
  embed: Embed,
  read: (words: string) => TextDocument,
): Promise<Asked[]> {
  const names = [...new Set(catalog.leaves)].filter((name) => name.length > 2).slice(0, questionsMax);
  const places = await embed(names.map(read));
  const titles = catalog.titles.map((title) => new Set(wordsOf(title)));
  return names.flatMap((name, at) => {
    const place = places[at];
    if (!place) return [];
    const near = vectors
      .flatMap((vector, row) => (vector ? [{ row, similarity: likeness(place, vector) }] : []))
      .sort((a, b) => b.similarity - a.similarity || a.row - b.row);
    const words = wordsOf(name);
    const byWords = [...titles.keys()].filter((row) => words.every((word) => titles[row].has(word)));
    const right = new Set([...catalog.leaves.keys()].filter((row) => catalog.leaves[row] === name));
    return [{ right, near, byWords }];
  });
}

const mean = (values: readonly number[]): number =>
  Math.round((1000 * values.reduce((sum, value) => sum + value, 0)) / Math.max(1, values.length)) / 1000;
const shareRight = (rows: readonly number[], right: ReadonlySet<number>): number =>
  rows.length ? rows.filter((row) => right.has(row)).length / rows.length : 0;
const foundOf = (rows: readonly number[], right: ReadonlySet<number>): number =>
  rows.filter((row) => right.has(row)).length / Math.min(right.size, pageSize);

/** What a person sees on the first page, by words alone and with meaning. */
function firstPages(asked: readonly Asked[]): Measurement[] {
  const pages = asked.map(({ right, near, byWords }) => {
    const meant = near.filter((one) => one.similarity >= nearMin).map((one) => String(one.row));
    const both = fuseRanks([byWords.map(String), meant])
      .slice(0, pageSize)
      .map(Number);
    return { right, words: byWords.slice(0, pageSize), both };
  });
  const of = (name: string, value: number, unit = 'share'): Measurement => ({ name, value, unit });
  return [
    of('questions', asked.length, 'count'),
    of('words alone: nothing found', mean(pages.map((page) => (page.words.length === 0 ? 1 : 0)))),
    of('words and meaning: nothing found', mean(pages.map((page) => (page.both.length === 0 ? 1 : 0)))),
    of(
      'words alone: right found on the first page',
      mean(pages.map((page) => foundOf(page.words, page.right))),
    ),
    of(
      'words and meaning: right found on the first page',
      mean(pages.map((page) => foundOf(page.both, page.right))),
    ),
    of(
      'words and meaning: of the first ten right',
      mean(pages.map((page) => shareRight(page.both.slice(0, 10), page.right))),
    ),
  ];
}

function atBounds(asked: readonly Asked[], report: (line: string) => void): void {
  for (const bound of bounds) {
    const found = asked.map(({ near }) =>
      near.filter((one) => one.similarity >= bound).map((one) => one.row),
    );
    const some = found.flatMap((rows, at) => (rows.length ? [shareRight(rows, asked[at].right)] : []));
    report(
      `bound ${bound}: ${mean(found.map((rows) => rows.length))} found by meaning, ${mean(some)} of them right, something for ${mean(found.map((rows) => (rows.length ? 1 : 0)))} of the questions`,
    );
  }
}

export const benchmark: Benchmark = {
  about: 'search by meaning on a real catalog',
  run: async (args, report) => {
    const text = { type: 'string' as const };
    const options = {
      table: text,
      title: text,
      leaf: text,
      brand: text,
      text,
      rows: { ...text, default: '8000' },
    };
    const { values } = parseArgs({ args, options });
    const catalog = await readCatalog(values);
    const embed = await openEmbedderFiles(await trainEmbedder(catalog.documents, 1));
    const vectors = await embed(catalog.documents);
    const ways = await Promise.all(
      Object.entries(readings).map(async ([way, read]) => ({
        way,
        asked: await askAll(catalog, vectors, embed, read),
      })),
    );
    for (const { way, asked } of ways) {
      report(`read as a ${way}:`);
      atBounds(asked, report);
    }
    const nearest = ways.map(({ way, asked }) => ({
      name: `read as a ${way}: of the ten nearest right`,
      value: mean(
        asked.map(({ near, right }) =>
          shareRight(
            near.slice(0, 10).map((one) => one.row),
            right,
          ),
        ),
      ),
      unit: 'share',
    }));
    const read = ways.find(({ way }) => way === 'description')?.asked ?? [];
    return [...chanceQuantiles(vectors), ...nearest, ...firstPages(read)];
  },
};
