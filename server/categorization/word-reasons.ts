/** Which words of a product speak for one category against another. */
import { columnsOf, type TextDocument, type TfidfModel, tfidfRow } from '#server/ml/linear/tfidf.ts';
import { isMadeUpName } from '#server/ml/text/attribute-text.ts';
import { hashFeatures } from '#server/ml/text/hashed-features.ts';
import { foldAccents, normaliseText, splitWords } from '#server/ml/text/normalise.ts';
import { documentFields } from '#server/representation/product-text.ts';

const reasonsMax = 4;

/** The leaf's table of a linear model: features × classes. */
export interface LeafWeights {
  table: Float32Array;
  width: number;
}

/** The price is read as made-up words (as are names of attributes), which nobody could make sense of. */
const priceField = documentFields.indexOf('price');

/** What each word adds to one class over another: its own feature in every block that holds it. Strongest first. */
export function wordReasons(
  vocabulary: TfidfModel,
  weights: LeafWeights,
  document: TextDocument,
  leaf: number,
  against: number,
): string[] {
  const { table, width } = weights;
  const { indices, values } = tfidfRow(vocabulary, document);
  const columnValue = new Map<number, number>();
  indices.forEach((column, at) => columnValue.set(column, values[at]));
  const gains = new Map<string, number>();
  const words = splitWords(normaliseText(document.toSpliced(priceField, 1).join(' ')));
  for (const word of new Set(words)) {
    const [hash] = hashFeatures(foldAccents(word), 0, { words: true, bigrams: false, characters: null });
    let gain = 0;
    for (const column of columnsOf(vocabulary, hash)) {
      const value = columnValue.get(column);
      if (value === undefined) continue;
      gain += value * (table[column * width + leaf] - table[column * width + against]);
    }
    if (gain > 0 && word.length > 1 && !isMadeUpName(word)) gains.set(word, gain);
  }
  return [...gains]
    .sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
    .slice(0, reasonsMax)
    .map(([word]) => word);
}
