import { describe, expect, it } from 'vitest';
import { clusteringMetrics } from './clustering.ts';

describe('clustering metrics', () => {
  it('gives known values', () => {
    const found = clusteringMetrics([0, 0, 0, 3, 3], [1, 1, 2, 2, 2]);
    expect(found.pairwise.precision).toBeCloseTo(2 / 4, 6);
    expect(found.pairwise.recall).toBeCloseTo(2 / 4, 6);
    expect(found.bCubed.precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5, 6);
    expect(found.perItemF1).toBeCloseTo((0.8 + 0.8 + 1 / 3 + 0.8 + 0.8) / 5, 6);
    expect(found.largestCluster).toBe(3);
  });

  it('takes a catalog of more clusters than a call can have arguments', () => {
    const alone = Int32Array.from({ length: 200_000 }, (_, item) => item >> 1);
    expect(clusteringMetrics(alone, alone)).toMatchObject({ largestCluster: 2, perItemF1: 1 });
    const apart = alone.map((_, item) => item);
    expect(clusteringMetrics(apart, alone)).toMatchObject({ largestCluster: 1, largestTrueCluster: 2 });
  });
});
