import { describe, expect, it } from 'vitest';
import { compareClusters } from './rules-compare-clusters.ts';

const of = (...words: string[]): string[][] => words.map((word) => [...word]);

describe('what another clustering would change', () => {
  it('counts each cluster of before once', () => {
    const before = of('ab', 'cde', 'fg', 'hi', 'jk', 'lm', 'no');
    const after = of('ab', 'cd', 'fghi', 'jkx', 'no', 'yz');
    expect(compareClusters(before, after)).toEqual({
      unchanged: 2,
      split: 1,
      merged: 2,
      grown: 1,
      gone: 1,
      added: 1,
    });
  });

  it('calls a cluster split whose members go to two others, and nothing changed where nothing did', () => {
    expect(compareClusters(of('abcd'), of('abx', 'cdy'))).toMatchObject({ split: 1, added: 0 });
    expect(compareClusters(of('ab', 'cd'), of('dc', 'ba'))).toMatchObject({ unchanged: 2, split: 0 });
    expect(compareClusters([], of('ab'))).toMatchObject({ added: 1 });
  });
});
