/**
 * Feeds of the kill test: the first has 400 listings with their category, enough to train on, and listings without one,
 * which all come into the queue of people; the later ones are imported while things are killed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import type { Listing } from '#server/demo/schema.ts';
import { leafByCode, leafPath, taxonomyCsv } from '#server/demo/taxonomy.ts';

const withCategory = 400;
const laterRows = 80;
const sellers = ['marketgross', 'bazaar'];

export interface KillFeeds {
  taxonomy: string;
  /** Files in the order in which they are imported. */
  feeds: { file: string; rows: number; seller: string }[];
}

const columns = ['sku', 'title', 'brand', 'ean', 'description', 'price', 'category'];

function csv(listings: readonly { listing: Listing; categorised: boolean }[]): string {
  const rows = listings.map(({ listing, categorised }) => {
    const leaf = leafByCode.get(listing.givenCode);
    return [
      ...[listing.sku, listing.title, listing.brand ?? '', listing.gtin ?? '', listing.description ?? ''],
      ...[listing.priceMinor === null ? '' : (listing.priceMinor / 100).toFixed(2)],
      ...[categorised && leaf ? leafPath(leaf, 'en').join(' > ') : ''],
    ];
  });
  return [columns, ...rows]
    .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`)
    .join('');
}

/** Writes the files: one first feed with `waiting` listings for people, then `later` small ones. */
export function makeKillFeeds(folder: string, waiting: number, later: number): KillFeeds {
  mkdirSync(folder, { recursive: true });
  const wanted = withCategory + waiting + later * laterRows;
  const all = generateCatalog({ seed: 91, listings: wanted * 4 }).listings;
  const own = all.filter((listing) => sellers.includes(listing.sellerKey)).slice(0, wanted);
  const taxonomy = path.join(folder, 'taxonomy.csv');
  writeFileSync(taxonomy, taxonomyCsv());
  const feeds: KillFeeds['feeds'] = [];
  const write = (name: string, listings: Listing[], categorised: number): void => {
    const file = path.join(folder, `${name}.csv`);
    writeFileSync(file, csv(listings.map((listing, at) => ({ listing, categorised: at < categorised }))));
    feeds.push({ file, rows: listings.length, seller: name });
  };
  write('first', own.slice(0, withCategory + waiting), withCategory);
  for (let at = 0; at < later; at++) {
    const from = withCategory + waiting + at * laterRows;
    write(`later-${at + 1}`, own.slice(from, from + laterRows), 0);
  }
  return { taxonomy, feeds };
}
