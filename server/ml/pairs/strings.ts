/** Similarity of short strings, bounded so that one odd listing cannot cost milliseconds. */

const lengthMax = 64;
const usedA = new Uint8Array(lengthMax);
const usedB = new Uint8Array(lengthMax);

/** Jaro–Winkler similarity in 0…1 (Winkler 1990), on the first 64 code units. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const lengthA = Math.min(a.length, lengthMax);
  const lengthB = Math.min(b.length, lengthMax);
  if (lengthA === 0 || lengthB === 0) return 0;
  const matches = markMatches(a, b, lengthA, lengthB);
  if (matches === 0) return 0;
  const swaps = transpositions(a, b, lengthA);
  const jaro = (matches / lengthA + matches / lengthB + (matches - swaps / 2) / matches) / 3;
  let prefix = 0;
  while (
    prefix < 4 &&
    prefix < lengthA &&
    prefix < lengthB &&
    a.charCodeAt(prefix) === b.charCodeAt(prefix)
  ) {
    prefix++;
  }
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Marks equal units that stand near enough to each other; returns how many. */
function markMatches(a: string, b: string, lengthA: number, lengthB: number): number {
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  usedA.fill(0, 0, lengthA);
  usedB.fill(0, 0, lengthB);
  let matches = 0;
  for (let i = 0; i < lengthA; i++) {
    const unit = a.charCodeAt(i);
    const end = Math.min(lengthB - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (usedB[j] || b.charCodeAt(j) !== unit) continue;
      usedA[i] = 1;
      usedB[j] = 1;
      matches++;
      break;
    }
  }
  return matches;
}

function transpositions(a: string, b: string, lengthA: number): number {
  let swaps = 0;
  let j = 0;
  for (let i = 0; i < lengthA; i++) {
    if (!usedA[i]) continue;
    while (!usedB[j]) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) swaps++;
    j++;
  }
  return swaps;
}

const row = new Int32Array(lengthMax + 1);

/** 1 − Levenshtein distance / longer length, on the first 64 code units. */
export function editSimilarity(a: string, b: string): number {
  const lengthA = Math.min(a.length, lengthMax);
  const lengthB = Math.min(b.length, lengthMax);
  if (lengthA === 0 || lengthB === 0) return 0;
  for (let j = 0; j <= lengthB; j++) row[j] = j;
  for (let i = 1; i <= lengthA; i++) {
    let diagonal = row[0];
    row[0] = i;
    const unit = a.charCodeAt(i - 1);
    for (let j = 1; j <= lengthB; j++) {
      const above = row[j];
      const kept = diagonal + (b.charCodeAt(j - 1) === unit ? 0 : 1);
      const moved = Math.min(above, row[j - 1]) + 1;
      row[j] = Math.min(kept, moved);
      diagonal = above;
    }
  }
  return 1 - row[lengthB] / Math.max(lengthA, lengthB);
}
