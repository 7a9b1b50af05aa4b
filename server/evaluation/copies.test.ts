import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { CopyIndex, copyHeads } from './copies.ts';
import { type CategorizeInput, evaluateCategorize, type LabelledPart } from './evaluate-categorize.ts';
import { chooseSets, keepParts, masksOf, rowsWith } from './evidence-sets.ts';
import { makeFolds } from './folds.ts';

describe('CopyIndex', () => {
  const index = new CopyIndex([
    ['Red cup', 'x'],
    ['red CUP', 'x'],
    ['red cup', 'y'],
    ['', ''],
  ]);

  it('finds rows with the very text in any case, but for those left out', () => {
    expect(index.find(['red cup', 'x'], () => false)).toEqual([0, 1]);
    expect(index.find(['red cup', 'x'], (row) => row === 0)).toEqual([1]);
    expect(index.find(['red', 'x'], () => false)).toEqual([]);
  });

  it('finds no copies of a row without text', () => {
    expect(index.find(['', ''], () => false)).toEqual([]);
  });
});

describe('copyHeads', () => {
  it('shares belief over the labels of the copies, once for and once against', () => {
    const [like, unlike] = copyHeads([[0, 1], []], [Int32Array.of(2, 0)], [3]);
    expect([...like.levels[0]]).toEqual([0.5, 0, 0.5, 0, 0, 0]);
    expect([...unlike.levels[0]].map((score) => score + 0)).toEqual([-0.5, 0, -0.5, 0, 0, 0]);
    expect([...like.present]).toEqual([1, 0]);
  });
});

describe('evidence sets with copies', () => {
  const rows = Array.from({ length: 100 }, (_, row) => row);
  const input = {
    documents: rows.map((row) => [`t${row}`]),
    pictures: null,
    copies: rows.map((row) => (row % 2 ? [7] : [])),
  };

  it('keep rows with copies apart from those without', () => {
    const masks = masksOf(input);
    const sets = chooseSets(masks, true);
    expect(sets).toHaveLength(2);
    for (const set of sets) {
      const own = rowsWith(masks, set);
      expect(own).toHaveLength(50);
      const kept = keepParts(input, own, set);
      expect(new Set(kept.copies?.map((copies) => copies.length)).size).toBe(1);
    }
  });
});

describe('makeFolds', () => {
  it('keeps copies together, or lets them fall by chance', () => {
    const documents = Array.from({ length: 60 }, (_, row) => [`text ${row % 20}`]);
    const apart = (folds: Int32Array): number =>
      documents.filter((_, row) => folds[row] !== folds[row % 20]).length;
    expect(apart(makeFolds(documents, 4, 1))).toBe(0);
    expect(apart(makeFolds(documents, 4, 1, false))).toBeGreaterThan(20);
  });
});

/** A shop that lists each product in two leaves, once each, of a department that its words tell. */
function someShop(): LabelledPart[] {
  const rng = makeRng(6);
  const rows = Array.from({ length: 150 }, (_, product) => {
    const department = rng.below(5);
    const text = `dep${department} word${rng.below(40)} item${product}`;
    const first = rng.below(2);
    return [0, 1].map((other) => ({ text, leaf: `leaf ${department}-${other === 0 ? first : 1 - first}` }));
  }).flat();
  const part = (own: typeof rows): LabelledPart => ({
    input: { documents: own.map((row) => [row.text]), pictures: null },
    labels: [own.map((row) => row.leaf)],
  });
  const place = rows.map(() => rng.next());
  const between = (from: number, to: number) =>
    part(rows.filter((_, at) => place[at] >= from && place[at] < to));
  return [between(0, 0.6), between(0.6, 0.8), between(0.8, 1)];
}

describe('evaluateCategorize', () => {
  const [first, second, third] = someShop();
  const join = (left: LabelledPart, right: LabelledPart): LabelledPart => ({
    input: { documents: [...left.input.documents, ...right.input.documents], pictures: null },
    labels: [[...left.labels[0], ...right.labels[0]]],
  });
  const accuracy = async (parts: Pick<CategorizeInput, 'train' | 'valid' | 'final'>): Promise<number> => {
    const options = { threads: 1, seed: 1, cost: 1 };
    const log = (): void => undefined;
    const report = await evaluateCategorize({ ...parts, test: third, levelNames: ['leaf'], options, log });
    return report.levels[0].accuracy;
  };

  // Where the other copy is among the training rows (three in four of the test) the answer is known; the rest is a coin.
  it('learns that a copy stands in another leaf where a shop lists each product once a leaf', async () => {
    expect(await accuracy({ train: join(first, second), valid: null, final: false })).toBeGreaterThan(0.8);
  });

  it('learns it from a validation table too, and retrains with its rows', async () => {
    expect(await accuracy({ train: first, valid: second, final: true })).toBeGreaterThan(0.8);
  });
});
