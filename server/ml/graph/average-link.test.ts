import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { averageLink } from './average-link.ts';

const links = (list: [number, number, number][]) => ({
  left: list.map((link) => link[0]),
  right: list.map((link) => link[1]),
  p: list.map((link) => link[2]),
});

/** The pairs of twelve items, counted through. */
function placesOf(at: number): [number, number] {
  let rest = at;
  for (let a = 0; ; a++) {
    if (rest < 11 - a) return [a, a + 1 + rest];
    rest -= 11 - a;
  }
}

function shuffled<T>(list: readonly T[], rng: { below(end: number): number }): T[] {
  const out = [...list];
  for (let at = out.length - 1; at > 0; at--) {
    const other = rng.below(at + 1);
    [out[at], out[other]] = [out[other], out[at]];
  }
  return out;
}

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

  it('is the same in any order of links and facts, however many are equally good', () => {
    const item = fc.nat(11);
    const facts = fc.array(fc.tuple(item, item), { maxLength: 4 });
    const p = fc.constantFrom(0, 0, 0.1, 0.3, 0.5, 0.55, 0.6, 0.7, 0.9, 0.95);
    fc.assert(
      fc.property(
        fc.array(p, { minLength: 66, maxLength: 66 }),
        facts,
        facts,
        fc.nat(),
        (all, told, apart, seed) => {
          const rng = makeRng(seed);
          const pairs = all.map((_, at): [number, number] => placesOf(at));
          const list = pairs.flatMap(([a, b], at): [number, number, number][] =>
            all[at] > 0 ? [[a, b, all[at]]] : [],
          );
          const differ = ([a, b]: [number, number]): boolean => a !== b;
          const [must, cannot] = [told.filter(differ), apart.filter(differ)];
          const one = averageLink(12, links(list), 0.5, { must, cannot });
          const turned = ([a, b]: [number, number]): [number, number] => [b, a];
          const other = averageLink(12, links(shuffled(list, rng)), 0.5, {
            must: shuffled(must, rng).map(turned),
            cannot: shuffled(cannot, rng).map(turned),
          });
          expect(other).toEqual(one);
        },
      ),
      { numRuns: 1500, seed: 20261122 },
    );
  });
});
