import { describe, expect, it } from 'vitest';
import { fuseRanks } from './rules-fuse.ts';

describe('fused ranks', () => {
  it('put what stands well in both lists first, and keep what stands in one', () => {
    expect(
      fuseRanks([
        ['a', 'b', 'c'],
        ['c', 'd', 'b'],
      ]),
    ).toEqual(['c', 'b', 'a', 'd']);
  });

  it('leave one list as it is, hold each once, and give ties to the first list', () => {
    expect(fuseRanks([['x', 'y', 'z'], []])).toEqual(['x', 'y', 'z']);
    expect(fuseRanks([['a'], ['b']])).toEqual(['a', 'b']);
    expect(fuseRanks([])).toEqual([]);
  });
});
