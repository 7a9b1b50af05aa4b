import { expect, it } from 'vitest';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { textCandidates } from '#server/ml/pairs/candidates.ts';
import { buildCorpus } from '#server/ml/pairs/corpus.ts';
import { type ClusterParts, part, splitClusters } from './cluster-parts.ts';
import { marginCosines } from './margin-cosine.ts';

const { listings, truth } = generateCatalog({ seed: 71, listings: 300 });
const parts = splitClusters(
  listings.map(({ key }) => String(truth.group[key])),
  0.3,
  1,
);
const corpus = buildCorpus(
  Array.from(parts.order, (row) => ({
    ...{ title: listings[row].title, text: '', brand: listings[row].brand, model: null },
    ...{ price: Number.NaN, extras: [] },
  })),
  0,
);
const found = textCandidates(corpus, { neighboursMax: 5, boundary: null, stretches: parts.stretches });
const learnt = marginCosines(corpus, parts, found, 1, true)(found);
const learnEnd = parts.stretches[part.learn][1];
const half = (place: number): number => parts.cluster[place] & 1;

it('tells no pair to learn from by an embedding that saw its cluster', () => {
  // Other clusters in half 0: pairs whose cluster lies there must not notice, those of half 1 must.
  const order = [...parts.cluster.keys()].filter((place) => place < learnEnd && half(place) === 0);
  const mixed = parts.cluster.slice();
  order.forEach((place, at) => {
    mixed[place] = parts.cluster[order[(at + 37) % order.length]];
  });
  const mixedParts: ClusterParts = { ...parts, cluster: mixed };
  const other = marginCosines(corpus, mixedParts, found, 1, true)(found);
  const inHalf = (wanted: number): number[] =>
    [...found.left.keys()].filter((at) => found.left[at] < learnEnd && half(found.left[at]) === wanted);
  expect(inHalf(0).length).toBeGreaterThan(50);
  expect(inHalf(0).every((at) => learnt[at] === other[at])).toBe(true);
  expect(inHalf(1).filter((at) => learnt[at] !== other[at]).length).toBeGreaterThan(50);
});

it('gives cosines of every pair, learnt or not', () => {
  const unlearnt = marginCosines(corpus, parts, found, 1, false)(found);
  for (const cosines of [learnt, unlearnt]) {
    expect(cosines.length).toBe(found.left.length);
    expect(cosines.every((cosine) => cosine > -1.001 && cosine < 1.001)).toBe(true);
  }
});
