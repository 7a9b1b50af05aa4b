import { describe, expect, it } from 'vitest';
import { part, splitClusters } from './cluster-parts.ts';

const names = Array.from({ length: 600 }, (_, row) => (row % 7 === 0 ? null : `cluster ${row % 90}`));

describe('parts by cluster', () => {
  const parts = splitClusters(names, 0.5, 3);
  const partOf = (place: number): number => parts.stretches.findIndex(([, end]) => place < end);

  it('holds every row once and no cluster in two parts', () => {
    expect([...parts.order].sort((a, b) => a - b)).toEqual([...names.keys()]);
    const homes = new Map<string, number>();
    parts.order.forEach((row, place) => {
      const name = names[row];
      if (name === null) return;
      expect(homes.get(name) ?? partOf(place)).toBe(partOf(place));
      homes.set(name, partOf(place));
    });
    expect(new Set(homes.values()).size).toBe(3);
  });

  it('makes a row without a cluster one of its own, and holds out the share asked for', () => {
    const clusters = new Set(parts.cluster);
    expect(clusters.size).toBe(new Set(names).size - 1 + names.filter((name) => name === null).length);
    const [from, to] = parts.stretches[part.test];
    expect(new Set(parts.cluster.subarray(from, to)).size).toBe(Math.round(clusters.size / 2));
  });

  it('is the same for a seed and another for another', () => {
    expect(splitClusters(names, 0.5, 3)).toEqual(parts);
    expect(splitClusters(names, 0.5, 4).order).not.toEqual(parts.order);
  });
});
