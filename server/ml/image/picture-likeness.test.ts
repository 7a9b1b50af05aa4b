import { expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { imageStatsLength, statOffset } from './image-stats.ts';
import { pictureFactCount, pictureLikeness, readTrees, writePictureFacts } from './picture-likeness.ts';

/** Statistics of pictures that differ from the first one more and more. */
function drifting(count: number): Uint8Array {
  const rng = makeRng(5);
  const stats = new Uint8Array(count * imageStatsLength);
  for (let at = 0; at < imageStatsLength; at++) stats[at] = rng.below(256);
  for (let picture = 1; picture < count; picture++)
    for (let at = 0; at < imageStatsLength; at++)
      stats[picture * imageStatsLength + at] = rng.below(count) < picture ? rng.below(256) : stats[at];
  return stats;
}

const everything = Number.NEGATIVE_INFINITY;
const stats = drifting(60);

it('is the same in either order, and falls as pictures drift apart', () => {
  const likeness = Array.from(
    { length: 60 },
    (_, other) => pictureLikeness(stats, 0, other, everything) ?? 0,
  );
  for (let other = 0; other < 60; other++)
    expect(pictureLikeness(stats, other, 0, everything)).toBe(likeness[other]);
  expect(likeness[0]).toBeGreaterThan(3000);
  expect(Math.max(...likeness.slice(30))).toBeLessThan(-3000);
});

it('refuses early exactly what the sum of all trees would', () => {
  for (let other = 0; other < 60; other++) {
    const sum = pictureLikeness(stats, 0, other, everything) ?? 0;
    for (const least of [sum - 500, sum, sum + 1, sum + 3000])
      expect(pictureLikeness(stats, 0, other, least)).toBe(sum >= least ? sum : null);
  }
});

it('does not mind how bright a thumbnail is, and tells its rows from its columns', () => {
  const two = new Uint8Array(2 * imageStatsLength).fill(100);
  two.fill(130, imageStatsLength + statOffset.thumbnail, imageStatsLength + statOffset.dHash);
  two[imageStatsLength + statOffset.grey] = 130;
  const facts = new Int16Array(pictureFactCount);
  writePictureFacts(two, 0, 1, facts);
  expect([...facts.slice(-14)]).toEqual(Array(14).fill(0));
  for (let cell = 0; cell < 6; cell++) two[imageStatsLength + statOffset.thumbnail + cell] += 5;
  writePictureFacts(two, 0, 1, facts);
  expect([...facts.slice(-14)]).toEqual([30, 0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 5]);
});

it('reads trees node by node, left child first, and knows what those to come can add', () => {
  // Two trees: fact 7 at most −2 ? 10 : (fact 9 at most 300 ? −20 : 30), and a leaf of 5.
  const nodes = [
    [7, 2, 254, 255],
    [255, 0, 10, 0],
    [9, 2, 44, 1],
    [255, 0, 236, 255],
    [255, 0, 30, 0],
    [255, 0, 5, 0],
  ];
  const table = readTrees(btoa(String.fromCharCode(...nodes.flat())));
  expect([...table.roots]).toEqual([0, 5]);
  expect([...table.values]).toEqual([-2, 10, 300, -20, 30, 5]);
  expect([...table.mosts]).toEqual([35, 5, 0]);
});
