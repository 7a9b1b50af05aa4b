/** Reasons why two listings are one product or not, as codes with values, and what they say in English: the only place. */
import type { Dimension } from './quantities.ts';

interface QuantityValues {
  dimension: Dimension;
  one: string;
  other: string[];
}

type Nothing = Record<string, never>;

/** What each code says of; `one` and `other` are as the listings write them; a dimension and colours are codes of ours. */
interface ReasonValues {
  'same-gtin': { gtin: string };
  'different-gtin': Nothing;
  'same-part-number': { number: string };
  'same-model-number': { number: string };
  'different-part-numbers': Nothing;
  'same-picture': Nothing;
  'near-picture': Nothing;
  'common-picture': Nothing;
  'same-quantity': QuantityValues;
  'different-quantity': QuantityValues;
  'quantity-in-range': QuantityValues;
  'same-brand': Nothing;
  'different-brands': Nothing;
  'different-colours': { one: string[]; other: string[] };
  'near-price': Nothing;
  'prices-apart': { times: number };
  'same-attributes': { names: string[] };
  'different-attributes': { names: string[] };
  'same-title': Nothing;
  'words-of-both': { words: string[] };
  'words-of-one': { words: string[] };
  /** A sentence that was written before reasons had codes. */
  said: { text: string };
}

type Code = keyof ReasonValues;

export type PairReason = { [One in Code]: { code: One; values: ReasonValues[One] } }[Code];

export interface PairReasons {
  for: PairReason[];
  against: PairReason[];
}

const words: { [One in Code]: (values: ReasonValues[One]) => string } = {
  'same-gtin': ({ gtin }) => `same GTIN ${gtin}`,
  'different-gtin': () => 'different GTIN',
  'same-part-number': ({ number }) => `same part number ${number}`,
  'same-model-number': ({ number }) => `same model number ${number}`,
  'different-part-numbers': () => 'different part numbers',
  'same-picture': () => 'the very same picture',
  'near-picture': () => 'nearly the same picture',
  'common-picture': () => 'many other listings have nearly this picture',
  'same-quantity': ({ dimension, one }) => `same ${dimension}: ${one}`,
  'different-quantity': ({ dimension, one, other }) =>
    `different ${dimension}: ${one} against ${other.join(', ')}`,
  'quantity-in-range': ({ dimension, one, other }) =>
    `${dimension} within a range: ${one} and ${other.join(', ')}`,
  'same-brand': () => 'same brand',
  'different-brands': () => 'different brands',
  'different-colours': ({ one, other }) => `colour ${one.join(', ')} against ${other.join(', ')}`,
  'near-price': () => 'about the same price',
  'prices-apart': ({ times }) => `prices ${times.toFixed(1)} times apart`,
  'same-attributes': ({ names }) => `same ${names.join(', ')}`,
  'different-attributes': ({ names }) => `different ${names.join(', ')}`,
  'same-title': () => 'the same title',
  'words-of-both': ({ words: some }) => `both say ${some.map((word) => `“${word}”`).join(', ')}`,
  'words-of-one': ({ words: some }) => `only one says ${some.map((word) => `“${word}”`).join(', ')}`,
  said: ({ text }) => text,
};

const say = <One extends Code>(code: One, values: ReasonValues[One]): string => words[code](values);

/** One reason in English. */
export function reasonWords(reason: PairReason): string {
  return say(reason.code, reason.values);
}
