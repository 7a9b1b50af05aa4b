import { describe, expect, it } from 'vitest';
import { fitTfidf, type TextDocument, tfidfMatrix } from '#server/ml/linear/tfidf.ts';
import { makeRng } from '#server/ml/rng.ts';
import { searchSchedule, sliceByCopies, withTail } from './search-schedule.ts';

const rng = makeRng(4);
const labels = Int32Array.from({ length: 400 }, () => rng.below(4));
/** Every fifth is a copy of the one before. */
const documents: TextDocument[] = [];
for (const [at, label] of labels.entries()) {
  if (at % 5 === 4) labels[at] = labels[at - 1];
  documents.push(
    at % 5 === 4 ? documents[at - 1] : [`kind${label} w${rng.below(40)} w${rng.below(40)} w${rng.below(40)}`],
  );
}
const blocks = [{ fields: [0], weight: 1 }];
const vocabulary = fitTfidf(documents, { blocks, documentsMin: 1, longFields: [] });
const matrix = tfidfMatrix(vocabulary, documents);
const rows = (count: number): number[] => Array.from({ length: count }, (_, row) => row);

describe('the rows that are held out', () => {
  it('are about a tenth, whole groups of copies, by chance that the seed decides', () => {
    const { heldOut, learnt } = sliceByCopies(matrix, rows(400), 1);
    expect(heldOut.length + learnt.length).toBe(400);
    expect(heldOut.length).toBeGreaterThan(15);
    expect(heldOut.length).toBeLessThan(75);
    const held = new Set(heldOut);
    for (let row = 4; row < 400; row += 5) expect(held.has(row)).toBe(held.has(row - 1));
    expect([...sliceByCopies(matrix, rows(400), 2).heldOut]).not.toEqual([...heldOut]);
  });

  it('stay what they are when others come', () => {
    const early = new Set(sliceByCopies(matrix, rows(200), 1).heldOut);
    const late = new Set(sliceByCopies(matrix, rows(400), 1).heldOut);
    for (const row of rows(200)) expect(late.has(row)).toBe(early.has(row));
  });
});

describe('the search', () => {
  const input = {
    ...{ matrix, starts: vocabulary.starts, labels: [labels.map((label) => label >> 1), labels] },
    ...{ classCounts: [2, 4], known: rows(400), divisor: 2, seed: 1 },
  };

  it('ends before its last epoch, with a rate that only falls, and finds the same again', async () => {
    const losses: (number | null)[] = [];
    const found = await searchSchedule({
      ...input,
      watch: (points) => losses.splice(0, losses.length, ...points.map((point) => point.heldOutLoss)),
    });
    if (!found) throw new Error('nothing was found');
    expect(found[0]).toBe(1);
    expect(found.every((factor, at) => at === 0 || factor <= found[at - 1])).toBe(true);
    expect(losses.length).toBeLessThan(80);
    // It went on for some epochs after the best one; from there the rate falls evenly, for as many.
    const known = losses.map((loss) => loss ?? Number.POSITIVE_INFINITY);
    const best = known.indexOf(Math.min(...known)) + 1;
    expect(losses.length).toBeGreaterThan(best);
    expect(found).toEqual(withTail(found.slice(0, best)));
    expect(withTail([1, 0.6]).map((factor) => Math.round(1000 * factor))).toEqual([1000, 600, 400, 200]);
    expect(await searchSchedule(input)).toEqual(found);
  });

  it('holds nothing out of next to nothing', async () => {
    expect(await searchSchedule({ ...input, known: [0] })).toBeNull();
  });
});
