/**
 * The catalog prepared for matching, for bulk stages in the worker alone (single products are scored from the database).
 * Kept while nothing changes, so that the batches of a run share it; one catalog at a time bounds the memory.
 */
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { type ListingRow, listingsStamp, readListings } from './store-listings.ts';

const pageSize = 2000;

export interface CatalogIndex {
  corpus: CatalogCorpus;
  /** Product id of every record, ascending, and back. */
  ids: string[];
  recordOf: ReadonlyMap<string, number>;
}

function textAttributes(attributes: unknown): Record<string, string> {
  if (typeof attributes !== 'object' || attributes === null) return {};
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([name, value]) => [name, String(value).slice(0, 300)]),
  );
}

export function addListing(corpus: CatalogCorpus, row: ListingRow): void {
  corpus.add({
    title: row.title,
    description: row.description,
    brand: row.brand,
    gtin: row.gtin,
    mpn: row.mpn,
    price: row.priceMinor === null ? Number.NaN : Number(row.priceMinor) / 100,
    currency: row.currency,
    sellerKey: row.sellerId,
    locale: row.locale,
    attributes: textAttributes(row.attributes),
    pictures: row.pictures.map(([sha256, phash]) => ({
      sha256,
      phash: phash === null ? null : BigInt(phash),
    })),
  });
}

async function buildIndex(catalogId: string): Promise<CatalogIndex> {
  const corpus = new CatalogCorpus();
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const rows: ListingRow[] = await readListings(catalogId, after, pageSize);
    for (const row of rows) {
      addListing(corpus, row);
      ids.push(row.id);
    }
    if (rows.length < pageSize) break;
    after = rows[rows.length - 1].id;
  }
  corpus.finish();
  return { corpus, ids, recordOf: new Map(ids.map((id, record) => [id, record])) };
}

let kept: { catalogId: string; stamp: string; index: Promise<CatalogIndex> } | null = null;

/** The index of a catalog as it is now. */
export async function catalogIndex(catalogId: string): Promise<CatalogIndex> {
  const stamp = await listingsStamp(catalogId);
  if (kept?.catalogId !== catalogId || kept.stamp !== stamp) {
    kept = { catalogId, stamp, index: buildIndex(catalogId) };
    kept.index.catch(() => {
      kept = null;
    });
  }
  return kept.index;
}
