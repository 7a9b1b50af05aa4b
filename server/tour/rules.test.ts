import { describe, expect, it } from 'vitest';
import type { Truth } from '#server/demo/schema.ts';
import { compareWithTruth, type FoundListing } from './rules.ts';

const truth: Truth = {
  seed: 1,
  trueCode: { a: '1', b: '1', c: '1', d: '2' },
  group: { a: 1, b: 1, c: 2, d: 3 },
  plantedWrong: ['d'],
  traps: [{ a: 'b', b: 'c', axis: 'colour' }],
};

const listing = (key: string, more: Partial<FoundListing> = {}): FoundListing => ({
  key,
  currentCode: '1',
  currentSource: 'given',
  suggestedCode: null,
  suspicion: null,
  clusterId: null,
  recordId: key,
  queued: false,
  ...more,
});

describe('the tour', () => {
  it('counts nothing before a model has looked', () => {
    const view = compareWithTruth(
      ['a', 'b', 'c', 'd'].map((key) => listing(key)),
      truth,
    );
    expect(view).toMatchObject({
      hasSuggestions: false,
      hasClusters: false,
      planted: { corrected: { hit: 0, of: 1 } },
      duplicates: { precision: { hit: 0, of: 0 }, recall: { hit: 0, of: 1 } },
    });
  });

  it('counts planted mistakes among the most suspected, and corrected ones', () => {
    const view = compareWithTruth(
      [
        listing('a', { suggestedCode: '1', suspicion: 0.2 }),
        listing('d', { suggestedCode: '2', suspicion: 0.9, queued: true, currentCode: '2' }),
      ],
      truth,
    );
    expect(view.planted).toMatchObject({
      topSuspects: { hit: 1, of: 1 },
      queued: { hit: 1, of: 1 },
      corrected: { hit: 1, of: 1 },
    });
    expect(view.suggestions).toEqual({ hit: 2, of: 2 });
  });

  it('counts pairs and traps within clusters', () => {
    const view = compareWithTruth(
      [
        listing('a', { clusterId: 'x' }),
        listing('b', { clusterId: 'x', recordId: 'a' }),
        listing('c', { clusterId: 'x' }),
        listing('stranger', { clusterId: 'x' }),
      ],
      truth,
    );
    expect(view.duplicates).toEqual({
      precision: { hit: 1, of: 3 },
      recall: { hit: 1, of: 1 },
      clusters: 1,
      merged: 1,
    });
    expect(view.traps).toEqual({ total: 1, clustered: 1, merged: 0 });
  });
});
