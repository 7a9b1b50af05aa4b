/** Which values of an attribute a text states itself. */
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { foldAccents, normaliseText, splitWords } from '#server/ml/text/normalise.ts';

const wordsOf = (text: string): string[] => splitWords(foldAccents(normaliseText(text)));

/** Values of several words count for more: "dark blue" is more than "blue". */
export function writtenValues(
  documents: readonly TextDocument[],
  vocabularies: readonly (readonly string[])[],
): Float32Array[] {
  const words = vocabularies.map((values) => values.map(wordsOf));
  const found = vocabularies.map((values) => new Float32Array(documents.length * (values.length + 1)));
  documents.forEach((document, row) => {
    const own = new Set(wordsOf(document.join(' ')));
    words.forEach((values, at) => {
      values.forEach((value, label) => {
        if (value.length > 0 && value.every((word) => own.has(word)))
          found[at][row * (values.length + 1) + label] = value.length;
      });
    });
  });
  return found;
}
