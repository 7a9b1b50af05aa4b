import { describe, expect, it } from 'vitest';
import { PairGraph, pairGraphFeatures } from './pair-graph.ts';

const edges = (list: [number, number, number][]) => ({
  left: Int32Array.from(list, ([left]) => left),
  right: Int32Array.from(list, ([, right]) => right),
  p: list.map(([, , p]) => p),
});

describe('the graph of first answers', () => {
  const graph = new PairGraph(
    edges([
      [0, 1, 0.9],
      [1, 2, 0.8],
      [1, 3, 0.5],
      [2, 4, 0.1],
    ]),
    5,
    0.2,
  );

  it('reaches what two strong steps reach, the strongest way first', () => {
    const steps = graph.twoSteps(5, 1);
    expect([...steps.left.keys()].map((at) => [steps.left[at], steps.right[at]])).toEqual([
      [0, 2],
      [0, 2],
      [0, 3],
    ]);
  });

  it('tells the neighbours that two records share from those of one alone', () => {
    const out = new Float32Array(pairGraphFeatures.length);
    graph.write(0, 2, out, 0);
    expect(out[0]).toBeCloseTo(0.72);
    expect(out[1]).toBeCloseTo((2 * 0.8) / 1.7);
    graph.write(0, 1, out, 0);
    expect(out[0]).toBe(0);
    expect(out[2]).toBeCloseTo(1.3);
    graph.write(4, 4, out, 0);
    expect(out[1]).toBeNaN();
  });

  it('holds at most forty neighbours of a record, whatever the clump', () => {
    const clump: [number, number, number][] = [];
    for (let a = 0; a < 100; a++) for (let b = a + 1; b < 100; b++) clump.push([a, b, 0.9]);
    const dense = new PairGraph(edges(clump), 100, 0.2);
    const out = new Float32Array(3);
    dense.write(0, 99, out, 0);
    expect(out[2]).toBeLessThanOrEqual(80 * 0.9 + 1e-3);
  });
});
