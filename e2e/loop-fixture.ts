/**
 * A small marketplace for the journey over the whole loop: 360 English listings of three sellers in twelve leaves, 36 of
 * them in a wrong category, 30 or more products listed twice or more, three rows without a title, pictures in a zip.
 * Seeded: same bytes on every run. The truth stays here; the files hold nothing of it.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { renderImages } from '#server/demo/render-images.ts';
import type { Listing } from '#server/demo/schema.ts';
import { type Leaf, leafByCode, leafPath, nodes } from '#server/demo/taxonomy.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { storedZip } from './stored-zip.ts';

const sellerKeys = new Set(['gadgetree', 'marketgross', 'bazaar']);
const leafCodes = [
  ...['1101', '1103', '1202', '1205', '1301', '1304'],
  ...['5101', '5102', '5202', '5203', '7101', '7104'],
];
const listingCount = 360;
const inClustersMin = 90;
const plantedCount = 36;
const rowsWithoutTitle = 3;

export interface TrueListing {
  sku: string;
  /** Name of the leaf it belongs in. */
  trueName: string;
  givenName: string;
  /** Listings of one thing have the same number. */
  group: number;
}

export interface LoopFixture {
  feed: string;
  taxonomy: string;
  images: string;
  rows: number;
  rejected: number;
  imageCount: number;
  categories: number;
  bySku: Map<string, TrueListing>;
  planted: number;
}

const nameOf = (leaf: Leaf): string => leafPath(leaf, 'en').at(-1) ?? leaf.code;
const leafOf = (code: string): Leaf => leafByCode.get(code)!;

/** Whole groups first, largest first, then single listings, until there are enough. */
function chooseListings(group: Record<string, number>, all: readonly Listing[]): Listing[] {
  const groups = new Map<number, Listing[]>();
  for (const listing of all) addToGroup(groups, group[listing.key], listing);
  const several = [...groups.values()].filter((members) => members.length > 1);
  const chosen: Listing[] = [];
  for (const members of several.sort((a, b) => b.length - a.length))
    if (chosen.length < inClustersMin) chosen.push(...members);
  const alone = [...groups.values()].filter((members) => members.length === 1).flat();
  return [...chosen, ...alone.slice(0, listingCount - chosen.length)];
}

function taxonomyFile(): { text: string; categories: number } {
  const wanted = new Set(
    leafCodes.flatMap((code) => [code, leafOf(code).shelfCode, leafOf(code).departmentCode]),
  );
  const kept = nodes.filter((node) => wanted.has(node.code));
  const rows = kept.map((node) => `${node.code},${node.parent ?? ''},"${node.names[0]}"`);
  return { text: `${['id,parent_id,name_en', ...rows].join('\n')}\n`, categories: kept.length };
}

const columns = [
  ...['sku', 'seller', 'title', 'brand', 'ean', 'description', 'price', 'currency'],
  ...['category', 'image', 'specs'],
];

function toRow(listing: Listing, givenCode: string): string[] {
  const price = listing.priceMinor === null ? '' : (listing.priceMinor / 100).toFixed(2);
  const specs = Object.entries(listing.attributes).map(([label, value]) => `${label}: ${value}`);
  return [
    ...[listing.sku, listing.sellerKey, listing.title, listing.brand ?? '', listing.gtin ?? ''],
    ...[listing.description ?? '', price, listing.currency, leafPath(leafOf(givenCode), 'en').join(' > ')],
    ...[listing.images.map((image) => image.file.replace('/', '-')).join('|'), specs.join('; ')],
  ];
}

const csv = (rows: readonly string[][]): string =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

/** Writes feed.csv, taxonomy.csv and images.zip into the folder. */
export async function makeLoopFixture(folder: string): Promise<LoopFixture> {
  const rng = makeRng(51);
  const { listings, truth } = generateCatalog({ seed: 23, listings: 9000 });
  const own = listings.filter(
    (listing) =>
      sellerKeys.has(listing.sellerKey) &&
      listing.locale === 'en' &&
      leafCodes.includes(truth.trueCode[listing.key]),
  );
  const chosen = shuffle(chooseListings(truth.group, own), rng);
  const bySku = new Map<string, TrueListing>();
  const rows = chosen.map((listing, at) => {
    const trueCode = truth.trueCode[listing.key];
    const others = leafCodes.filter((code) => code !== trueCode);
    const givenCode = at < plantedCount ? others[rng.below(others.length)] : trueCode;
    bySku.set(listing.sku, {
      sku: listing.sku,
      trueName: nameOf(leafOf(trueCode)),
      givenName: nameOf(leafOf(givenCode)),
      group: truth.group[listing.key],
    });
    return toRow(listing, givenCode);
  });
  shuffle(rows, rng);
  const broken = rows.slice(0, rowsWithoutTitle).map((row) => [`${row[0]}-B`, row[1], '', ...row.slice(3)]);
  const images = chosen.flatMap((listing) => listing.images);
  mkdirSync(folder, { recursive: true });
  await renderImages(images, path.join(folder, 'images'), () => undefined);
  const files = images.map(({ file }) => ({
    name: file.replace('/', '-'),
    bytes: readFileSync(path.join(folder, 'images', file)),
  }));
  const taxonomy = taxonomyFile();
  const at = (name: string): string => path.join(folder, name);
  writeFileSync(at('feed.csv'), csv([columns, ...rows, ...broken]));
  writeFileSync(at('taxonomy.csv'), taxonomy.text);
  writeFileSync(at('images.zip'), storedZip(files));
  return {
    feed: at('feed.csv'),
    taxonomy: at('taxonomy.csv'),
    images: at('images.zip'),
    rows: rows.length,
    rejected: rowsWithoutTitle,
    imageCount: images.length,
    categories: taxonomy.categories,
    bySku,
    planted: plantedCount,
  };
}
