import { describe, expect, it } from 'vitest';
import { largest, placeOfLargest } from './largest.ts';

describe('largest', () => {
  it('takes more values than a call can have arguments', () => {
    const values = Int32Array.from({ length: 400_000 }, (_, at) => at % 1000);
    expect(() => Math.max(...values)).toThrow(RangeError);
    expect(largest(values)).toBe(999);
  });

  it('of nothing is the floor', () => expect(largest([], 0)).toBe(0));
});

describe('placeOfLargest', () => {
  it('is the first of equal values', () => expect(placeOfLargest([1, 3, 3, 2])).toBe(1));

  it('counts from the start of the stretch it looks at', () =>
    expect(placeOfLargest(Float32Array.of(9, 1, 2, 5, 9), 1, 4)).toBe(2));
});
