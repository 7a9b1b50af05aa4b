import { describe, expect, it } from 'vitest';
import { eachItsOwn, identify, type PairSet, withoutHeldListings, withoutHeldPairs } from './match-pairs.ts';

const pairs = (list: [number, number][]): PairSet => ({
  left: Int32Array.from(list, ([left]) => left),
  right: Int32Array.from(list, ([, right]) => right),
  labels: new Uint8Array(list.length),
});
const listed = (set: PairSet): number[][] => [...set.left.keys()].map((at) => [set.left[at], set.right[at]]);
const same = (title: string): string => title;

describe('training pairs without leaks', () => {
  const left = ['red kettle', 'blue kettle', 'green vase', ''];
  const right = ['tall vase', 'red kettle', 'grey lamp', ''];
  const rows = identify(left, right, same);
  const train = pairs([
    [0, 0],
    [1, 1],
    [1, 2],
    [3, 3],
  ]);

  it('drops a listing that is held out on the other side', () => {
    // Held out: (green vase, red kettle). The left table has a red kettle too, under another row.
    const held = [pairs([[2, 1]])];
    expect(listed(withoutHeldListings(train, held, rows))).toEqual([
      [1, 2],
      [3, 3],
    ]);
  });

  it('takes rows of two tables for one only where they say the same, not by their number or where they say nothing', () => {
    const other = pairs([[1, 3]]);
    expect(listed(withoutHeldListings(other, [pairs([[3, 2]])], rows))).toEqual([[1, 3]]);
    expect(rows.left[3]).not.toBe(rows.right[3]);
  });

  it('knows a held-out pair either way round, and keeps its listings otherwise', () => {
    const one = eachItsOwn(left.length, null);
    const turned = pairs([
      [1, 0],
      [0, 1],
      [1, 2],
    ]);
    expect(listed(withoutHeldPairs(turned, [pairs([[0, 1]])], one))).toEqual([[1, 2]]);
    const two = eachItsOwn(left.length, right.length);
    expect(listed(withoutHeldPairs(turned, [pairs([[0, 1]])], two))).toEqual([
      [1, 0],
      [1, 2],
    ]);
  });
});
