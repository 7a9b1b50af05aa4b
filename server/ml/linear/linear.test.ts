import { describe, expect, it } from 'vitest';
import { areaUnderRoc, classificationMetrics, expectedCalibrationError } from '../metrics/classification.ts';
import { makeRng } from '../rng.ts';
import { RowWriter } from './sparse.ts';
import { FrequencyCount, findLongFields, fitTfidf, tfidfRow } from './tfidf.ts';
import { decodeTfidf, encodeTfidf } from './tfidf-codec.ts';

const documents = [
  ['red shoe', 'leather'],
  ['blue shoe', ''],
  ['green kettle', 'steel 1,7 l'],
  ['Grüner Kessel &amp; Tee', '<b>Stahl</b>'],
];
const blocks = [
  { fields: [0], weight: 1 },
  { fields: [0, 1], weight: 1 },
];

describe('tf-idf', () => {
  it('gives each block unit length, and survives being written and read', () => {
    const model = fitTfidf(documents, { blocks, documentsMin: 1 });
    const read = decodeTfidf(encodeTfidf(model));
    for (const document of documents) {
      const row = tfidfRow(model, document);
      expect(tfidfRow(read, document)).toEqual(row);
      expect(row.values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(2, 5);
    }
  });
  it('reads running text without character n-grams', () => {
    const short = fitTfidf(documents, { blocks, documentsMin: 1 });
    const long = fitTfidf(documents, { blocks, documentsMin: 1, longFields: [0, 1] });
    expect(tfidfRow(long, ['shoe', '']).indices.length).toBe(2);
    expect(tfidfRow(short, ['shoe', '']).indices.length).toBeGreaterThan(10);
    expect(findLongFields([['kettle', 'word '.repeat(60)]])).toEqual([1]);
  });
  it('keeps the commonest features where not all may be columns', () => {
    const whole = fitTfidf(documents, { blocks, documentsMin: 1 });
    const columnsMax = 60;
    const cut = fitTfidf(documents, { blocks, documentsMin: 1, columnsMax });
    expect(whole.columnCount).toBeGreaterThan(columnsMax);
    expect(cut.columnCount).toBeLessThanOrEqual(columnsMax);
    expect(cut.columnCount).toBeGreaterThan(0);
    // "shoe" stands in two documents, most others in one.
    expect(tfidfRow(cut, ['shoe', '']).indices.length).toBeGreaterThan(0);
    expect(Math.max(...cut.idf)).toBeLessThan(Math.max(...whole.idf));
  });

  it('counts features exactly while they are few, and never far too low when the rarest are forgotten', () => {
    const rng = makeRng(2);
    const truth = new Map<number, number>();
    const [exact, lossy] = [new FrequencyCount(), new FrequencyCount(64)];
    for (let document = 0; document < 600; document++) {
      const features = new Set(Array.from({ length: 8 }, () => Math.floor(rng.next() ** 3 * 400)));
      for (const feature of features) {
        truth.set(feature, (truth.get(feature) ?? 0) + 1);
        for (const count of [exact, lossy, lossy]) count.see(Math.imul(feature, 0x9e3779b1) >>> 0, document);
      }
    }
    const asMap = (count: FrequencyCount) => {
      const { hashes, counts } = count.common(1);
      return new Map(Array.from(hashes, (hash, at) => [hash, counts[at]]));
    };
    const [all, some] = [asMap(exact), asMap(lossy)];
    expect(all.size).toBe(truth.size);
    expect(some.size).toBeLessThan(64);
    for (const [feature, count] of truth) {
      const hash = Math.imul(feature, 0x9e3779b1) >>> 0;
      expect(all.get(hash)).toBe(count);
      const found = some.get(hash);
      // What is left counts no less than the truth; the commonest are all left.
      if (found !== undefined) expect(found).toBeGreaterThanOrEqual(count);
      if (count > 100) expect(found).toBeLessThan(count + 60);
    }
  });

  it('knows nothing of an unseen document without failing', () => {
    const model = fitTfidf(documents, { blocks, documentsMin: 1 });
    expect(tfidfRow(model, ['', '']).indices.length).toBe(0);
  });
});

describe('metrics', () => {
  it('have their known values', () => {
    expect(classificationMetrics([0, 0, 1, 1], [0, 1, 1, 1])).toEqual({
      accuracy: 0.75,
      weightedF1: (2 * (2 / 3) + 2 * 0.8) / 4,
      macroF1: (2 / 3 + 0.8) / 2,
    });
    expect(areaUnderRoc([0.9, 0.8, 0.3, 0.8], [1, 0, 0, 1])).toBeCloseTo(0.875);
    expect(expectedCalibrationError([0.8, 0.8, 0.8, 0.8, 0.8], [1, 1, 1, 1, 0], 1)).toBeCloseTo(0);
  });
});

it('a writer of rows gives the same rows in shared memory and in its own, again and again', () => {
  const writer = new RowWriter();
  // The first fits a piece, the second takes two, the third the piece that was kept.
  for (const rowCount of [300, 2100, 7]) {
    const shared = new RowWriter();
    writer.clear();
    for (let row = 0; row < rowCount; row++) {
      for (let at = 0; at < 500; at++) {
        writer.add(row + at, at / (1 + row));
        shared.add(row + at, at / (1 + row));
      }
      writer.endRow();
      shared.endRow();
    }
    const [own, other] = [writer.asRows(9), shared.toRows(9)];
    expect([own.rowCount, own.columnCount]).toEqual([rowCount, 9]);
    const bytes = (array: Int32Array | Float32Array): Buffer =>
      Buffer.from(array.buffer, array.byteOffset, array.byteLength);
    for (const part of ['offsets', 'indices', 'values'] as const)
      expect(bytes(own[part]).equals(bytes(other[part])), part).toBe(true);
  }
});
