import { describe, expect, it } from 'vitest';
import { readRange } from './rules-range.ts';

describe('byte ranges', () => {
  it.each([
    [null, 'whole'],
    ['bytes=0-', { from: 0, to: 99 }],
    ['bytes=40-', { from: 40, to: 99 }],
    ['bytes=40-49', { from: 40, to: 49 }],
    ['bytes=40-4000', { from: 40, to: 99 }],
    ['bytes=-10', { from: 90, to: 99 }],
    ['bytes=-1000', { from: 0, to: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=50-40', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['lines=0-1', 'whole'],
    ['bytes=-', 'whole'],
  ])('%s of 100 bytes', (header, range) => expect(readRange(header, 100)).toEqual(range));

  it('of an empty file are never satisfiable', () => expect(readRange('bytes=0-', 0)).toBe('unsatisfiable'));
});
