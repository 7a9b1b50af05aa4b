import { describe, expect, it } from 'vitest';
import type { StageOverview } from '#server/jobs/schema.ts';
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
/** The flow around both queues, as the server tells it. */
const flow: Pick<StageOverview, 'name' | 'unit' | 'by' | 'wakes'>[] = [
  { name: 'import', unit: 'import', by: 'job', wakes: ['features'] },
  { name: 'features', unit: 'product', by: 'job', wakes: ['suggest', 'block'] },
  { name: 'suggest', unit: 'product', by: 'job', wakes: ['review-category'] },
  { name: 'review-category', unit: 'product', by: 'person', wakes: ['block'] },
  { name: 'block', unit: 'product', by: 'job', wakes: ['score-pairs'] },
  { name: 'score-pairs', unit: 'product', by: 'job', wakes: ['cluster'] },
  { name: 'cluster', unit: 'catalog', by: 'job', wakes: ['review-duplicates'] },
  { name: 'review-duplicates', unit: 'cluster', by: 'person', wakes: ['suggest'] },
  { name: 'train', unit: 'run', by: 'job', wakes: ['promote'] },
  { name: 'promote', unit: 'run', by: 'person', wakes: ['rescore'] },
  { name: 'rescore', unit: 'product', by: 'job', wakes: ['review-category', 'score-pairs'] },
];
const stages = (open: Partial<Record<StageOverview['name'], Partial<StageOverview>>>): StageOverview[] =>
  flow.map((stage) => ({ ...none, ...stage, ...open[stage.name] }));

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
