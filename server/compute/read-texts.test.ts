import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { fitTfidf, type TextDocument, tfidfMatrix } from '#server/ml/linear/tfidf.ts';
import { makeRng } from '#server/ml/rng.ts';
import { placeBags } from './place-bags.ts';
import { readTexts, readToShards, TextScorer } from './read-texts.ts';
import { removeShards, sampleShards } from './row-shards.ts';

const rng = makeRng(8);
const words = Array.from({ length: 60 }, (_, at) => `word${String.fromCharCode(97 + (at % 26))}${at}`);
const someWords = (count: number): string =>
  Array.from({ length: count }, () => words[rng.below(words.length)]).join(' ');
const documents: TextDocument[] = Array.from({ length: 2500 }, (_, row) =>
  row % 50 === 7 ? ['', ''] : [someWords(3), rng.next() < 0.3 ? '' : someWords(12)],
);
const vocabulary = fitTfidf(documents, {
  blocks: [
    { fields: [0], weight: 1 },
    { fields: [1], weight: 1 },
    { fields: [0, 1], weight: 0.5 },
  ],
  documentsMin: 2,
});

/** Comparing half a million numbers one by one takes seconds. */
function digest({ rowCount, columnCount, ...arrays }: SparseRows): string {
  const hash = createHash('sha256').update(`${rowCount} ${columnCount}`);
  for (const array of [arrays.offsets, arrays.indices, arrays.values])
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest('hex');
}

describe('texts over threads', () => {
  it('become the rows that one thread makes of them, in order', async () => {
    const plain = digest(tfidfMatrix(vocabulary, documents));
    for (const threads of [1, 3]) expect(digest(await readTexts(vocabulary, documents, threads))).toBe(plain);
  }, 90_000);

  it('become the same rows in files, of which a sample can be read back', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'shelfwise-texts-'));
    const shards = await readToShards(vocabulary, documents, 2, folder, 40_000);
    expect(shards.shards.length).toBeGreaterThan(3);
    const all = sampleShards(shards, documents.length);
    expect(digest(all.matrix)).toBe(digest(tfidfMatrix(vocabulary, documents)));
    const some = sampleShards(shards, 100);
    const sample = Array.from(some.rows, (row) => documents[row]);
    expect(digest(some.matrix)).toBe(digest(tfidfMatrix(vocabulary, sample)));
    removeShards(shards);
    expect(existsSync(folder)).toBe(false);
  }, 90_000);

  it('are scored as one thread scores them, also where two batches are asked for at once', async () => {
    const width = 9;
    const table = Float32Array.from({ length: vocabulary.columnCount * width }, () => rng.normal());
    const model = await placeBags(
      vocabulary.columnCount,
      [{ name: 'level1', table, width, bias: null, unitLength: false }],
      [],
    );
    const alone = await new TextScorer(vocabulary, [model]).score(documents, 1);
    const scorer = new TextScorer(vocabulary, [model]);
    const [whole, part] = await Promise.all([
      scorer.score(documents, 3),
      scorer.score(documents.slice(100, 400), 2),
    ]);
    expect(whole).toEqual(alone);
    expect(part.known).toEqual(alone.known.slice(100, 400));
    expect(part.outputs[0].level1).toEqual(alone.outputs[0].level1.slice(100 * width, 400 * width));
    expect(alone.known[7]).toBe(0);
    const rows = tfidfMatrix(vocabulary, documents.slice(0, 1));
    const first = rows.indices.reduce((sum, column, at) => sum + rows.values[at] * table[column * width], 0);
    expect(alone.outputs[0].level1[0]).toBeCloseTo(first, 4);
  }, 90_000);
});
