import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { collectPaths, type PathSet } from './decode-paths.ts';
import { LeastDistance, pathDistance } from './least-distance.ts';

/** A tree of three levels in which some paths end early, and a distribution over its paths. */
function someTree(seed: number, size: number): { paths: PathSet; p: number[] } {
  const rng = makeRng(seed);
  const [middles, roots] = [1 + rng.below(size), 1 + rng.below(4)];
  const rootOf = Array.from({ length: middles }, () => rng.below(roots));
  const middleOf = Array.from({ length: size }, () => rng.below(middles));
  // A middle of one leaf may end there: the leaf repeats it.
  const isLast = middleOf.map((middle) => middleOf.filter((one) => one === middle).length === 1);
  const edges = [
    new Uint8Array(roots).fill(1),
    new Uint8Array(middles).fill(1),
    Uint8Array.from(isLast, (last) => (last && rng.below(2) ? 0 : 1)),
  ];
  const levels = [middleOf.map((middle) => rootOf[middle]), middleOf, [...middleOf.keys()]];
  const paths = collectPaths(levels, [roots, middles, size], edges);
  // Mostly a few likely leaves, as models say.
  const powers = levels[2].map(() => Math.exp(3 * rng.normal()));
  const total = powers.reduce((sum, one) => sum + one, 0);
  return { paths, p: powers.map((one) => one / total) };
}

const labelsOf = ({ labels, levelCount }: PathSet, path: number): number[] =>
  Array.from(labels.subarray(path * levelCount, (path + 1) * levelCount));

/** By definition: every answer against every truth. */
function expectedDistance(paths: PathSet, p: readonly number[], path: number, levels?: number): number {
  return p.reduce(
    (sum, share, truth) => sum + share * pathDistance(paths, path, labelsOf(paths, truth), levels),
    0,
  );
}

const trees = fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 14 }));

/** food › fruit › {apple .2, pear .2}, food › bread (ends there) .2, tools › saws › handsaw .4 */
const shop = collectPaths(
  [
    [0, 0, 0, 1],
    [0, 0, 1, 2],
    [0, 1, 2, 3],
  ],
  [2, 3, 4],
  [Uint8Array.of(1, 1), Uint8Array.of(1, 1, 1), Uint8Array.of(1, 1, 0, 1)],
);
const believed = [0.2, 0.2, 0.2, 0.4];

describe('the answer of least expected tree distance', () => {
  it('counts edges, and none where a path only repeats itself', () => {
    const distance = (path: number, truth: number, named?: number): number =>
      pathDistance(shop, path, labelsOf(shop, truth), named);
    expect([distance(0, 0), distance(0, 1), distance(0, 2), distance(0, 3)]).toEqual([0, 2, 3, 6]);
    expect([distance(2, 0), distance(2, 3)]).toEqual([3, 5]);
    // From "food" to an apple, to bread and to a handsaw; from the root to bread.
    expect([distance(0, 0, 1), distance(0, 2, 1), distance(0, 3, 1), distance(0, 2, 0)]).toEqual([
      2, 1, 4, 2,
    ]);
  });

  it('is not the likeliest where most of what is believed lies in another branch', () => {
    const tree = new LeastDistance(shop);
    // apple .2·2 + .2·3 + .4·6 = 3.4; bread .4·3 + .4·5 = 3.2; handsaw .4·6 + .2·5 = 3.4
    expect(tree.best(believed)).toBe(2);
    expect(expectedDistance(shop, believed, 2)).toBeCloseTo(3.2, 12);
    // "food" alone: .4·2 + .2·1 + .4·4 = 2.6
    expect(tree.within(believed)).toMatchObject({ levels: 1 });
    expect(tree.label(tree.within(believed).path, 0)).toBe(0);
    expect(tree.within([0.2, 0.05, 0.25, 0.5]).levels).toBe(0);
  });

  it('is the least of all answers, leaves alone or inner nodes too', () => {
    fc.assert(
      fc.property(trees, ([seed, size]) => {
        const { paths, p } = someTree(seed, size);
        const tree = new LeastDistance(paths);
        const all = p.map((_, path) => expectedDistance(paths, p, path));
        expect(all[tree.best(p)]).toBeCloseTo(Math.min(...all), 9);
        const stops = p.flatMap((_, path) =>
          [0, 1, 2, 3].map((levels) => expectedDistance(paths, p, path, levels)),
        );
        const { path, levels } = tree.within(p);
        expect(expectedDistance(paths, p, path, levels)).toBeCloseTo(Math.min(...stops), 9);
      }),
      { numRuns: 300 },
    );
  });

  it('is the likeliest leaf where that is likelier than all others together, and names no node of p below a half', () => {
    fc.assert(
      fc.property(trees, ([seed, size]) => {
        const { paths, p } = someTree(seed, size);
        const tree = new LeastDistance(paths);
        const most = p.indexOf(Math.max(...p));
        fc.pre(p[most] > 0.5);
        expect(tree.best(p)).toBe(most);
        const label = tree.label(most, 2);
        expect([tree.surePath(label, p[most]), tree.surePath(label, 0.5)]).toEqual([most, null]);
        // Of the parents, those that most of what is believed lies below.
        const { path, levels } = tree.within(p);
        for (let level = 0; level < levels; level++) {
          const own = tree.label(path, level);
          const below = p.reduce((sum, one, at) => sum + (tree.label(at, level) === own ? one : 0), 0);
          expect(below).toBeGreaterThan(0.5);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tells the paths of a label below two parents apart', () => {
    const paths = collectPaths(
      [
        [0, 1, 1],
        [0, 0, 1],
      ],
      [2, 2],
    );
    const tree = new LeastDistance(paths);
    expect([tree.onlyPath(0), tree.onlyPath(1), tree.surePath(0, 0.9)]).toEqual([null, 2, null]);
    expect([tree.pathTo(0, [0.3, 0.4, 0.3]), tree.pathTo(0, [0.4, 0.3, 0.3])]).toEqual([1, 0]);
    // Its two paths lie in two branches: the label's .6 says nothing of either.
    expect(tree.best([0.34, 0.3, 0.36])).toBe(2);
  });

  it('walks every node once, whatever the number of leaves', () => {
    // 140,000 leaves: comparing all with all would take 2·10¹⁰ steps.
    const count = 140_000;
    const leaves = Array.from({ length: count }, (_, leaf) => leaf);
    const levels = [20_000, 200, 10, 1].map((share) => leaves.map((leaf) => Math.floor(leaf / share)));
    const counts = levels.map((level) => level[count - 1] + 1);
    const tree = new LeastDistance(collectPaths(levels, counts));
    // The likeliest leaf lies in a branch that nothing else speaks for; most of another is believed a little.
    const p = leaves.map((leaf) => (leaf === 7 ? 0.001 : 60_000 <= leaf && leaf < 80_000 ? 4e-5 : 1e-6));
    const total = p.reduce((sum, one) => sum + one, 0);
    expect(tree.label(tree.best(p.map((one) => one / total)), 0)).toBe(3);
  });
});
