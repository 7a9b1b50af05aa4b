import { describe, expect, it } from 'vitest';
import { dueBecause } from './rules-schedule.ts';

const quiet = { labelsMin: 100, everyHours: 24, newLabels: 99, hasChanged: true, hoursSince: 23.9 };

describe('when a catalog trains by itself', () => {
  it('is due by labels, or by time where anything changed', () => {
    expect(dueBecause(quiet)).toBeNull();
    expect(dueBecause({ ...quiet, newLabels: 100 })).toBe('labels');
    expect(dueBecause({ ...quiet, hoursSince: 24 })).toBe('time');
    expect(dueBecause({ ...quiet, hoursSince: 24, hasChanged: false })).toBeNull();
    expect(dueBecause({ ...quiet, hoursSince: null })).toBe('time');
  });

  it('looks only at what was asked for', () => {
    expect(dueBecause({ ...quiet, labelsMin: null, newLabels: 1e6 })).toBeNull();
    expect(dueBecause({ ...quiet, everyHours: null, hoursSince: 1e6 })).toBeNull();
  });
});
