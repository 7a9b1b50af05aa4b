import { describe, expect, it } from 'vitest';
import { fitTfidf, tfidfRow } from '#server/ml/linear/tfidf.ts';
import { toDocument } from '#server/representation/product-text.ts';
import { strongestWords, wordReasons } from './word-reasons.ts';

const product = {
  ...{
    title: 'Kettle',
    brand: 'Nordhaus',
    description: 'A lid',
    attributes: { Lid: 'flat', baseColour: 'red' },
  },
  ...{ sellerCategoryPath: null, priceMinor: 2352, currency: 'EUR' },
};

describe('wordReasons', () => {
  it("names words of the product, never those that stand for its price or for an attribute's name", () => {
    const document = toDocument(product);
    const vocabulary = fitTfidf([document, document], {
      blocks: [{ fields: document.map((_, field) => field), weight: 1 }],
      documentsMin: 1,
    });
    // Every feature of the listing speaks for class 0, those of the price the loudest.
    const table = new Float32Array(vocabulary.columnCount * 2);
    for (const column of tfidfRow(vocabulary, document).indices) table[column * 2] = 1;
    const [, , , , , price] = document;
    expect(price).toMatch(/^eur zp/);
    const reasons = wordReasons(vocabulary, { table, width: 2 }, document, 0, 1);
    expect([...reasons].sort()).toEqual(['flat', 'kettle', 'lid', 'nordhaus']);
  });
  it('says words that name something, never those that only join', () => {
    const gains = ['the', 'true', 'für', 'è', 'hammock', 'swing'].map((word, at) => [word, 9 - at] as const);
    expect(strongestWords(gains)).toEqual(['hammock', 'swing']);
  });
});
