/** Which words of a product speak for one category against another. */
import { columnsOf, type TextDocument, type TfidfModel, tfidfRow } from '#server/ml/linear/tfidf.ts';
import { isMadeUpName, madeUpPrefix } from '#server/ml/text/attribute-text.ts';
import { isFunctionWord } from '#server/ml/text/function-words.ts';
import { hashFeatures } from '#server/ml/text/hashed-features.ts';
import { foldAccents, normaliseText, splitWords } from '#server/ml/text/normalise.ts';
import { documentFields } from '#server/representation/product-text.ts';

const reasonsMax = 4;

/** The leaf's table of a linear model: features × classes. */
export interface LeafWeights {
  table: Float32Array;
  width: number;
}

const attributesField = documentFields.indexOf('attributes');

/** The price is read as made-up words (as are names of attributes), which nobody could make sense of. */
const priceField = documentFields.indexOf('price');

const wordsOf = (texts: readonly string[]): string[] => splitWords(normaliseText(texts.join(' ')));

/** Words that are there as the name of an attribute and nowhere else: of every listing of a feed with that column. */
function namesAlone(words: readonly string[], document: TextDocument): ReadonlySet<string> {
  const names = words.filter(isMadeUpName).map((name) => name.slice(madeUpPrefix.length));
  const said = new Set(names.length > 0 ? wordsOf(document.toSpliced(attributesField, 1)) : []);
  return new Set(names.filter((name) => !said.has(name)));
}

/**
 * The words of a document, the price and names of attributes apart, each with the columns of its own feature in every block that
 * holds it.
 */
export function wordColumns(
  vocabulary: TfidfModel,
  document: TextDocument,
): { word: string; columns: number[] }[] {
  const words = wordsOf(document.toSpliced(priceField, 1));
  const names = namesAlone(words, document);
  return [...new Set(words)]
    .filter((word) => !names.has(word))
    .map((word) => {
      const [hash] = hashFeatures(foldAccents(word), 0, { words: true, bigrams: false, characters: null });
      return { word, columns: columnsOf(vocabulary, hash) };
    });
}

/** Words that gain something and name something, the strongest first. */
export function strongestWords(gains: readonly (readonly [word: string, gain: number])[]): string[] {
  return gains
    .filter(
      ([word, gain]) =>
        gain > 0 && word.length > 1 && !isMadeUpName(word) && !isFunctionWord(foldAccents(word)),
    )
    .sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
    .slice(0, reasonsMax)
    .map(([word]) => word);
}

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
  return strongestWords(
    wordColumns(vocabulary, document).map(({ word, columns }) => {
      let gain = 0;
      for (const column of columns) {
        const value = columnValue.get(column);
        if (value !== undefined)
          gain += value * (table[column * width + leaf] - table[column * width + against]);
      }
      return [word, gain];
    }),
  );
}
