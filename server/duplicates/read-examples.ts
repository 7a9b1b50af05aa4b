/** A corpus of the whole catalog and of named products besides, merged ones too: what a pair matcher learns on. */
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { addListing } from './catalog-index.ts';
import { type ListingRow, readListings } from './store-listings.ts';
import { readListingsById } from './store-live.ts';

const pageSize = 2000;
const idsMax = 500;

/** @returns the corpus, and the record of every product in it */
export async function corpusWith(
  catalogId: string,
  productIds: readonly string[],
): Promise<{ corpus: CatalogCorpus; recordOf: ReadonlyMap<string, number> }> {
  const corpus = new CatalogCorpus();
  const recordOf = new Map<string, number>();
  const add = (row: ListingRow): void => {
    recordOf.set(row.id, corpus.count);
    addListing(corpus, row);
  };
  for (let after: string | null = null; ; ) {
    const rows: ListingRow[] = await readListings(catalogId, after, pageSize);
    rows.forEach(add);
    if (rows.length < pageSize) break;
    after = rows[rows.length - 1].id;
  }
  // Merged listings are no part of the catalog any more, but what people said of them still teaches.
  const missing = [...new Set(productIds)].filter((id) => !recordOf.has(id)).sort();
  for (let from = 0; from < missing.length; from += idsMax) {
    const rows = await readListingsById(catalogId, missing.slice(from, from + idsMax));
    rows.forEach(add);
  }
  corpus.finish();
  return { corpus, recordOf };
}
