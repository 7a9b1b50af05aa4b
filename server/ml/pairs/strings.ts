/**
 * Similarity of short strings on their first 64 code units, bit-parallel: where a unit stands in a string is a mask of two
 * 32-bit words, so that a step costs some operations and not a walk. A pair of listings takes dozens of these.
 */

const lengthMax = 64;
/** Where each code unit stands in the string at hand: places 0…31 and 32…63. Cleared after every use. */
const placesLow = new Int32Array(1 << 16);
const placesHigh = new Int32Array(1 << 16);

function markPlaces(text: string, length: number): void {
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at);
    if (at < 32) placesLow[unit] |= 1 << at;
    else placesHigh[unit] |= 1 << (at - 32);
  }
}

function clearPlaces(text: string, length: number): void {
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at);
    placesLow[unit] = 0;
    placesHigh[unit] = 0;
  }
}

/** Jaro–Winkler similarity in 0…1 (Winkler 1990). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const lengthA = Math.min(a.length, lengthMax);
  const lengthB = Math.min(b.length, lengthMax);
  if (lengthA === 0 || lengthB === 0) return 0;
  const matches = countMatches(a, b, lengthA, lengthB);
  if (matches === 0) return 0;
  const jaro = (matches / lengthA + matches / lengthB + (matches - swaps(a, b, lengthA) / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < Math.min(4, lengthA, lengthB) && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Matched units of either side, as set bits. */
const matched = { aLow: 0, aHigh: 0, bLow: 0, bHigh: 0 };

/** Gives each unit of `a` the first free equal unit of `b` that stands near enough. Returns how many found one. */
function countMatches(a: string, b: string, lengthA: number, lengthB: number): number {
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  markPlaces(b, lengthB);
  let aLow = 0;
  let aHigh = 0;
  let bLow = 0;
  let bHigh = 0;
  let matches = 0;
  for (let at = 0; at < lengthA; at++) {
    const unit = a.charCodeAt(at);
    const from = Math.max(0, at - reach);
    const to = at + reach;
    const low = placesLow[unit] & ~bLow & (from < 32 ? -1 << from : 0) & (to < 31 ? (2 << to) - 1 : -1);
    const high =
      placesHigh[unit] &
      ~bHigh &
      (from > 32 ? -1 << (from - 32) : -1) &
      (to < 32 ? 0 : to < 63 ? (2 << (to - 32)) - 1 : -1);
    if (low !== 0) bLow |= low & -low;
    else if (high !== 0) bHigh |= high & -high;
    else continue;
    if (at < 32) aLow |= 1 << at;
    else aHigh |= 1 << (at - 32);
    matches++;
  }
  clearPlaces(b, lengthB);
  matched.aLow = aLow;
  matched.aHigh = aHigh;
  matched.bLow = bLow;
  matched.bHigh = bHigh;
  return matches;
}

/** Matched units that differ from their opposite number in order. */
function swaps(a: string, b: string, lengthA: number): number {
  let { bLow, bHigh } = matched;
  let count = 0;
  for (let at = 0; at < lengthA; at++) {
    const isMatched = at < 32 ? matched.aLow & (1 << at) : matched.aHigh & (1 << (at - 32));
    if (!isMatched) continue;
    let place: number;
    if (bLow !== 0) {
      place = 31 - Math.clz32(bLow & -bLow);
      bLow &= bLow - 1;
    } else {
      place = 63 - Math.clz32(bHigh & -bHigh);
      bHigh &= bHigh - 1;
    }
    if (a.charCodeAt(at) !== b.charCodeAt(place)) count++;
  }
  return count;
}

/** Vertical differences of one block of 32 rows, and what it hands down to the next. */
interface Block {
  plus: number;
  minus: number;
}

/**
 * One column of one block: Myers, "A fast bit-vector algorithm for approximate string matching", JACM 1999, section 4.
 * @param carry horizontal difference that comes in from above: −1, 0, 1
 * @param last bit of the block's last row
 * @returns the horizontal difference at its last row
 */
function advance(block: Block, equal: number, carry: number, last: number): number {
  const { plus, minus } = block;
  const vertical = equal | minus;
  const met = carry < 0 ? equal | 1 : equal;
  const across = ((((met & plus) + plus) | 0) ^ plus) | met;
  let up = minus | ~(across | plus);
  let down = plus & across;
  const out = (up & last ? 1 : 0) - (down & last ? 1 : 0);
  up = (up << 1) | (carry > 0 ? 1 : 0);
  down = (down << 1) | (carry < 0 ? 1 : 0);
  block.plus = down | ~(vertical | up);
  block.minus = up & vertical;
  return out;
}

const lowBlock: Block = { plus: 0, minus: 0 };
const highBlock: Block = { plus: 0, minus: 0 };

/** 1 − Levenshtein distance / longer length. */
export function editSimilarity(a: string, b: string): number {
  const lengthA = Math.min(a.length, lengthMax);
  const lengthB = Math.min(b.length, lengthMax);
  if (lengthA === 0 || lengthB === 0) return 0;
  markPlaces(a, lengthA);
  lowBlock.plus = -1;
  lowBlock.minus = 0;
  highBlock.plus = -1;
  highBlock.minus = 0;
  const isOneBlock = lengthA <= 32;
  const last = 1 << ((lengthA - 1) & 31);
  let distance = lengthA;
  for (let at = 0; at < lengthB; at++) {
    const unit = b.charCodeAt(at);
    if (isOneBlock) distance += advance(lowBlock, placesLow[unit], 1, last);
    else {
      const carry = advance(lowBlock, placesLow[unit], 1, 1 << 31);
      distance += advance(highBlock, placesHigh[unit], carry, last);
    }
  }
  clearPlaces(a, lengthA);
  return 1 - distance / Math.max(lengthA, lengthB);
}
