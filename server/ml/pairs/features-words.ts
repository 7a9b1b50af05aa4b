/** Features of shared and one-sided words, weighted by idf, and of character 3-grams. */
import type { PairCorpus } from './corpus.ts';
import type { FeatureGroup } from './feature-group.ts';
import type { Ragged } from './ragged.ts';

/** What two word sets share and what only one has; sums of idf. */
interface Overlap {
  shared: number;
  sharedCount: number;
  sharedSquares: number;
  sharedMax: number;
  onlyA: number;
  onlyB: number;
  squaresA: number;
  squaresB: number;
  maxA: number;
  maxB: number;
}

const found: Overlap = {
  shared: 0,
  sharedCount: 0,
  sharedSquares: 0,
  sharedMax: 0,
  onlyA: 0,
  onlyB: 0,
  squaresA: 0,
  squaresB: 0,
  maxA: 0,
  maxB: 0,
};

/** Words of one side alone, ascending; no list of words is longer. */
interface OneSided {
  readonly ids: Int32Array;
  count: number;
}

const wordsMax = 1024;
const aloneA: OneSided = { ids: new Int32Array(wordsMax), count: 0 };
const aloneB: OneSided = { ids: new Int32Array(wordsMax), count: 0 };

/** Walks two ascending lists side by side: weighs what both hold, and keeps what one alone has. */
function overlap(idf: Float32Array, lists: Ragged, a: number, b: number): Overlap {
  const data = lists.data;
  let i = lists.start(a);
  let j = lists.start(b);
  const endA = lists.end(a);
  const endB = lists.end(b);
  let shared = 0;
  let sharedCount = 0;
  let sharedSquares = 0;
  let sharedMax = 0;
  let countA = 0;
  let countB = 0;
  while (i < endA && j < endB) {
    const idA = data[i];
    const idB = data[j];
    if (idA === idB) {
      const weight = idf[idA];
      shared += weight;
      sharedCount++;
      sharedSquares += weight * weight;
      if (weight > sharedMax) sharedMax = weight;
      i++;
      j++;
    } else if (idA < idB) {
      aloneA.ids[countA++] = idA;
      i++;
    } else {
      aloneB.ids[countB++] = idB;
      j++;
    }
  }
  while (i < endA) aloneA.ids[countA++] = data[i++];
  while (j < endB) aloneB.ids[countB++] = data[j++];
  aloneA.count = countA;
  aloneB.count = countB;
  found.shared = shared;
  found.sharedCount = sharedCount;
  found.sharedSquares = sharedSquares;
  found.sharedMax = sharedMax;
  weighOneSided(idf);
  return found;
}

function weighOneSided(idf: Float32Array): void {
  let sum = 0;
  let squares = 0;
  let max = 0;
  for (let at = 0; at < aloneA.count; at++) {
    const weight = idf[aloneA.ids[at]];
    sum += weight;
    squares += weight * weight;
    if (weight > max) max = weight;
  }
  found.onlyA = sum;
  found.squaresA = squares;
  found.maxA = max;
  sum = 0;
  squares = 0;
  max = 0;
  for (let at = 0; at < aloneB.count; at++) {
    const weight = idf[aloneB.ids[at]];
    sum += weight;
    squares += weight * weight;
    if (weight > max) max = weight;
  }
  found.onlyB = sum;
  found.squaresB = squares;
  found.maxB = max;
}

/** Weight of words that do not stand in another's title, joined to others (`dsc w120` against `dscw120`) either. */
const missing = { sum: 0, max: 0 };

function weighMissing(corpus: PairCorpus, { ids, count }: OneSided, record: number): void {
  missing.sum = 0;
  missing.max = 0;
  for (let at = 0; at < count; at++) {
    const id = ids[at];
    if (corpus.isInTitle(id, record)) continue;
    const weight = corpus.idf[id];
    missing.sum += weight;
    if (weight > missing.max) missing.max = weight;
  }
}

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

export const titleWordFeatures: FeatureGroup = {
  names: [
    'title words shared / all',
    'title words shared / shorter',
    'title cosine',
    'title idf shared',
    'title idf only A',
    'title idf only B',
    'title idf missing A',
    'title idf missing B',
    'title weighted jaccard',
    'title containment A',
    'title containment B',
    'title rarest shared',
    'title rarest only A',
    'title rarest only B',
    'title rarest missing A',
    'title rarest missing B',
    'title containment joined A',
    'title containment joined B',
  ],
  write(corpus, a, b, out, at) {
    const lists = corpus.titleWords;
    const one = overlap(corpus.idf, lists, a, b);
    const countA = lists.end(a) - lists.start(a);
    const countB = lists.end(b) - lists.start(b);
    const allA = one.shared + one.onlyA;
    const allB = one.shared + one.onlyB;
    out[at] = ratio(one.sharedCount, countA + countB - one.sharedCount);
    out[at + 1] = ratio(one.sharedCount, Math.min(countA, countB));
    out[at + 2] = ratio(
      one.sharedSquares,
      Math.sqrt((one.sharedSquares + one.squaresA) * (one.sharedSquares + one.squaresB)),
    );
    out[at + 3] = one.shared;
    out[at + 4] = one.onlyA;
    out[at + 5] = one.onlyB;
    out[at + 8] = ratio(one.shared, allA + one.onlyB);
    out[at + 9] = ratio(one.shared, allA);
    out[at + 10] = ratio(one.shared, allB);
    out[at + 11] = one.sharedMax;
    out[at + 12] = one.maxA;
    out[at + 13] = one.maxB;
    weighMissing(corpus, aloneA, b);
    out[at + 6] = missing.sum;
    out[at + 14] = missing.max;
    out[at + 16] = ratio(allA - missing.sum, allA);
    weighMissing(corpus, aloneB, a);
    out[at + 7] = missing.sum;
    out[at + 15] = missing.max;
    out[at + 17] = ratio(allB - missing.sum, allB);
  },
};

