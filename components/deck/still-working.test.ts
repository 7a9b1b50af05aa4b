import { describe, expect, it } from 'vitest';
import type { StageOverview } from '#server/jobs/schema.ts';
import { pipeline } from '#server/pipeline.ts';
import { listingsOnTheWay } from './still-working.tsx';

const none = {
  done: 0,
  waiting: 0,
  parked: 0,
  running: 0,
  failed: 0,
  notApplicable: 0,
  total: 0,
  reasons: [],
};
const stages = (open: Partial<Record<StageOverview['name'], Partial<StageOverview>>>): StageOverview[] =>
  pipeline.map(({ name, unit, by, wakes }) => ({
    ...none,
    ...{ name, unit, by, wakes: [...wakes] },
    ...open[name],
  }));

describe('what is on its way to a queue', () => {
  it('counts the listings of the stage that is furthest behind', () => {
    const open = stages({
      block: { waiting: 12, running: 1000 },
      'score-pairs': { waiting: 7705, running: 295 },
    });
    expect(listingsOnTheWay(open, 'review-duplicates')).toBe(8000);
    expect(listingsOnTheWay(open, 'review-category')).toBeNull();
  });

  it('knows a file that is being read and a catalog that is being clustered', () => {
    expect(listingsOnTheWay(stages({ import: { running: 1 } }), 'review-duplicates')).toBe(0);
    expect(listingsOnTheWay(stages({ import: { running: 1 } }), 'review-category')).toBe(0);
    expect(listingsOnTheWay(stages({ cluster: { waiting: 1 } }), 'review-duplicates')).toBe(0);
  });

  it('counts neither what waits for a model nor what stands behind a person', () => {
    expect(listingsOnTheWay(stages({ suggest: { waiting: 5, parked: 5 } }), 'review-category')).toBeNull();
    expect(listingsOnTheWay(stages({ train: { running: 1 } }), 'review-duplicates')).toBeNull();
    expect(listingsOnTheWay(stages({}), 'review-category')).toBeNull();
  });
});
