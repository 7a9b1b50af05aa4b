import { describe, expect, it } from 'vitest';
import { averageLink } from './average-link.ts';

const links = (list: [number, number, number][]) => ({
  left: list.map((link) => link[0]),
  right: list.map((link) => link[1]),
  p: list.map((link) => link[2]),
});

describe('average link', () => {
  it('does not chain: one bridge does not join two groups', () => {
    const graph = links([
      [0, 1, 0.9],
      [0, 2, 0.9],
      [1, 2, 0.9],
      [3, 4, 0.9],
      [3, 5, 0.9],
      [4, 5, 0.9],
      [2, 3, 0.95],
    ]);
    const clusters = averageLink(6, graph, 0.5);
    expect(new Set(clusters).size).toBeGreaterThan(1);
  });

  it('never joins groups that share a source, at any step', () => {
    const graph = links([
      [0, 1, 0.95],
      [2, 3, 0.95],
      [0, 2, 0.9],
      [0, 3, 0.9],
      [1, 2, 0.9],
      [1, 3, 0.9],
    ]);
    expect([...averageLink(4, graph, 0.5)]).toEqual([0, 0, 0, 0]);
    expect([...averageLink(4, graph, 0.5, { sources: [7, 8, 9, 8] })]).toEqual([0, 0, 2, 2]);
    expect([...averageLink(4, graph, 0.5, { sources: [7, -1, 9, -1] })]).toEqual([0, 0, 0, 0]);
  });

  it('keeps told facts: must joins, cannot keeps apart', () => {
    const graph = links([
      [0, 1, 0.99],
      [1, 2, 0.9],
    ]);
    expect([...averageLink(4, graph, 0.4, { cannot: [[0, 1]], must: [[0, 3]] })]).toEqual([0, 1, 1, 0]);
  });

  it('is the same in any order of the links', () => {
    const list: [number, number, number][] = [];
    for (let a = 0; a < 12; a++)
      for (let b = a + 1; b < 12; b++) list.push([a, b, ((a * 7 + b * 3) % 10) / 10]);
    const one = averageLink(12, links(list), 0.5);
    expect(averageLink(12, links([...list].reverse()), 0.5)).toEqual(one);
  });
});
