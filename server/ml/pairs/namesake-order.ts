/**
 * Which of the listings that share rare names is likely the same product: a logistic model over few facts that mean the same
 * in every catalog and language. It only orders: how many are kept is bounded beside. The weights are printed by
 * server/tooling/fit-namesake-order.ts, learnt on generated catalogs with and without codes.
 */
import { listingFactNames, writeListingFacts } from './listing-facts.ts';
import { idEnd, type Ragged } from './ragged.ts';

/** What the order reads of a catalog's listings. */
export interface NamesakeLists {
  /** As `encodeFacts` gives them. */
  readonly facts: Ragged;
  /** Distinct words of the title, ascending, and the weight of every word. */
  readonly titleWords: Ragged;
  readonly wordIdf: Float32Array;
  /** Distinct numbers of the whole text, ascending. */
  readonly numbers: Ragged;
}

const ownNames = ['rare names shared, log', 'title words shared', 'numbers shared'] as const;

export const namesakeFactNames: readonly string[] = [...ownNames, ...listingFactNames];

const weightOf: Readonly<Record<(typeof ownNames)[number] | (typeof listingFactNames)[number], number>> = {
  'rare names shared, log': 2.3,
  'title words shared': 1.8,
  'numbers shared': 3.8,
  'brands agree': 0.5,
  'brands differ': -3.4,
  'GTINs differ': -3.1,
  'part numbers differ': -2.2,
  'prices near': 3.6,
  'prices apart': -2.8,
  'colours agree': 0.7,
  'colours differ': -2.2,
  'measures agree': 0.5,
  'measures differ': -2.4,
  'languages differ': 3.4,
};
const weights = Float64Array.from([...ownNames, ...listingFactNames], (name) => weightOf[name]);

/** Stands for the share of numbers where a side has none. */
const noNumbers = 0.5;

/** Dice coefficient of the title words of two listings, by weight. */
function sharedTitle({ titleWords, wordIdf }: NamesakeLists, a: number, b: number): number {
  const { data } = titleWords;
  let [i, j] = [titleWords.start(a), titleWords.start(b)];
  const [endA, endB] = [titleWords.end(a), titleWords.end(b)];
  let [shared, alone] = [0, 0];
  while (i < endA || j < endB) {
    const idA = i < endA ? data[i] : idEnd;
    const idB = j < endB ? data[j] : idEnd;
    if (idA === idB) shared += wordIdf[idA];
    else alone += wordIdf[Math.min(idA, idB)];
    if (idA <= idB) i++;
    if (idB <= idA) j++;
  }
  return shared / Math.max(1e-9, shared + alone / 2);
}

/** Share of the numbers of the side with fewer that the other has too. */
function sharedNumbers({ numbers }: NamesakeLists, a: number, b: number): number {
  const { data } = numbers;
  let [i, j] = [numbers.start(a), numbers.start(b)];
  const [endA, endB] = [numbers.end(a), numbers.end(b)];
  const fewer = Math.min(endA - i, endB - j);
  if (fewer === 0) return noNumbers;
  let shared = 0;
  while (i < endA && j < endB) {
    if (data[i] === data[j]) shared++;
    if (data[i] <= data[j]) i++;
    else j++;
  }
  return shared / fewer;
}

/**
 * Writes the facts of a pair, in the order of `namesakeFactNames`.
 * @param nameScore how much the names count that both share, by the index of names
 */
export function writeNamesakeFacts(
  lists: NamesakeLists,
  a: number,
  b: number,
  nameScore: number,
  out: Float64Array,
): void {
  writeKnownFacts(lists, a, b, nameScore, out);
  out[1] = sharedTitle(lists, a, b);
  out[2] = sharedNumbers(lists, a, b);
}

/** The same without those of titles and numbers, which are 0. */
function writeKnownFacts(
  lists: NamesakeLists,
  a: number,
  b: number,
  nameScore: number,
  out: Float64Array,
): void {
  out[0] = Math.log(1e-6 + nameScore);
  out[1] = 0;
  out[2] = 0;
  writeListingFacts(lists.facts, a, b, out, ownNames.length);
}

const own = new Float64Array(namesakeFactNames.length);
/** What titles and numbers can add at most: they cost most, and are not compared where this is not enough. */
const titleMost = weights[1] + 1e-6;
const walkedMost = titleMost + weights[2];

/** What `fetch` read: were it not kept, nothing would be read. */
const fetched = new Int32Array(1);

/**
 * Reads a number of each record's facts, title and numbers. They lie all over a large catalog's memory: read one after the
 * other in a loop that does nothing else, dozens are under way at a time; met in the midst of comparing, each is waited for.
 */
function fetch({ facts, titleWords, numbers }: NamesakeLists, records: Int32Array): void {
  let sum = 0;
  for (const record of records) sum += facts.start(record) + titleWords.start(record) + numbers.start(record);
  for (const record of records)
    sum ^= facts.data[facts.start(record)] ^ titleWords.data[titleWords.start(record)];
  fetched[0] ^= sum;
}

/** The best few, best first: larger likelihood, then smaller record. */
class Best {
  readonly records: Int32Array;
  private readonly likely: Float64Array;
  count = 0;

  constructor(countMax: number) {
    this.records = new Int32Array(countMax);
    this.likely = new Float64Array(countMax);
  }

  /** What a record must reach to be among them. */
  get least(): number {
    return this.count < this.records.length ? Number.NEGATIVE_INFINITY : this.likely[this.count - 1];
  }

  add(record: number, likely: number): void {
    let at = this.count < this.records.length ? this.count++ : this.count - 1;
    while (
      at > 0 &&
      (this.likely[at - 1] < likely || (this.likely[at - 1] === likely && this.records[at - 1] > record))
    ) {
      this.likely[at] = this.likely[at - 1];
      this.records[at] = this.records[at - 1];
      at--;
    }
    this.likely[at] = likely;
    this.records[at] = record;
  }
}

/**
 * Of records that share rare names with one, those that are likely the same product, likeliest first; ties by number.
 * @param nameScores of each of the others, as `writeNamesakeFacts` takes it
 */
export function likelyNamesakes(
  lists: NamesakeLists,
  record: number,
  others: Int32Array,
  nameScores: Float32Array,
  countMax: number,
): Int32Array {
  const best = new Best(countMax);
  if (countMax === 0) return best.records;
  fetch(lists, others);
  for (let at = 0; at < others.length; at++) {
    const other = others[at];
    writeKnownFacts(lists, record, other, nameScores[at], own);
    let likely = 0;
    for (let fact = 0; fact < own.length; fact++) likely += weights[fact] * own[fact];
    if (likely + walkedMost < best.least) continue;
    const numbers = weights[2] * sharedNumbers(lists, record, other);
    if (likely + numbers + titleMost < best.least) continue;
    likely += weights[1] * sharedTitle(lists, record, other) + numbers;
    const { least } = best;
    if (likely > least || (likely === least && other < best.records[countMax - 1])) best.add(other, likely);
  }
  return best.records.subarray(0, best.count);
}
