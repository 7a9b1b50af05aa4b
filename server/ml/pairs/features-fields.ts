/** Features of brand, price, lengths, spelling, and further short fields. */
import type { PairCorpus } from './corpus.ts';
import type { FeatureGroup } from './feature-group.ts';
import { editSimilarity, jaroWinkler } from './strings.ts';

export const brandFeatures: FeatureGroup = {
  names: ['brand likeness', 'brand of A in title B', 'brand of B in title A'],
  write(corpus, a, b, out, at) {
    const brandA = corpus.brands[a];
    const brandB = corpus.brands[b];
    out[at] = brandA && brandB ? jaroWinkler(brandA, brandB) : Number.NaN;
    out[at + 1] = brandA ? Number(corpus.flatTitles[b].includes(brandA)) : Number.NaN;
    out[at + 2] = brandB ? Number(corpus.flatTitles[a].includes(brandB)) : Number.NaN;
  },
};

export const priceFeatures: FeatureGroup = {
  names: ['price ratio'],
  write(corpus, a, b, out, at) {
    const priceA = corpus.prices[a];
    const priceB = corpus.prices[b];
    out[at] = priceA > 0 && priceB > 0 ? Math.min(priceA, priceB) / Math.max(priceA, priceB) : Number.NaN;
  },
};

const softWordsMax = 6;

/** Title words of `a` that `b` lacks, rarest first in title order; at most six. */
function unmatched(corpus: PairCorpus, a: number, b: number): number[] {
  const list: number[] = [];
  const other = corpus.titleWords.of(b);
  for (const id of corpus.titleWords.of(a)) {
    if (list.length >= softWordsMax) break;
    if (!includesSorted(other, id)) list.push(id);
  }
  return list;
}

function includesSorted(list: Int32Array, wanted: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return list[low] === wanted;
}

/** Monge–Elkan over the words that did not match exactly: mean over A of the best likeness in B, idf-weighted. */
function softMatch(corpus: PairCorpus, wordsA: number[], wordsB: number[]): number {
  let sum = 0;
  let weights = 0;
  for (const idA of wordsA) {
    let best = 0;
    for (const idB of wordsB) best = Math.max(best, jaroWinkler(corpus.words[idA], corpus.words[idB]));
    sum += best * corpus.idf[idA];
    weights += corpus.idf[idA];
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
    const titleA = corpus.flatTitles[a];
    const titleB = corpus.flatTitles[b];
    const wordsA = unmatched(corpus, a, b);
    const wordsB = unmatched(corpus, b, a);
    const countA = corpus.titleWords.end(a) - corpus.titleWords.start(a);
    const countB = corpus.titleWords.end(b) - corpus.titleWords.start(b);
    const order = corpus.titleOrder;
    const textA = corpus.flatTexts[a].length;
    const textB = corpus.flatTexts[b].length;
    out[at] = editSimilarity(titleA, titleB);
    out[at + 1] = jaroWinkler(titleA, titleB);
    out[at + 2] = softMatch(corpus, wordsA, wordsB);
    out[at + 3] = softMatch(corpus, wordsB, wordsA);
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
