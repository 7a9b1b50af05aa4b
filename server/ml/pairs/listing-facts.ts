/**
 * What tells listings of one name apart whatever their language: brand, codes, price, colours and measures, as one list of
 * integers a listing, which threads can share.
 */
import { hashedText } from './hashed-text.ts';
import type { Quantity } from './quantities.ts';
import type { Ragged } from './ragged.ts';

/** Places in a listing's list; behind them its measures, ascending. */
const brandPlace = 0;
const gtinPlace = 1;
const partPlace = 2;
const currencyPlace = 3;
const pricePlace = 4;
const colourPlace = 5;
const languagePlace = 6;
const measuresFrom = 7;

/** Stands for a fact that is not known. */
const unknown = 0;
/** Prices are kept as logarithms, in steps of half a percent. */
const priceSteps = 200;
const priceOffset = 10_000;

/** A measure: dimension, what its rounding leaves open, logarithm of the amount; both in steps of one percent. */
const amountBits = 12;
const roundingBits = 8;
const amountMask = 2 ** amountBits - 1;
const roundingMask = 2 ** roundingBits - 1;
const amountSteps = 100;
const amountOffset = 1000;
const sameAmountSteps = 2;
/** A dimension of its own, in which neighbours lie further apart than a tolerance. */
const yearDimension = 100;
const yearSteps = 20;
const firstYear = 1900;
const measuresMax = 24;

export interface KnownFacts {
  /** Letters and digits alone; empty where unknown. */
  brand: string;
  gtin: string | null;
  /** Part number, letters and digits alone. */
  part: string;
  currency: string | null;
  /** NaN where unknown. */
  price: number;
  /** Bits, as `colourBits` gives them. */
  colours: number;
  language: string | null;
  quantities: Iterable<Quantity>;
  years: Iterable<number>;
}

function hashOf(text: string | null): number {
  return text ? hashedText(text)[1] | 1 : unknown;
}

function measureOf(dimension: number, amount: number, rounding: number): number {
  const cutAmount = Math.max(0, Math.min(amountMask, amount));
  return (((dimension << roundingBits) | Math.min(roundingMask, rounding)) << amountBits) | cutAmount;
}

function addMeasures({ dimension, low, high, isImperial, rounding }: Quantity, measures: Set<number>): void {
  const step = (amount: number): number => Math.round(amountSteps * Math.log(amount)) + amountOffset;
  const open = isImperial ? Math.round((amountSteps * rounding) / low) : 0;
  measures.add(measureOf(dimension, step(low), open));
  if (high !== low) measures.add(measureOf(dimension, step(high), open));
}

/** The facts of a listing as a list of `Ragged`. */
export function encodeFacts(facts: KnownFacts): Int32Array {
  const measures = new Set<number>();
  for (const quantity of facts.quantities) addMeasures(quantity, measures);
  for (const year of facts.years) measures.add(measureOf(yearDimension, (year - firstYear) * yearSteps, 0));
  const kept = [...measures].sort((x, y) => x - y).slice(0, measuresMax);
  const list = new Int32Array(measuresFrom + kept.length);
  list[brandPlace] = hashOf(facts.brand);
  list[gtinPlace] = hashOf(facts.gtin);
  list[partPlace] = hashOf(facts.part);
  list[currencyPlace] = hashOf(facts.currency);
  if (facts.price > 0) list[pricePlace] = Math.round(priceSteps * Math.log(facts.price)) + priceOffset;
  list[colourPlace] = facts.colours;
  list[languagePlace] = hashOf(facts.language);
  list.set(kept, measuresFrom);
  return list;
}

/** What two listings tell of each other; 0 for what either does not say. */
export const listingFactNames = [
  'brands agree',
  'brands differ',
  'GTINs differ',
  'part numbers differ',
  'prices near',
  'prices apart',
  'colours agree',
  'colours differ',
  'measures agree',
  'measures differ',
  'languages differ',
] as const;

/** Prices of one currency further apart than this are not near; of two currencies, twice as far. */
const nearPrice = 0.2;
const apartMax = 1.5;
const measuresCounted = 3;

/** 1 both know it and agree, −1 both know it and differ, else 0. */
function agreement(one: number, other: number): number {
  if (one === unknown || other === unknown) return 0;
  return one === other ? 1 : -1;
}

/** Writes the facts of a pair, in the order of `listingFactNames`, from `at` on. */
export function writeListingFacts(lists: Ragged, a: number, b: number, out: Float64Array, at: number): void {
  const { data } = lists;
  const [one, other] = [lists.start(a), lists.start(b)];
  const brands = agreement(data[one + brandPlace], data[other + brandPlace]);
  out[at] = brands > 0 ? 1 : 0;
  out[at + 1] = brands < 0 ? 1 : 0;
  out[at + 2] = agreement(data[one + gtinPlace], data[other + gtinPlace]) < 0 ? 1 : 0;
  out[at + 3] = agreement(data[one + partPlace], data[other + partPlace]) < 0 ? 1 : 0;
  writePrices(data, one, other, out, at + 4);
  const [colours, otherColours] = [data[one + colourPlace], data[other + colourPlace]];
  const isColoured = colours !== 0 && otherColours !== 0;
  const isShared = (colours & otherColours) !== 0;
  out[at + 6] = isColoured && isShared ? 1 : 0;
  out[at + 7] = isColoured && !isShared ? 1 : 0;
  writeMeasures(lists, a, b, out, at + 8);
  out[at + 10] = agreement(data[one + languagePlace], data[other + languagePlace]) < 0 ? 1 : 0;
}

/** How near two prices are, and how far apart. */
function writePrices(data: Int32Array, one: number, other: number, out: Float64Array, at: number): void {
  const [price, otherPrice] = [data[one + pricePlace], data[other + pricePlace]];
  const isPriced = price !== unknown && otherPrice !== unknown;
  const apart = Math.abs(price - otherPrice) / priceSteps;
  const isOneCurrency = agreement(data[one + currencyPlace], data[other + currencyPlace]) >= 0;
  out[at] = isPriced ? Math.max(0, 1 - apart / (isOneCurrency ? nearPrice : 2 * nearPrice)) : 0;
  out[at + 1] = isPriced ? Math.min(apartMax, apart) : 0;
}

/** How many measures of the one listing the other has, and how many it states otherwise. */
function writeMeasures(lists: Ragged, a: number, b: number, out: Float64Array, at: number): void {
  const { data } = lists;
  const [from, to] = [lists.start(b) + measuresFrom, lists.end(b)];
  let [agreeing, differing] = [0, 0];
  for (let i = lists.start(a) + measuresFrom; i < lists.end(a); i++) {
    let isTold = false;
    let isEqual = false;
    for (let j = from; j < to && !isEqual; j++) {
      if (data[i] >> (amountBits + roundingBits) !== data[j] >> (amountBits + roundingBits)) continue;
      isTold = true;
      isEqual = isSameAmount(data[i], data[j]);
    }
    if (isEqual) agreeing++;
    else if (isTold) differing++;
  }
  out[at] = Math.min(measuresCounted, agreeing);
  out[at + 1] = Math.min(measuresCounted, differing);
}

function isSameAmount(one: number, other: number): boolean {
  const open = ((one >> amountBits) & roundingMask) + ((other >> amountBits) & roundingMask);
  return Math.abs((one & amountMask) - (other & amountMask)) <= sameAmountSteps + open;
}
