/**
 * Real catalogs as the import would leave them: of one seller each, in which nearly nothing stands twice, and pairs of shops
 * whose same products people know. Pictures are hashed once and kept beside the results.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CatalogListing, Picture } from '#server/ml/pairs/catalog-corpus.ts';
import { parseAmount } from '#server/ml/pairs/tokens.ts';
import { normalizeImage } from '#server/pixels/normalize-image.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';

const kept = fileURLToPath(new URL('results/transfer-pictures.json', import.meta.url));

class PictureHashes {
  private readonly known: Map<string, [string, string]>;

  constructor() {
    this.known = new Map(existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : []);
  }

  async of(folder: string, name: string | null): Promise<Picture[]> {
    const file = name ? join(folder, name) : '';
    if (!name || !existsSync(file)) return [];
    let found = this.known.get(file);
    if (!found) {
      const image = await normalizeImage(readFileSync(file));
      if (!image.ok) return [];
      found = [createHash('sha256').update(image.bytes).digest('hex'), String(image.phash)];
      this.known.set(file, found);
    }
    return [{ sha256: found[0], phash: BigInt(found[1]) }];
  }

  save(): void {
    mkdirSync(fileURLToPath(new URL('results', import.meta.url)), { recursive: true });
    writeFileSync(kept, JSON.stringify([...this.known]));
  }
}

const nothing = {
  ...{ description: null, brand: null, gtin: null, mpn: null, price: Number.NaN, currency: null },
  ...{ sellerKey: 'one', locale: null, attributes: {}, pictures: [] },
} satisfies Omit<CatalogListing, 'title'>;

function attributesOf(table: Table, names: readonly string[], row: number): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = table.column(name)[row];
      return value ? [[name, value]] : [];
    }),
  );
}

async function flipkart(data: string): Promise<CatalogListing[]> {
  const folder = join(data, 'flipkart1050');
  const table = await readTable(join(folder, 'flipkart1050.prepared.csv'));
  const hashes = new PictureHashes();
  const listings: CatalogListing[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const cell = (name: string): string | null => table.column(name)[row] || null;
    const specified = [
      ...(cell('product_specifications') ?? '').matchAll(/"key"=>"(.*?)", "value"=>"(.*?)"/g),
    ];
    const attributes = Object.fromEntries(specified.map(([, name, value]) => [name, value]));
    const pictures = await hashes.of(join(folder, 'images256'), cell('image'));
    const text = {
      title: cell('product_name') ?? '',
      brand: cell('brand'),
      description: cell('description'),
    };
    listings.push({ ...nothing, ...text, attributes, pictures });
  }
  hashes.save();
  return listings;
}

const fashionAttributes = ['gender', 'baseColour', 'season', 'year', 'usage'];

/** As many with pictures as without, more or less: the first 3,000 that have one and the first 2,000 that have none. */
async function fashion(data: string): Promise<CatalogListing[]> {
  const folder = join(data, 'fashion-products');
  const table = await readTable(join(folder, 'styles.csv'));
  const hashes = new PictureHashes();
  const listings: CatalogListing[] = [];
  let [withPicture, without] = [0, 0];
  for (let row = 0; row < table.rowCount; row++) {
    const name = table.column('image')[row];
    if (name ? ++withPicture > 3000 : ++without > 2000) continue;
    listings.push({
      ...nothing,
      title: table.column('productDisplayName')[row] ?? '',
      attributes: attributesOf(table, fashionAttributes, row),
      pictures: await hashes.of(folder, name),
    });
  }
  hashes.save();
  return listings;
}

async function mercadona(data: string): Promise<CatalogListing[]> {
  const table = await readTable(join(data, 'mercadona-es', 'productos_mercadona.csv'));
  return Array.from({ length: table.rowCount }, (_, row) => ({
    ...nothing,
    title: table.column('descripcion')[row] ?? '',
    price: parseAmount(table.column('precio')[row]?.replace(',', '.') ?? ''),
    attributes: attributesOf(table, ['formato', 'tamanio', 'unidad_venta'], row),
  }));
}

export interface OneSellerCatalog {
  name: string;
  listings: CatalogListing[];
}

/** Catalogs of one seller, in which nearly nothing stands twice. */
export async function oneSellerCatalogs(data: string): Promise<OneSellerCatalog[]> {
  const clothes = await fashion(data);
  return [
    { name: 'flipkart1050', listings: await flipkart(data) },
    { name: 'fashion-products', listings: clothes },
    { name: 'fashion-products, no pictures', listings: clothes.map((one) => ({ ...one, pictures: [] })) },
    { name: 'mercadona-es', listings: await mercadona(data) },
  ];
}

export interface LabelledCatalog {
  name: string;
  listings: CatalogListing[];
  pairs: { left: Int32Array; right: Int32Array; labels: Uint8Array };
}

const titles = ['title', 'name'];
const brands = ['brand', 'manufacturer'];
const texts = ['description', 'specTableContent', 'category'];

function shopListing(table: Table, row: number, sellerKey: string): CatalogListing {
  const first = (names: readonly string[]): string | null =>
    names.filter((name) => table.has(name)).map((name) => table.column(name)[row])[0] || null;
  const description = texts.flatMap((name) => (table.has(name) ? (table.column(name)[row] ?? []) : []));
  return {
    ...nothing,
    ...{ sellerKey, title: first(titles) ?? '', brand: first(brands), mpn: first(['modelno']) },
    description: description.join(' . '),
    price: parseAmount(first(['price']) ?? ''),
  };
}

/** Two shops and the pairs that people judged, for learning and for choices: those for the last test are not read. */
export async function labelledCatalog(data: string, name: string): Promise<LabelledCatalog> {
  const folder = join(data, name);
  const [a, b] = await Promise.all(['tableA.csv', 'tableB.csv'].map((file) => readTable(join(folder, file))));
  const listings = [a, b].flatMap((table, side) =>
    Array.from({ length: table.rowCount }, (_, row) => shopListing(table, row, `shop ${side}`)),
  );
  const [placesA, placesB] = [a, b].map(
    (table) => new Map(table.column('id').map((id, row) => [String(id), row])),
  );
  const rows = await Promise.all(['train.csv', 'valid.csv'].map((file) => readTable(join(folder, file))));
  const column = (wanted: string): string[] => rows.flatMap((table) => table.column(wanted).map(String));
  const pairs = {
    left: Int32Array.from(column('ltable_id'), (id) => placesA.get(id) ?? -1),
    right: Int32Array.from(column('rtable_id'), (id) => a.rowCount + (placesB.get(id) ?? -1)),
    labels: Uint8Array.from(column('label'), Number),
  };
  return { name, listings, pairs };
}

/** PriceRunner's offers of every sixth cluster, each shop a seller, with the cluster of each. */
export async function offersOfShops(
  data: string,
): Promise<{ listings: CatalogListing[]; clusters: number[] }> {
  const table = await readTable(join(data, 'pricerunner', 'pricerunner.csv'));
  const clusters = table.column('cluster_id').map(Number);
  const rows = [...clusters.keys()].filter((row) => clusters[row] % 6 === 1);
  const listings = rows.map((row) => ({
    ...nothing,
    title: table.column('title')[row] ?? '',
    sellerKey: String(table.column('vendor_id')[row]),
  }));
  return { listings, clusters: rows.map((row) => clusters[row]) };
}
