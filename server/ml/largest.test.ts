import { describe, expect, it } from 'vitest';
import { largest } from './largest.ts';

describe('largest', () => {
  it('takes more values than a call can have arguments', () => {
    const values = Int32Array.from({ length: 400_000 }, (_, at) => at % 1000);
    expect(() => Math.max(...values)).toThrow(RangeError);
    expect(largest(values)).toBe(999);
  });

  it('of nothing is the floor', () => expect(largest([], 0)).toBe(0));
});
