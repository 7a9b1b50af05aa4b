import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLatent } from '../embedding/latent.ts';
import { areaUnderRoc, classificationMetrics, expectedCalibrationError } from '../metrics/classification.ts';
import { toSparseRows } from './sparse.ts';
import { fitTfidf, tfidfMatrix, tfidfRow } from './tfidf.ts';
import { decodeTfidf, encodeTfidf } from './tfidf-codec.ts';
import { squaredLengths, trainSvm } from './train-svm.ts';

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
  it('knows nothing of an unseen document without failing', () => {
    const model = fitTfidf(documents, { blocks, documentsMin: 1 });
    expect(tfidfRow(model, ['', '']).indices.length).toBe(0);
  });
});

describe('trainSvm', () => {
  it('meets the optimality conditions of its own problem on random data', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }), {
          minLength: 4,
          maxLength: 30,
        }),
        (points) => {
          const rows = toSparseRows(
            points.map((point) => ({
              indices: Int32Array.from([0, 1, 2]),
              values: Float32Array.from(point),
            })),
            3,
          );
          const signs = Int8Array.from(points, (point) => (point[0] - point[1] > 0 ? 1 : -1));
          const weights = trainSvm(rows, signs, squaredLengths(rows), {
            cost: 1,
            tolerance: 1e-6,
            passesMax: 5000,
            seed: 1,
          });
          // At the optimum w = Σ 2C·max(0, 1 − margin)·y·x, the bias being a fourth column of ones.
          const expected = [0, 0, 0, 0];
          points.forEach((point, at) => {
            const score = point[0] * weights[0] + point[1] * weights[1] + point[2] * weights[2] + weights[3];
            const alpha = 2 * Math.max(0, 1 - signs[at] * score);
            [...point, 1].forEach((value, column) => (expected[column] += alpha * signs[at] * value));
          });
          expected.forEach((value, column) => expect(weights[column]).toBeCloseTo(value, 2));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('latent embedding', () => {
  it('puts rows that share words nearer than rows that do not', () => {
    const texts = Array.from({ length: 40 }, (_, at) => [
      at % 2 ? `shoe leather sole ${at}` : `kettle steel boil ${at}`,
    ]);
    const model = fitTfidf(texts, { blocks: [{ fields: [0], weight: 1 }], documentsMin: 1 });
    const rows = tfidfMatrix(model, texts);
    const size = 8;
    const table = fitLatent(rows, size, 1);
    const vector = (row: number): number[] => {
      const out = new Array<number>(size).fill(0);
      for (let at = rows.offsets[row]; at < rows.offsets[row + 1]; at++) {
        for (let d = 0; d < size; d++) out[d] += rows.values[at] * table[rows.indices[at] * size + d];
      }
      const length = Math.hypot(...out);
      return out.map((value) => value / length);
    };
    const cosine = (a: number, b: number): number =>
      vector(a).reduce((sum, value, d) => sum + value * vector(b)[d], 0);
    expect(cosine(1, 3)).toBeGreaterThan(cosine(1, 2) + 0.1);
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
