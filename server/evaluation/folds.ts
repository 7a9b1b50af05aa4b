/** Folds of rows: equal input texts stay together, so that a copy of a row never tells its label, or wherever they fall. */

import { addToGroup } from '#server/ml/groups.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';

/** What copies have in common; null for a row without text, which is a copy of nothing: it may still have a picture. */
export function textKey(document: TextDocument): string | null {
  return document.some(Boolean) ? document.join('\u0001').toLowerCase() : null;
}

/** 52 bits of two multiplicative hashes: among a million texts two collide once in nine thousand tables. */
export function hashOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 15);
  }
  return (high & 0xfffff) * 2 ** 32 + (low >>> 0);
}

/**
 * Fold of each row, 0 … foldCount − 1. Same seed, same folds.
 * @param copiesTogether false spreads copies over the folds, as a table is that was split by chance
 */
export function makeFolds(
  documents: readonly TextDocument[],
  foldCount: number,
  seed: number,
  copiesTogether = true,
): Int32Array {
  const groups = new Map<number, number[]>();
  documents.forEach((document, row) => {
    const key = copiesTogether ? textKey(document) : null;
    // Rows without a copy have keys of their own, below all hashes.
    addToGroup(groups, key === null ? -1 - row : hashOf(key), row);
  });
  const folds = new Int32Array(documents.length);
  shuffle([...groups.values()], makeRng(seed)).forEach((rows, at) => {
    for (const row of rows) folds[row] = at % foldCount;
  });
  return folds;
}
