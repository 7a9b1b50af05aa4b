/** Keeps the out-of-fold answers of a training run as suggestions of its model version, with their fold. */
import { inTransaction } from '#server/db/transaction.ts';
import type { Suggestion } from './make-suggestion.ts';
import { type SuggestionToSave, saveSuggestions } from './store-suggest.ts';
import { suggestionSentence } from './suggestion-words.ts';

export interface FoldSuggestions {
  suggest: (row: number) => Suggestion;
  folds: Int32Array;
  productIds: readonly string[];
  /** What each product was when it was answered. */
  inputHashes: readonly string[];
}

/** Rows of one short transaction: nobody's click waits behind bulk work. */
const batchSize = 500;

function toRow(found: FoldSuggestions, row: number): SuggestionToSave {
  const { leaf: _leaf, against: _against, opinions, ...kept } = found.suggest(row);
  return {
    ...kept,
    productId: found.productIds[row],
    inputHash: found.inputHashes[row],
    fold: found.folds[row],
    evidence: {
      words: [],
      modalities: opinions,
      sentence: suggestionSentence({ code: 'not-seen', values: {} }),
    },
  };
}

export async function saveFoldSuggestions(modelVersionId: string, found: FoldSuggestions): Promise<void> {
  for (let from = 0; from < found.productIds.length; from += batchSize) {
    const to = Math.min(found.productIds.length, from + batchSize);
    const rows = Array.from({ length: to - from }, (_, at) => toRow(found, from + at));
    await inTransaction((tx) => saveSuggestions(tx, modelVersionId, rows));
  }
}
