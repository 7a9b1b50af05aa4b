/** Features of shared and one-sided words, weighted by idf, and of character 3-grams. */
import type { PairCorpus } from './corpus.ts';
import type { FeatureGroup } from './feature-group.ts';
import { idEnd, type Ragged } from './ragged.ts';

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
  /** One-sided words that do not stand, joined to others, in the other title either. */
  missingA: number;
  missingB: number;
  missingMaxA: number;
  missingMaxB: number;
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
  missingA: 0,
  missingB: 0,
  missingMaxA: 0,
  missingMaxB: 0,
};

function clear(): void {
  found.shared = 0;
  found.sharedCount = 0;
  found.sharedSquares = 0;
  found.sharedMax = 0;
  found.onlyA = 0;
  found.onlyB = 0;
  found.squaresA = 0;
  found.squaresB = 0;
  found.maxA = 0;
  found.maxB = 0;
  found.missingA = 0;
  found.missingB = 0;
  found.missingMaxA = 0;
  found.missingMaxB = 0;
}

function addShared(weight: number): void {
  found.shared += weight;
  found.sharedCount++;
  found.sharedSquares += weight * weight;
  if (weight > found.sharedMax) found.sharedMax = weight;
}

function addOnlyA(weight: number): void {
  found.onlyA += weight;
  found.squaresA += weight * weight;
  if (weight > found.maxA) found.maxA = weight;
}

function addOnlyB(weight: number): void {
  found.onlyB += weight;
  found.squaresB += weight * weight;
  if (weight > found.maxB) found.maxB = weight;
}

/** A word joined to its neighbour is no difference: `dsc w120` against `dscw120`. */
function addMissingA(weight: number): void {
  found.missingA += weight;
  if (weight > found.missingMaxA) found.missingMaxA = weight;
}

function addMissingB(weight: number): void {
  found.missingB += weight;
  if (weight > found.missingMaxB) found.missingMaxB = weight;
}

/**
 * Walks two ascending id lists side by side.
 * @param isTitle whether what is missing is asked too: words that do not stand, joined to others, in the other title either
 */
function overlap(corpus: PairCorpus, lists: Ragged, isTitle: boolean, a: number, b: number): Overlap {
  clear();
  const { idf } = corpus;
  const data = lists.data;
  let i = lists.start(a);
  let j = lists.start(b);
  const endA = lists.end(a);
  const endB = lists.end(b);
  while (i < endA || j < endB) {
    const idA = i < endA ? data[i] : idEnd;
    const idB = j < endB ? data[j] : idEnd;
    if (idA === idB) {
      addShared(idf[idA]);
      i++;
      j++;
    } else if (idA < idB) {
      addOnlyA(idf[idA]);
      if (isTitle && !corpus.isInTitle(idA, b)) addMissingA(idf[idA]);
      i++;
    } else {
      addOnlyB(idf[idB]);
      if (isTitle && !corpus.isInTitle(idB, a)) addMissingB(idf[idB]);
      j++;
    }
  }
  return found;
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
    const one = overlap(corpus, lists, true, a, b);
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
    out[at + 6] = one.missingA;
    out[at + 7] = one.missingB;
    out[at + 8] = ratio(one.shared, allA + one.onlyB);
    out[at + 9] = ratio(one.shared, allA);
    out[at + 10] = ratio(one.shared, allB);
    out[at + 11] = one.sharedMax;
    out[at + 12] = one.maxA;
    out[at + 13] = one.maxB;
    out[at + 14] = one.missingMaxA;
    out[at + 15] = one.missingMaxB;
    out[at + 16] = ratio(allA - one.missingA, allA);
    out[at + 17] = ratio(allB - one.missingB, allB);
  },
};

/**
 * Of words that one whole text lacks, only the rarest counts: whether a word stands there joined to others is looked up for
 * those alone that are rarer than what was found so far, since a look-up reads hundreds of letters.
 */
function rarestMissing(corpus: PairCorpus, a: number, b: number): number {
  const { idf, allWords } = corpus;
  const data = allWords.data;
  const endB = allWords.end(b);
  let j = allWords.start(b);
  let max = 0;
  for (let i = allWords.start(a); i < allWords.end(a); i++) {
    const id = data[i];
    while (j < endB && data[j] < id) j++;
    if ((j < endB && data[j] === id) || idf[id] <= max) continue;
    if (!corpus.isInText(id, b)) max = idf[id];
  }
  return max;
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
    const one = overlap(corpus, corpus.allWords, false, a, b);
    out[at] = ratio(
      one.sharedSquares,
      Math.sqrt((one.sharedSquares + one.squaresA) * (one.sharedSquares + one.squaresB)),
    );
    out[at + 1] = ratio(one.shared, one.shared + one.onlyA + one.onlyB);
    out[at + 2] = ratio(one.shared, one.shared + one.onlyA);
    out[at + 3] = ratio(one.shared, one.shared + one.onlyB);
    out[at + 4] = one.sharedMax;
    out[at + 5] = rarestMissing(corpus, a, b);
    out[at + 6] = rarestMissing(corpus, b, a);
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
    let squaresA = 0;
    let squaresB = 0;
    while (i < endA || j < endB) {
      const idA = i < endA ? data[i] : idEnd;
      const idB = j < endB ? data[j] : idEnd;
      const weight = gramIdf[Math.min(idA, idB)];
      const square = weight * weight;
      if (idA <= idB) {
        squaresA += square;
        i++;
      }
      if (idB <= idA) {
        squaresB += square;
        j++;
      }
      if (idA === idB) shared += square;
    }
    out[at] = ratio(shared, Math.sqrt(squaresA * squaresB));
    out[at + 1] = ratio(shared, squaresA);
    out[at + 2] = ratio(shared, squaresB);
  },
};
