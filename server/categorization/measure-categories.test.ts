import { describe, expect, it } from 'vitest';
import { measureCategories } from './measure-categories.ts';

/** One-hot scores of a head's answers; null where it saw nothing. */
function head(name: string, answers: (number | null)[], classes: number) {
  const scores = new Float32Array(answers.length * classes);
  answers.forEach((label, row) => {
    if (label !== null) scores[row * classes + label] = 1;
  });
  return { name, levels: [scores], present: Uint8Array.from(answers, (label) => Number(label !== null)) };
}

describe('F1 of each category', () => {
  const truth = Int32Array.from([0, 0, 0, 1, 1, 2, -1]);
  const text = head('text', [0, 0, 1, 1, 1, 0, 0], 4);
  const image = head('image', [1, null, null, 1, null, null, null], 4);
  const found = measureCategories([text, image], [0, 0, 0, 1, 1, 2, 2], truth, ['a', 'b', 'c', 'never']);

  it('is counted by hand', () => {
    expect(found).toEqual([
      // Text: 2 of 3 found, 4 answered (one of them a row without a category).
      { categoryId: 'a', rows: 3, text: 4 / 7, image: 0, imageRows: 1, fused: 1 },
      { categoryId: 'b', rows: 2, text: 4 / 5, image: 2 / 3, imageRows: 1, fused: 1 },
      { categoryId: 'c', rows: 1, text: 0, image: null, imageRows: 0, fused: 2 / 3 },
    ]);
  });

  it('has no figure for a head that the model lacks', () => {
    const [first] = measureCategories([text], [0, 0, 0, 1, 1, 2, 2], truth, ['a', 'b', 'c', 'never']);
    expect(first).toMatchObject({ image: null, imageRows: 0 });
  });
});
