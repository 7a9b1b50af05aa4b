/** Why a category is suggested, in English and back: kept with the suggestion as a sentence, shown from its parts. Pure. */
import type { SuggestionReason } from './schema-card.ts';

const whole = 'the product as a whole';
const apart = {
  'not-seen': 'by a model that did not see this product',
  'not-in-use': 'by a model that is not in use',
} as const;

/** The sentence that is stored beside a suggestion. */
export function suggestionSentence(reason: SuggestionReason): string {
  if (reason.code === 'said') return reason.values.text;
  if (reason.code !== 'seen') return apart[reason.code];
  const { words, agreeing, near } = reason.values;
  const said = words.length ? words.map((word) => `“${word}”`).join(', ') : whole;
  return near === 0 ? said : `${said}; ${agreeing} of ${near} similar products are filed there`;
}

/** The parts of a stored sentence; the words themselves are stored beside it. */
export function readSuggestionReason(sentence: string, words: string[]): SuggestionReason {
  if (sentence === apart['not-seen']) return { code: 'not-seen', values: {} };
  if (sentence === apart['not-in-use']) return { code: 'not-in-use', values: {} };
  const counts = /; (\d+) of (\d+) similar products are filed there$/.exec(sentence);
  const values = { words, agreeing: Number(counts?.[1] ?? 0), near: Number(counts?.[2] ?? 0) };
  const reason: SuggestionReason = { code: 'seen', values };
  return suggestionSentence(reason) === sentence ? reason : { code: 'said', values: { text: sentence } };
}
