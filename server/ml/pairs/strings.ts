/**
 * Similarity of short strings on their first 64 code units, bit-parallel: where a unit stands in a string is a mask of two
 * 32-bit words, so that a step costs some operations and not a walk. A pair of listings takes dozens of these.
 */

const lengthMax = 64;
/** Where each code unit stands in the string at hand: places 0…31 and 32…63. Cleared after every use. */
const placesLow = new Int32Array(1 << 16);
const placesHigh = new Int32Array(1 << 16);

/** Marks where the units of text[from, to) stand, counted from `from`. */
function markPlaces(text: string, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (at - from < 32) placesLow[unit] |= 1 << (at - from);
    else placesHigh[unit] |= 1 << (at - from - 32);
  }
}

function clearPlaces(text: string, from: number, to: number): void {
  for (let at = from; at < to; at++) {
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
  const isShort = lengthA <= 32 && lengthB <= 32;
  const matches = isShort ? countShortMatches(a, b, lengthA, lengthB) : countMatches(a, b, lengthA, lengthB);
  if (matches === 0) return 0;
  const jaro = (matches / lengthA + matches / lengthB + (matches - swaps(a, b) / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < Math.min(4, lengthA, lengthB) && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Matched units of either side, as set bits. */
const matched = { aLow: 0, aHigh: 0, bLow: 0, bHigh: 0 };

/** Gives each unit of `a` the first free equal unit of `b` that stands near enough. Returns how many found one. */
function countMatches(a: string, b: string, lengthA: number, lengthB: number): number {
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  markPlaces(b, 0, lengthB);
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
  clearPlaces(b, 0, lengthB);
  matched.aLow = aLow;
  matched.aHigh = aHigh;
  matched.bLow = bLow;
  matched.bHigh = bHigh;
  return matches;
}

/** The same of strings of up to 32 units, whose places are one word each: nearly all words of a listing. */
function countShortMatches(a: string, b: string, lengthA: number, lengthB: number): number {
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  for (let at = 0; at < lengthB; at++) placesLow[b.charCodeAt(at)] |= 1 << at;
  let own = 0;
  let other = 0;
  let matches = 0;
  for (let at = 0; at < lengthA; at++) {
    const to = at + reach;
    const near = (at > reach ? -1 << (at - reach) : -1) & (to < 31 ? (2 << to) - 1 : -1);
    const free = placesLow[a.charCodeAt(at)] & ~other & near;
    if (free === 0) continue;
    other |= free & -free;
    own |= 1 << at;
    matches++;
  }
  for (let at = 0; at < lengthB; at++) placesLow[b.charCodeAt(at)] = 0;
  matched.aLow = own;
  matched.aHigh = 0;
  matched.bLow = other;
  matched.bHigh = 0;
  return matches;
}

/** Place of the lowest bit. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** Matched units that differ from their opposite number in order. */
function swaps(a: string, b: string): number {
  let { aLow, aHigh, bLow, bHigh } = matched;
  let count = 0;
  while ((aLow | aHigh) !== 0) {
    const at = aLow === 0 ? 32 + lowest(aHigh) : lowest(aLow);
    const place = bLow === 0 ? 32 + lowest(bHigh) : lowest(bLow);
    if (aLow === 0) aHigh &= aHigh - 1;
    else aLow &= aLow - 1;
    if (bLow === 0) bHigh &= bHigh - 1;
    else bLow &= bLow - 1;
    if (a.charCodeAt(at) !== b.charCodeAt(place)) count++;
  }
  return count;
}

/**
 * Levenshtein distance to a string whose units stand in `placesLow`, of 1 to 32 units: Myers, "A fast bit-vector algorithm for
 * approximate string matching", JACM 1999, figure 8.
 */
function shortDistance(length: number, b: string, from: number, to: number): number {
  const last = length - 1;
  let plus = -1;
  let minus = 0;
  let distance = length;
  for (let at = from; at < to; at++) {
    const equal = placesLow[b.charCodeAt(at)];
    const across = ((((equal & plus) + plus) | 0) ^ plus) | equal;
    const up = minus | ~(across | plus);
    const down = plus & across;
    distance += ((up >>> last) & 1) - ((down >>> last) & 1);
    const vertical = equal | minus;
    const next = (up << 1) | 1;
    plus = (down << 1) | ~(vertical | next);
    minus = next & vertical;
  }
  return distance;
}

/** The same of 33 to 64 units: the lower 32 rows hand their horizontal difference up to the others (section 4). */
function longDistance(length: number, b: string, from: number, to: number): number {
  const last = length - 33;
  let plus = -1;
  let minus = 0;
  let highPlus = -1;
  let highMinus = 0;
  let distance = length;
  for (let at = from; at < to; at++) {
    const unit = b.charCodeAt(at);
    let equal = placesLow[unit];
    let across = ((((equal & plus) + plus) | 0) ^ plus) | equal;
    let up = minus | ~(across | plus);
    let down = plus & across;
    let vertical = equal | minus;
    const carryUp = up >>> 31;
    const carryDown = down >>> 31;
    up = (up << 1) | 1;
    plus = (down << 1) | ~(vertical | up);
    minus = up & vertical;
    equal = placesHigh[unit];
    vertical = equal | highMinus;
    equal |= carryDown;
    across = ((((equal & highPlus) + highPlus) | 0) ^ highPlus) | equal;
    up = highMinus | ~(across | highPlus);
    down = highPlus & across;
    distance += ((up >>> last) & 1) - ((down >>> last) & 1);
    up = (up << 1) | carryUp;
    highPlus = (down << 1) | carryDown | ~(vertical | up);
    highMinus = up & vertical;
  }
  return distance;
}

/** 1 − Levenshtein distance / longer length. */
export function editSimilarity(a: string, b: string): number {
  const lengthA = Math.min(a.length, lengthMax);
  const lengthB = Math.min(b.length, lengthMax);
  if (lengthA === 0 || lengthB === 0) return 0;
  // What both begin and end with costs nothing: of two likely titles often most.
  let from = 0;
  let [endA, endB] = [lengthA, lengthB];
  while (from < endA && from < endB && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  while (endA > from && endB > from && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  return 1 - innerDistance(a, b, from, endA, endB) / Math.max(lengthA, lengthB);
}

/** Distance of a[from, endA) and b[from, endB). */
function innerDistance(a: string, b: string, from: number, endA: number, endB: number): number {
  const length = endA - from;
  if (length === 0 || endB === from) return Math.max(length, endB - from);
  markPlaces(a, from, endA);
  const distance = length <= 32 ? shortDistance(length, b, from, endB) : longDistance(length, b, from, endB);
  clearPlaces(a, from, endA);
  return distance;
}
