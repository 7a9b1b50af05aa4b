/** The work of `ListingPreparer` as one thread does it: some listings, prepared as a small catalog of their own. */
import { packedParts } from '#server/ml/pairs/array-room.ts';
import { CatalogCorpus, type CatalogListing, type CatalogParts } from '#server/ml/pairs/catalog-corpus.ts';

export interface PrepareTask {
  listings: readonly CatalogListing[];
}

/** The parts of the small catalog, and their buffers, which go over to the thread that asked. */
export function runPrepareTask({ listings }: PrepareTask): { parts: CatalogParts; buffers: ArrayBuffer[] } {
  const corpus = new CatalogCorpus();
  for (const listing of listings) corpus.add(listing);
  return packedParts(corpus.parts);
}
