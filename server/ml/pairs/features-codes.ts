/** Features of model numbers, numbers and quantities: what tells near-equal products apart. */
import type { PairCorpus } from './corpus.ts';
import type { FeatureGroup } from './feature-group.ts';
import { compareQuantities, dimensions, type Quantity } from './quantities.ts';
import { idEnd, type Ragged } from './ragged.ts';
import { jaroWinkler } from './strings.ts';

function sharedCount(lists: Ragged, a: number, b: number): number {
  const data = lists.data;
  let i = lists.start(a);
  let j = lists.start(b);
  const endA = lists.end(a);
  const endB = lists.end(b);
  let shared = 0;
  while (i < endA && j < endB) {
    if (data[i] === data[j]) {
      shared++;
      i++;
      j++;
    } else if (data[i] < data[j]) i++;
    else j++;
  }
  return shared;
}

const modelsMax = 5;

/** The best likeness of two model numbers, and the longest of which one contains the other. */
const compared = { likeness: 0, contained: 0 };

function compareModels({ models, words }: PairCorpus, a: number, b: number): void {
  const { data } = models;
  const startA = models.start(a);
  const startB = models.start(b);
  const endA = Math.min(models.end(a), startA + modelsMax);
  const endB = Math.min(models.end(b), startB + modelsMax);
  let likeness = 0;
  let contained = 0;
  for (let i = startA; i < endA; i++) {
    const modelA = words.at(data[i]);
    for (let j = startB; j < endB; j++) {
      const modelB = words.at(data[j]);
      if (likeness < 1) likeness = Math.max(likeness, jaroWinkler(modelA, modelB));
      const shorter = Math.min(modelA.length, modelB.length);
      if (shorter > contained && (modelA.includes(modelB) || modelB.includes(modelA))) contained = shorter;
    }
  }
  compared.likeness = likeness;
  compared.contained = contained;
}

/** How many of a record's model numbers stand anywhere in the other's text. */
function modelsFound(corpus: PairCorpus, a: number, b: number): number {
  const { models } = corpus;
  const count = models.end(a) - models.start(a);
  let inside = 0;
  for (let at = models.start(a); at < models.end(a); at++) if (corpus.isInText(models.data[at], b)) inside++;
  return count === 0 ? Number.NaN : inside / count;
}

export const modelFeatures: FeatureGroup = {
  names: [
    'models shared',
    'models only A',
    'models only B',
    'models likeness',
    'models contained',
    'models of A in text B',
    'models of B in text A',
    'model field equal',
    'model field in title A',
    'model field in title B',
  ],
  write(corpus, a, b, out, at) {
    const countA = corpus.models.end(a) - corpus.models.start(a);
    const countB = corpus.models.end(b) - corpus.models.start(b);
    const shared = sharedCount(corpus.models, a, b);
    const isBoth = countA > 0 && countB > 0;
    compareModels(corpus, a, b);
    const fieldA = corpus.modelFields.of(a);
    const fieldB = corpus.modelFields.of(b);
    out[at] = shared;
    out[at + 1] = countA - shared;
    out[at + 2] = countB - shared;
    out[at + 3] = isBoth ? compared.likeness : Number.NaN;
    out[at + 4] = isBoth ? compared.contained : Number.NaN;
    out[at + 5] = modelsFound(corpus, a, b);
    out[at + 6] = modelsFound(corpus, b, a);
    out[at + 7] = fieldA && fieldB ? jaroWinkler(fieldA, fieldB) : Number.NaN;
    out[at + 8] = fieldA.length >= 3 ? Number(corpus.flatTitles.of(b).includes(fieldA)) : Number.NaN;
    out[at + 9] = fieldB.length >= 3 ? Number(corpus.flatTitles.of(a).includes(fieldB)) : Number.NaN;
  },
};

export const numberFeatures: FeatureGroup = {
  names: [
    'numbers shared',
    'numbers only A',
    'numbers only B',
    'numbers jaccard',
    'all numbers jaccard',
    'all numbers shared / fewer',
  ],
  write(corpus, a, b, out, at) {
    const { numbers, allNumbers } = corpus;
    const countA = numbers.end(a) - numbers.start(a);
    const countB = numbers.end(b) - numbers.start(b);
    const shared = sharedCount(numbers, a, b);
    const allA = allNumbers.end(a) - allNumbers.start(a);
    const allB = allNumbers.end(b) - allNumbers.start(b);
    const allShared = sharedCount(allNumbers, a, b);
    out[at] = shared;
    out[at + 1] = countA - shared;
    out[at + 2] = countB - shared;
    out[at + 3] = countA + countB > 0 ? shared / (countA + countB - shared) : Number.NaN;
    out[at + 4] = allA + allB > 0 ? allShared / (allA + allB - allShared) : Number.NaN;
    out[at + 5] = allA > 0 && allB > 0 ? allShared / Math.min(allA, allB) : Number.NaN;
  },
};

