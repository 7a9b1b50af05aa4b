import { describe, expect, it } from 'vitest';
import { decidedTwiceUnasked } from './decided-twice.ts';

const items = [
  { id: 'i1', reason: 'uncertain' },
  { id: 'i2', reason: 'asked' },
  { id: 'i3', reason: 'missing' },
];
const first = { id: '1', subjectId: 'kettle', itemId: 'i1' };
const merge = { survivorId: 'kettle', decisionId: '2' };

describe('a product that was decided twice', () => {
  it('was asked for by a merge before the second answer', () => {
    const second = { id: '3', subjectId: 'kettle', itemId: 'i2' };
    expect(decidedTwiceUnasked([second, first], items, [merge])).toEqual([]);
    expect(decidedTwiceUnasked([first, second], items, [])).toEqual([
      'kettle was decided again for "asked" without a merge before',
    ]);
    expect(decidedTwiceUnasked([first, second], items, [{ ...merge, decisionId: '4' }])).toHaveLength(1);
  });

  it('is a fault where the queue brought it back by itself', () => {
    const second = { id: '3', subjectId: 'kettle', itemId: 'i3' };
    expect(decidedTwiceUnasked([first, second], items, [merge])).toEqual([
      'kettle was decided again for "missing"',
    ]);
    expect(decidedTwiceUnasked([first, { ...second, itemId: null }], items, [merge])).toHaveLength(1);
  });

  it('is nothing where two products were decided once each', () => {
    const other = { id: '3', subjectId: 'vase', itemId: 'i3' };
    expect(decidedTwiceUnasked([first, other], items, [])).toEqual([]);
  });
});
