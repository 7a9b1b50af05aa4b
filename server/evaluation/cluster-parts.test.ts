import { describe, expect, it } from 'vitest';
import { isOneOfEach, part, splitClusters } from './cluster-parts.ts';

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
    expect(new Set(homes.values()).size).toBe(2);
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

describe('whether a source offers a thing once', () => {
  const clusters = Array.from({ length: 900 }, (_, row) => `thing ${row % 150}`);
  const parts = splitClusters(clusters, 0.5, 1);
  /** The six rows of a thing, numbered by their place in the table. */
  const copyOf = (place: number): number => Math.floor(parts.order[place] / 150);
  const sources = (of: (place: number) => number) =>
    Int32Array.from({ length: parts.order.length }, (_, place) => of(place));

  it('is so where no thing has two rows of one source, and not where one thing has six', () => {
    expect(isOneOfEach(parts, sources(copyOf))).toBe(true);
    const [first] = parts.stretches[part.learn];
    const slipped = sources((place) => (parts.cluster[place] === parts.cluster[first] ? 0 : copyOf(place)));
    expect(isOneOfEach(parts, slipped)).toBe(false);
  });

  it('is not so where sources repeat, and nothing is told by unknown sources or few pairs', () => {
    expect(
      isOneOfEach(
        parts,
        sources((place) => copyOf(place) >> 1),
      ),
    ).toBe(false);
    expect(
      isOneOfEach(
        parts,
        sources(() => -1),
      ),
    ).toBe(false);
    const few = splitClusters(clusters.slice(0, 200), 0.5, 1);
    expect(
      isOneOfEach(
        few,
        Int32Array.from(few.order, (row) => row),
      ),
    ).toBe(false);
  });
});
