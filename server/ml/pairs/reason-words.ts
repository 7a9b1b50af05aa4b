/** Reasons why two listings are one product or not, as codes with values, and what they say in English: the only place. */
import type { Dimension } from './quantities.ts';

/** `one` and `other` are as the listings write them; a dimension and colours are codes of ours. */
export type PairReason =
  | { code: 'same-gtin'; values: { gtin: string } }
  | { code: 'same-part-number' | 'same-model-number'; values: { number: string } }
  | {
      code: 'same-quantity' | 'different-quantity' | 'quantity-in-range';
      values: { dimension: Dimension; one: string; other: string[] };
    }
  | { code: 'different-colours'; values: { one: string[]; other: string[] } }
  | { code: 'prices-apart'; values: { times: number } }
  | { code: 'same-attributes' | 'different-attributes'; values: { names: string[] } }
  | { code: 'words-of-one'; values: { words: string[] } }
  | { code: PlainCode; values: Record<string, never> }
  /** A sentence that was written before reasons had codes. */
  | { code: 'said'; values: { text: string } };

type PlainCode =
  | 'different-gtin'
  | 'different-part-numbers'
  | 'same-picture'
  | 'near-picture'
  | 'same-brand'
  | 'different-brands'
  | 'near-price';

export interface PairReasons {
  for: PairReason[];
  against: PairReason[];
}

const plainWords: Record<PlainCode, string> = {
  'different-gtin': 'different GTIN',
  'different-part-numbers': 'different part numbers',
  'same-picture': 'the very same picture',
  'near-picture': 'nearly the same picture',
  'same-brand': 'same brand',
  'different-brands': 'different brands',
  'near-price': 'about the same price',
};

/** One reason in English. */
export function reasonWords(reason: PairReason): string {
  switch (reason.code) {
    case 'same-gtin':
      return `same GTIN ${reason.values.gtin}`;
    case 'same-part-number':
      return `same part number ${reason.values.number}`;
    case 'same-model-number':
      return `same model number ${reason.values.number}`;
    case 'same-quantity':
      return `same ${reason.values.dimension}: ${reason.values.one}`;
    case 'different-quantity':
      return `different ${reason.values.dimension}: ${reason.values.one} against ${reason.values.other.join(', ')}`;
    case 'quantity-in-range':
      return `${reason.values.dimension} within a range: ${reason.values.one} and ${reason.values.other.join(', ')}`;
    case 'different-colours':
      return `colour ${reason.values.one.join(', ')} against ${reason.values.other.join(', ')}`;
    case 'prices-apart':
      return `prices ${reason.values.times.toFixed(1)} times apart`;
    case 'same-attributes':
      return `same ${reason.values.names.join(', ')}`;
    case 'different-attributes':
      return `different ${reason.values.names.join(', ')}`;
    case 'words-of-one':
      return `only one says ${reason.values.words.map((word) => `“${word}”`).join(', ')}`;
    case 'said':
      return reason.values.text;
    default:
      return plainWords[reason.code];
  }
}
