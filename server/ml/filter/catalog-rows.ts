/** Rows of a catalog's listings, from what is prepared for matching already. */
import type { CatalogCorpus } from '../pairs/catalog-corpus.ts';
import { hashedText } from '../pairs/hashed-text.ts';
import type { FilterRows } from './filter-rows.ts';

/** Any 32 bits but 0; 0 where there is no text. */
function hashOf(text: string | null): number {
  return text ? hashedText(text)[1] || 1 : 0;
}

/**
 * Adds the row of a record; its number is the one after the last. It depends on the listing alone, not on its catalog.
 * @param picture statistics of the listing's first picture that is not of one colour; null without one
 */
export function addCatalogRow(
  rows: FilterRows,
  corpus: CatalogCorpus,
  record: number,
  picture: Uint8Array | null,
): number {
  const { text } = corpus;
  const hashes = (ids: Int32Array): Int32Array => ids.map((id) => text.words.hashOf(id));
  const codes = [...hashes(text.pieces.of(record)), ...hashes(text.numbers.of(record))];
  return rows.add({
    words: hashes(text.titleWords.of(record)),
    codes,
    numbers: hashes(text.allNumbers.of(record)),
    grams: text.grams.of(record),
    price: text.prices.data[record],
    brand: hashOf(text.brands.of(record)),
    gtin: hashOf(corpus.gtins.of(record)),
    part: hashOf(corpus.mpns.of(record)),
    currency: hashOf(corpus.currencies.of(record)),
    language: hashOf(corpus.locales.of(record)),
    seller: hashOf(corpus.sellers.of(record)),
    page: corpus.pageOf(record),
    colours: corpus.colours.data[record],
    picture,
  });
}
