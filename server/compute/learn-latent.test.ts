import { describe, expect, it } from 'vitest';
import { fitTfidf, tfidfMatrix } from '#server/ml/linear/tfidf.ts';
import { learnLatent } from './learn-latent.ts';

const texts = Array.from({ length: 40 }, (_, at) => [
  at % 2 ? `shoe leather sole ${at}` : `kettle steel boil ${at}`,
]);
const model = fitTfidf(texts, { blocks: [{ fields: [0], weight: 1 }], documentsMin: 1 });
const rows = tfidfMatrix(model, texts);

describe('latent embedding', () => {
  it('puts rows that share words nearer than rows that do not', async () => {
    const size = 8;
    const table = await learnLatent(rows, size, 1);
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

  it('is the same by vectors as without them, to the bit', async () => {
    for (const size of [5, 40])
      expect(await learnLatent(rows, size, 3)).toEqual(await learnLatent(rows, size, 3, true));
  });

  it('stays finite where rows are alike: a direction that vanishes is zero', async () => {
    const few = tfidfMatrix(model, [texts[0], texts[0], texts[1]]);
    const table = await learnLatent(few, 3, 1);
    const lengths = [0, 1, 2].map((d) =>
      Math.hypot(...Array.from({ length: few.columnCount }, (_, column) => table[column * 3 + d])),
    );
    expect(lengths.filter((length) => length > 1e-6).length).toBeLessThan(3);
    expect(lengths[0]).toBeGreaterThan(0);
    expect(lengths.every(Number.isFinite)).toBe(true);
  });
});
