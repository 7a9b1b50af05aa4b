/** Folds of rows: equal input texts stay together, so that a copy of a row never tells its label. */

import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';

/** Fold of each row, 0 … foldCount − 1. Same seed, same folds. */
export function makeFolds(documents: readonly TextDocument[], foldCount: number, seed: number): Int32Array {
  const groups = new Map<string, number[]>();
  documents.forEach((document, row) => {
    // A row without text is a copy of nothing: it may still have a picture.
    const isEmpty = document.every((text) => !text);
    const key = isEmpty ? `\u0000${row}` : document.join('\u0001').toLowerCase();
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  });
  const folds = new Int32Array(documents.length);
  shuffle([...groups.values()], makeRng(seed)).forEach((rows, at) => {
    for (const row of rows) folds[row] = at % foldCount;
  });
  return folds;
}
