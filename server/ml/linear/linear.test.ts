import { describe, expect, it } from 'vitest';
import { areaUnderRoc, classificationMetrics, expectedCalibrationError } from '../metrics/classification.ts';
import { findLongFields, fitTfidf, tfidfRow } from './tfidf.ts';
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
