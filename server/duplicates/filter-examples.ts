/** What the pair filter reads of some products of a catalog, merged ones too; a row depends on its listing alone. */

import { addCatalogRow } from '#server/ml/filter/catalog-rows.ts';
import { FilterRows } from '#server/ml/filter/filter-rows.ts';
import { isFlat } from '#server/ml/image/picture-distance.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { addListing } from './catalog-index.ts';
import { readListingsById } from './store-live.ts';
import { readPictureStats } from './store-picture-stats.ts';

const pageSize = 500;

export interface ProductRows {
  rows: FilterRows;
  /** Row of a product; products that are gone have none. */
  rowOf: ReadonlyMap<string, number>;
}

export async function readFilterRows(catalogId: string, productIds: Iterable<string>): Promise<ProductRows> {
  const ids = [...new Set(productIds)].sort();
  const rows = new FilterRows(Math.max(1, ids.length));
  const rowOf = new Map<string, number>();
  for (let from = 0; from < ids.length; from += pageSize) {
    const page = ids.slice(from, from + pageSize);
    const [listings, pictures] = await Promise.all([
      readListingsById(catalogId, page),
      readPictureStats(page),
    ]);
    const corpus = new CatalogCorpus();
    for (const listing of listings) {
      addListing(corpus, listing);
      const picture = pictures.get(listing.id)?.find((stats) => !isFlat(stats)) ?? null;
      rowOf.set(listing.id, addCatalogRow(rows, corpus, corpus.count - 1, picture));
    }
  }
  return { rows, rowOf };
}
