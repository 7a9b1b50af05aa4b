/**
 * Rows whose text is, letter for letter, that of labelled rows. What such a copy tells depends on the table: in a feed of
 * offers it nearly gives the answer, in a shop that lists a product once in each of its leaves it says which leaf the
 * other one is not. So two heads say "as the copies" and "not as the copies", and held-out rows decide which counts.
 */

import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { addToGroup } from '#server/ml/groups.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { hashOf, textKey } from './folds.ts';
import { emptyHead } from './heads.ts';

/** Labelled rows by their text. */
export class CopyIndex {
  /** By a hash of the text: a million texts as keys would be held a second time. */
  private readonly rows = new Map<number, number[]>();

  constructor(documents: readonly TextDocument[]) {
    documents.forEach((document, row) => {
      const key = textKey(document);
      if (key !== null) addToGroup(this.rows, hashOf(key), row);
    });
  }

  /** Rows with this text, but for those that `leavesOut` names. */
  find(document: TextDocument, leavesOut: (row: number) => boolean): number[] {
    const key = textKey(document);
    return key === null ? [] : (this.rows.get(hashOf(key)) ?? []).filter((row) => !leavesOut(row));
  }
}

/** The heads 'copies' and 'unlike copies': the share of a row's copies that has each label, and its opposite. */
export function copyHeads(
  copies: readonly (readonly number[])[],
  labels: readonly Int32Array[],
  classCounts: readonly number[],
): HeadScores[] {
  const like = emptyHead('copies', copies.length, classCounts);
  const unlike = emptyHead('unlike copies', copies.length, classCounts);
  copies.forEach((found, row) => {
    if (found.length === 0) return;
    like.present[row] = 1;
    unlike.present[row] = 1;
    classCounts.forEach((count, level) => {
      for (const copy of found) {
        const label = labels[level][copy];
        if (label < 0) continue;
        like.levels[level][row * count + label] += 1 / found.length;
        unlike.levels[level][row * count + label] -= 1 / found.length;
      }
    });
  });
  return [like, unlike];
}