/**
 * Of words that one whole text lacks, only the rarest counts: whether a word stands there joined to others is looked up for
 * the rarest first, since a look-up reads hundreds of letters, and mostly one is enough.
 */
function rarestMissing(corpus: PairCorpus, { ids, count }: OneSided, record: number): number {
  const { idf } = corpus;
  for (let left = count; left > 0; left--) {
    let rarest = 0;
    for (let at = 1; at < left; at++) if (idf[ids[at]] > idf[ids[rarest]]) rarest = at;
    const id = ids[rarest];
    if (!corpus.isInText(id, record)) return idf[id];
    ids[rarest] = ids[left - 1];
  }
  return 0;
}

export const allWordFeatures: FeatureGroup = {
  names: [
    'all cosine',
    'all weighted jaccard',
    'all containment A',
    'all containment B',
    'all rarest shared',
    'all rarest missing A',
    'all rarest missing B',
  ],
  write(corpus, a, b, out, at) {
    const one = overlap(corpus.idf, corpus.allWords, a, b);
    out[at] = ratio(
      one.sharedSquares,
      Math.sqrt((one.sharedSquares + one.squaresA) * (one.sharedSquares + one.squaresB)),
    );
    out[at + 1] = ratio(one.shared, one.shared + one.onlyA + one.onlyB);
    out[at + 2] = ratio(one.shared, one.shared + one.onlyA);
    out[at + 3] = ratio(one.shared, one.shared + one.onlyB);
    out[at + 4] = one.sharedMax;
    out[at + 5] = rarestMissing(corpus, aloneA, b);
    out[at + 6] = rarestMissing(corpus, aloneB, a);
  },
};

/** Weight of one record's title words that stand in the other's whole text. */
function standsIn(corpus: PairCorpus, a: number, b: number): number {
  const title = corpus.titleWords.of(a);
  const data = corpus.allWords.data;
  let j = corpus.allWords.start(b);
  const end = corpus.allWords.end(b);
  let inside = 0;
  let whole = 0;
  for (const id of title) {
    while (j < end && data[j] < id) j++;
    const weight = corpus.idf[id];
    whole += weight;
    if ((j < end && data[j] === id) || corpus.isInText(id, b)) inside += weight;
  }
  return ratio(inside, whole);
}

export const crossTextFeatures: FeatureGroup = {
  names: ['title A in text B', 'title B in text A'],
  write(corpus, a, b, out, at) {
    out[at] = standsIn(corpus, a, b);
    out[at + 1] = standsIn(corpus, b, a);
  },
};

/** Sums of squared weights of each record's grams, worked out when they are first asked for; NaN until then. */
const squaresOf = new WeakMap<Float32Array, Float64Array>();

/** Those of a corpus as it weighs grams now. */
function gramSquares({ gramIdf, grams }: PairCorpus): Float64Array {
  let known = squaresOf.get(gramIdf);
  if (!known || known.length < grams.count) {
    known = new Float64Array(grams.count).fill(Number.NaN);
    squaresOf.set(gramIdf, known);
  }
  return known;
}

function squaresOfRecord({ gramIdf, grams }: PairCorpus, known: Float64Array, record: number): number {
  if (Number.isNaN(known[record])) {
    const data = grams.data;
    let sum = 0;
    for (let at = grams.start(record); at < grams.end(record); at++) {
      const weight = gramIdf[data[at]];
      sum += weight * weight;
    }
    known[record] = sum;
  }
  return known[record];
}

export const gramFeatures: FeatureGroup = {
  names: ['gram cosine', 'gram containment A', 'gram containment B'],
  write(corpus, a, b, out, at) {
    const { gramIdf, grams } = corpus;
    const data = grams.data;
    let i = grams.start(a);
    let j = grams.start(b);
    const endA = grams.end(a);
    const endB = grams.end(b);
    let shared = 0;
    while (i < endA && j < endB) {
      const idA = data[i];
      const idB = data[j];
      if (idA === idB) {
        const weight = gramIdf[idA];
        shared += weight * weight;
      }
      // Which list goes on is a coin's toss for the processor: counted, not branched.
      i += idA <= idB ? 1 : 0;
      j += idB <= idA ? 1 : 0;
    }
    const known = gramSquares(corpus);
    const squaresA = squaresOfRecord(corpus, known, a);
    const squaresB = squaresOfRecord(corpus, known, b);
    out[at] = ratio(shared, Math.sqrt(squaresA * squaresB));
    out[at + 1] = ratio(shared, squaresA);
    out[at + 2] = ratio(shared, squaresB);
  },
};
