/** Writes one feed file a seller, in that seller's format, columns, encoding and number style, and the manifest of all. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Listing } from './schema.ts';
import { type FeedField, type Seller, sellers } from './sellers.ts';
import { leafByCode, leafPath, taxonomyCsv } from './taxonomy.ts';
import { writeParquet } from './write-parquet.ts';

/** How the importer reads a feed; the shape of an import's mapping (server/catalog). */
export interface FeedMapping {
  fields: Record<Exclude<FeedField, 'images'>, string> & { images: string[] };
  seller: { key: string; name: string };
  attributes: string[];
  locale: string;
  currency: string;
  categorySeparator?: string;
}

export interface FeedManifest {
  file: string;
  sellerKey: string;
  sellerName: string;
  rows: number;
  /** Rows without a title, which an import must reject. */
  broken: number;
  mapping: FeedMapping;
}

export interface DemoManifest {
  seed: number;
  listings: number;
  taxonomy: string;
  imageFolder: string;
  feeds: FeedManifest[];
}

/** Sellers of several languages write all attributes into one column; the others have a column each. */
const specColumns: Readonly<Record<string, string>> = {
  sportime: 'caractéristiques',
  marketgross: 'Specs',
  bazaar: 'specifications',
};

function priceText(listing: Listing, seller: Seller): string {
  if (listing.priceMinor === null) return '';
  const text = (listing.priceMinor / 100).toFixed(2);
  return seller.decimalComma ? text.replace('.', ',') : text;
}

function givenText(listing: Listing, seller: Seller): string {
  const leaf = leafByCode.get(listing.givenCode);
  if (seller.givenSeparator === null || !leaf) return listing.givenCode;
  return leafPath(leaf, seller.locales[0]).join(seller.givenSeparator);
}

type Row = Record<string, string>;

function toRow(listing: Listing, seller: Seller): Row {
  const { columns } = seller;
  const row: Row = {
    [columns.sku]: listing.sku,
    [columns.title]: listing.title,
    [columns.brand]: listing.brand ?? '',
    [columns.gtin]: listing.gtin ?? '',
    [columns.mpn]: listing.mpn ?? '',
    [columns.description]: listing.description ?? '',
    [columns.price]: priceText(listing, seller),
    [columns.currency]: listing.currency,
    [columns.popularity]: String(listing.popularity),
    [columns.locale]: listing.locale,
    [columns.category]: listing.sellerPath,
    [columns.given]: givenText(listing, seller),
    [columns.images]: listing.images.map((image) => image.file).join('|'),
  };
  const specColumn = specColumns[seller.key];
  if (specColumn)
    row[specColumn] = Object.entries(listing.attributes)
      .map(([label, value]) => `${label}: ${value}`)
      .join('; ');
  else
    for (const [label, value] of Object.entries(listing.attributes)) if (!(label in row)) row[label] = value;
  return row;
}

const windows1252: Readonly<Record<string, number>> = {
  '€': 0x80,
  '–': 0x96,
  '—': 0x97,
  '’': 0x92,
  œ: 0x9c,
  Œ: 0x8c,
  '…': 0x85,
};

function encode(text: string, encoding: Seller['encoding']): Buffer {
  if (encoding === 'utf8') return Buffer.from(text, 'utf8');
  if (encoding === 'utf8-bom') return Buffer.from(`\ufeff${text}`, 'utf8');
  return Buffer.from(
    [...text].map((char) => windows1252[char] ?? (char.charCodeAt(0) < 256 ? char.charCodeAt(0) : 0x3f)),
  );
}

function delimited(rows: readonly Row[], columns: readonly string[], delimiter: string): string {
  const cell = (text: string): string =>
    text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return `${lines.map((line) => line.map(cell).join(delimiter)).join('\r\n')}\r\n`;
}

/** JSON as a shop's API would give it: numbers as numbers, absent fields left out. */
function jsonLine(row: Row, seller: Seller): string {
  const numeric = new Set([seller.columns.price, seller.columns.popularity]);
  const entries = Object.entries(row).filter(([, value]) => value !== '');
  return JSON.stringify(
    Object.fromEntries(entries.map(([key, value]) => [key, numeric.has(key) ? Number(value) : value])),
  );
}

/** Two rows a seller's export has lost the title of. */
const brokenSellers = new Set(['nordhaus', 'techdirect', 'bazaar', 'natura']);

function breakRows(rows: Row[], seller: Seller): number {
  if (!brokenSellers.has(seller.key) || rows.length < 20) return 0;
  for (const at of [7, rows.length - 5])
    rows.splice(at, 0, {
      ...rows[at],
      [seller.columns.sku]: `${rows[at][seller.columns.sku]}-B`,
      [seller.columns.title]: '',
    });
  return 2;
}

async function writeFeed(
  seller: Seller,
  listings: readonly Listing[],
  folder: string,
): Promise<FeedManifest> {
  const rows = listings.map((listing) => toRow(listing, seller));
  const broken = breakRows(rows, seller);
  const fixed = Object.values(seller.columns);
  const attributes = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    .filter((column) => !fixed.includes(column))
    .sort();
  const file = `feeds/${seller.key}.${seller.format}`;
  const path = join(folder, file);
  if (seller.format === 'parquet') await writeParquet(path, [...fixed, ...attributes], rows);
  else if (seller.format === 'jsonl')
    writeFileSync(path, `${rows.map((row) => jsonLine(row, seller)).join('\n')}\n`);
  else
    writeFileSync(
      path,
      encode(delimited(rows, [...fixed, ...attributes], seller.delimiter), seller.encoding),
    );
  const { images, ...fields } = seller.columns;
  return {
    file,
    sellerKey: seller.key,
    sellerName: seller.name,
    rows: rows.length,
    broken,
    mapping: {
      fields: { ...fields, images: [images] },
      seller: { key: seller.key, name: seller.name },
      attributes,
      locale: seller.locales[0],
      currency: seller.currency,
      ...(seller.givenSeparator === null ? {} : { categorySeparator: seller.givenSeparator }),
    },
  };
}

/** Writes taxonomy.csv, feeds/* and manifest.json into the folder. Sellers without a listing get no file. */
export async function writeFeeds(
  listings: readonly Listing[],
  seed: number,
  folder: string,
): Promise<DemoManifest> {
  mkdirSync(join(folder, 'feeds'), { recursive: true });
  writeFileSync(join(folder, 'taxonomy.csv'), taxonomyCsv());
  const feeds: FeedManifest[] = [];
  for (const seller of sellers) {
    const own = listings.filter((listing) => listing.sellerKey === seller.key);
    if (own.length > 0) feeds.push(await writeFeed(seller, own, folder));
  }
  const manifest: DemoManifest = {
    seed,
    listings: listings.length,
    taxonomy: 'taxonomy.csv',
    imageFolder: 'images',
    feeds,
  };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