/** Best agreement of one quantity with those of the same dimension on the other side; NaN where there is none. */
export function bestAgreement(one: Quantity, others: readonly Quantity[]): number {
  let best = Number.NaN;
  for (const other of others) {
    if (other.dimension !== one.dimension) continue;
    const agreement = compareQuantities(one, other);
    if (!(best >= agreement)) best = agreement;
  }
  return best;
}

/** The same among the quantities of a record. */
function bestOfList(one: Quantity, known: readonly Quantity[], lists: Ragged, record: number): number {
  let best = Number.NaN;
  for (let at = lists.start(record); at < lists.end(record); at++) {
    const other = known[lists.data[at]];
    if (other.dimension !== one.dimension) continue;
    const agreement = compareQuantities(one, other);
    if (!(best >= agreement)) best = agreement;
  }
  return best;
}

/** Dimensions compared each on its own; the rest count in the totals. */
const ownDimensions = ['storage', 'mass', 'volume', 'length', 'count'] as const;
const places = ownDimensions.map((name) => dimensions.indexOf(name));

const worst = new Float32Array(dimensions.length);

export const quantityFeatures: FeatureGroup = {
  names: [
    'quantities agreeing',
    'quantities in conflict',
    ...ownDimensions.map((name) => `${name} agreement`),
  ],
  write(corpus, a, b, out, at) {
    worst.fill(Number.NaN);
    let agreeing = 0;
    let conflicts = 0;
    const { lists, known } = corpus.quantities;
    const isFewer = lists.end(a) - lists.start(a) <= lists.end(b) - lists.start(b);
    const [few, many] = isFewer ? [a, b] : [b, a];
    for (let place = lists.start(few); place < lists.end(few); place++) {
      const one = known[lists.data[place]];
      const agreement = bestOfList(one, known, lists, many);
      if (Number.isNaN(agreement)) continue;
      if (agreement === 0) conflicts++;
      else agreeing++;
      if (!(worst[one.dimension] <= agreement)) worst[one.dimension] = agreement;
    }
    out[at] = agreeing;
    out[at + 1] = conflicts;
    for (let own = 0; own < places.length; own++) out[at + 2 + own] = worst[places[own]];
  },
};

/** Weight of the pieces that both lists hold, and of those that one alone has: the sums and the rarest. */
const weighed = { shared: 0, sharedMax: 0, onlyA: 0, maxA: 0, onlyB: 0, maxB: 0 };

function weighPieces({ pieces, idf }: PairCorpus, a: number, b: number): void {
  const { data } = pieces;
  const endA = pieces.end(a);
  const endB = pieces.end(b);
  let i = pieces.start(a);
  let j = pieces.start(b);
  let [shared, sharedMax, onlyA, maxA, onlyB, maxB] = [0, 0, 0, 0, 0, 0];
  while (i < endA || j < endB) {
    const idA = i < endA ? data[i] : idEnd;
    const idB = j < endB ? data[j] : idEnd;
    const weight = idf[Math.min(idA, idB)];
    if (idA === idB) {
      shared += weight;
      sharedMax = Math.max(sharedMax, weight);
    } else if (idA < idB) {
      onlyA += weight;
      maxA = Math.max(maxA, weight);
    } else {
      onlyB += weight;
      maxB = Math.max(maxB, weight);
    }
    if (idA <= idB) i++;
    if (idB <= idA) j++;
  }
  weighed.shared = shared;
  weighed.sharedMax = sharedMax;
  weighed.onlyA = onlyA;
  weighed.maxA = maxA;
  weighed.onlyB = onlyB;
  weighed.maxB = maxB;
}

export const pieceFeatures: FeatureGroup = {
  names: [
    'code pieces shared',
    'code pieces rarest shared',
    'code pieces rarest only A',
    'code pieces rarest only B',
    'code pieces containment A',
    'code pieces containment B',
  ],
  write(corpus, a, b, out, at) {
    weighPieces(corpus, a, b);
    const { shared, sharedMax, onlyA, maxA, onlyB, maxB } = weighed;
    const isA = corpus.pieces.end(a) > corpus.pieces.start(a);
    const isB = corpus.pieces.end(b) > corpus.pieces.start(b);
    out[at] = isA && isB ? shared : Number.NaN;
    out[at + 1] = isA && isB ? sharedMax : Number.NaN;
    out[at + 2] = isA ? maxA : Number.NaN;
    out[at + 3] = isB ? maxB : Number.NaN;
    out[at + 4] = isA ? shared / (shared + onlyA || 1) : Number.NaN;
    out[at + 5] = isB ? shared / (shared + onlyB || 1) : Number.NaN;
  },
};
