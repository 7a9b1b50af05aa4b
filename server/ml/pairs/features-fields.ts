/** Features of brand, price, lengths, spelling, and further short fields. */
import type { PairCorpus } from './corpus.ts';
import type { FeatureGroup } from './feature-group.ts';
import { idEnd } from './ragged.ts';
import { editSimilarity, jaroWinkler } from './strings.ts';

export const brandFeatures: FeatureGroup = {
  names: ['brand likeness', 'brand of A in title B', 'brand of B in title A'],
  write(corpus, a, b, out, at) {
    const brandA = corpus.brands.of(a);
    const brandB = corpus.brands.of(b);
    out[at] = brandA && brandB ? jaroWinkler(brandA, brandB) : Number.NaN;
    out[at + 1] = brandA ? Number(corpus.flatTitles.of(b).includes(brandA)) : Number.NaN;
    out[at + 2] = brandB ? Number(corpus.flatTitles.of(a).includes(brandB)) : Number.NaN;
  },
};

export const priceFeatures: FeatureGroup = {
  names: ['price ratio'],
  write(corpus, a, b, out, at) {
    const priceA = corpus.prices.data[a];
    const priceB = corpus.prices.data[b];
    out[at] = priceA > 0 && priceB > 0 ? Math.min(priceA, priceB) / Math.max(priceA, priceB) : Number.NaN;
  },
};

const softWordsMax = 6;

/** Title words of one side that the other lacks, the first six by id, and of each the best likeness to one of the other's. */
interface Unmatched {
  ids: Int32Array;
  best: Float64Array;
  count: number;
}

const unmatchedA: Unmatched = {
  ids: new Int32Array(softWordsMax),
  best: new Float64Array(softWordsMax),
  count: 0,
};
const unmatchedB: Unmatched = {
  ids: new Int32Array(softWordsMax),
  best: new Float64Array(softWordsMax),
  count: 0,
};

function keep(side: Unmatched, id: number): void {
  if (side.count >= softWordsMax) return;
  side.ids[side.count] = id;
  side.best[side.count++] = 0;
}

/** Walks both ascending lists side by side and keeps what one alone has. */
function findUnmatched(corpus: PairCorpus, a: number, b: number): void {
  const lists = corpus.titleWords;
  const data = lists.data;
  const [endA, endB] = [lists.end(a), lists.end(b)];
  let [i, j] = [lists.start(a), lists.start(b)];
  unmatchedA.count = 0;
  unmatchedB.count = 0;
  while (i < endA || j < endB) {
    const idA = i < endA ? data[i] : idEnd;
    const idB = j < endB ? data[j] : idEnd;
    if (idA < idB) keep(unmatchedA, idA);
    else if (idB < idA) keep(unmatchedB, idB);
    if (idA <= idB) i++;
    if (idB <= idA) j++;
  }
}

function likenWords(corpus: PairCorpus): void {
  for (let one = 0; one < unmatchedA.count; one++) {
    for (let other = 0; other < unmatchedB.count; other++) {
      const floor = Math.min(unmatchedA.best[one], unmatchedB.best[other]);
      const likeness = corpus.likeness.above(floor, unmatchedA.ids[one], unmatchedB.ids[other]);
      if (likeness > unmatchedA.best[one]) unmatchedA.best[one] = likeness;
      if (likeness > unmatchedB.best[other]) unmatchedB.best[other] = likeness;
    }
  }
}

/** Monge–Elkan over the words that did not match exactly: mean of the best likeness to the other side, idf-weighted. */
function softMatch(idf: Float32Array, side: Unmatched): number {
  let sum = 0;
  let weights = 0;
  for (let at = 0; at < side.count; at++) {
    const weight = idf[side.ids[at]];
    sum += side.best[at] * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights : Number.NaN;
}

export const spellingFeatures: FeatureGroup = {
  names: [
    'title edit similarity',
    'title start likeness',
    'soft match A',
    'soft match B',
    'first word equal',
    'title length A',
    'title length B',
    'title length ratio',
    'text length ratio',
  ],
  write(corpus, a, b, out, at) {
    const titleA = corpus.flatTitles.of(a);
    const titleB = corpus.flatTitles.of(b);
    findUnmatched(corpus, a, b);
    likenWords(corpus);
    const countA = corpus.titleWords.end(a) - corpus.titleWords.start(a);
    const countB = corpus.titleWords.end(b) - corpus.titleWords.start(b);
    const order = corpus.titleOrder;
    const textA = corpus.flatTexts.lengthOf(a);
    const textB = corpus.flatTexts.lengthOf(b);
    out[at] = editSimilarity(titleA, titleB);
    out[at + 1] = jaroWinkler(titleA, titleB);
    out[at + 2] = softMatch(corpus.idf, unmatchedA);
    out[at + 3] = softMatch(corpus.idf, unmatchedB);
    out[at + 4] =
      countA > 0 && countB > 0
        ? Number(order.data[order.start(a)] === order.data[order.start(b)])
        : Number.NaN;
    out[at + 5] = countA;
    out[at + 6] = countB;
    out[at + 7] = Math.min(countA, countB) / Math.max(1, countA, countB);
    out[at + 8] = Math.min(textA, textB) / Math.max(1, textA, textB);
  },
};

/** Further fields, each compared as a whole. */
export function extraFeatures(names: readonly string[]): FeatureGroup {
  return {
    names: names.map((name) => `${name} likeness`),
    write(corpus, a, b, out, at) {
      for (let field = 0; field < names.length; field++) {
        const one = corpus.extras[a][field];
        const other = corpus.extras[b][field];
        out[at + field] = one && other ? jaroWinkler(one, other) : Number.NaN;
      }
    },
  };
}
