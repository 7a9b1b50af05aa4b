/** Labelled pairs of generated catalogs: the listings, their drawn pictures, and which are the same thing. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import type { DemoCatalog } from '#server/demo/schema.ts';
import { groupSizes, pairsWithin } from '#server/ml/groups.ts';
import { catalogCandidates } from '#server/ml/pairs/catalog-candidates.ts';
import { CatalogCorpus, type CatalogListing, type Picture } from '#server/ml/pairs/catalog-corpus.ts';
import { normalizeImage } from '#server/pixels/normalize-image.ts';

/** Drawn in a process of its own: here sharp refuses vector shapes, as it does for imports. */
export async function drawPictures(folder: string, seed: number, count: number): Promise<void> {
  const options = ['--out', folder, '--seed', String(seed), '--listings', String(count)];
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/demo/make.ts', ...options]);
}

async function pictures(catalog: DemoCatalog, seed: number): Promise<Map<string, Picture>> {
  const scratch = mkdtempSync(join(tmpdir(), 'shelfwise-pairs-'));
  const folder = join(scratch, 'catalog', 'images');
  try {
    const plans = catalog.listings.flatMap((listing) => listing.images);
    await drawPictures(join(scratch, 'catalog'), seed, catalog.listings.length);
    const found = new Map<string, Picture>();
    for (const { file } of plans) {
      const image = await normalizeImage(readFileSync(join(folder, file)));
      if (!image.ok) continue;
      const sha256 = createHash('sha256').update(image.bytes).digest('hex');
      found.set(file, { sha256, phash: image.phash });
    }
    return found;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export interface GeneratedListing extends CatalogListing {
  /** Equal for listings of one thing. */
  thing: number;
}

function listingsOf(catalog: DemoCatalog, drawn: ReadonlyMap<string, Picture>): GeneratedListing[] {
  return catalog.listings.map((listing) => ({
    ...listing,
    price: listing.priceMinor === null ? Number.NaN : listing.priceMinor / 100,
    pictures: listing.images.flatMap((image) => drawn.get(image.file) ?? []),
    thing: catalog.truth.group[listing.key],
  }));
}

/** Listings of one generated catalog with hashes of their drawn pictures. */
export async function generatedListings(seed: number, count: number): Promise<GeneratedListing[]> {
  const catalog = generateCatalog({ seed, listings: count });
  return listingsOf(catalog, await pictures(catalog, seed));
}

/** The same without pictures, which take minutes to draw. */
export function undrawnListings(seed: number, count: number): GeneratedListing[] {
  return listingsOf(generateCatalog({ seed, listings: count }), new Map());
}

/** What a catalog may lack. */
export const lacks: Record<string, (listing: GeneratedListing) => GeneratedListing> = {
  nothing: (listing) => listing,
  codes: (listing) => ({ ...listing, gtin: null, mpn: null }),
  pictures: (listing) => ({ ...listing, pictures: [] }),
  'codes and pictures': (listing) => ({ ...listing, gtin: null, mpn: null, pictures: [] }),
  'all but titles and prices': (listing) => ({
    ...listing,
    gtin: null,
    mpn: null,
    brand: null,
    description: null,
    attributes: {},
    pictures: [],
  }),
};

export interface LabelledPairs {
  corpus: CatalogCorpus;
  left: Int32Array;
  right: Int32Array;
  labels: Uint8Array;
  /** True pairs that are no candidates. */
  missed: number;
}

/** The catalog's candidates with their truth. */
export function labelledPairs(listings: readonly GeneratedListing[]): LabelledPairs {
  const corpus = new CatalogCorpus();
  for (const listing of listings) corpus.add(listing);
  corpus.finish();
  const everyone = Int32Array.from(listings.keys());
  const { left, right } = catalogCandidates(corpus, everyone);
  const labels = Uint8Array.from(left, (record, at) =>
    listings[record].thing === listings[right[at]].thing ? 1 : 0,
  );
  const truePairs = pairsWithin(groupSizes(listings.map(({ thing }) => thing)).values());
  const found = labels.reduce((sum, label) => sum + label, 0);
  return { corpus, left, right, labels, missed: truePairs - found };
}
