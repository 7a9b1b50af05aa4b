/** One row of a feed to a product's input, or the reason why not. Pure. */
import { createHash } from 'node:crypto';
import { readAttributeCell } from '#server/tables/attribute-cell.ts';
import { cutText } from '#server/tables/rows.ts';
import { cleanText } from './clean-text.ts';
import { fieldNamed } from './guess-mapping.ts';
import { parseCount, parseCurrency, parseGtin, parsePrice } from './parse-values.ts';
import type { CategoryResolver } from './resolve-category.ts';
import type { ImportMapping, ProductInput } from './schema.ts';

export type RowValues = Record<string, string | null>;
export type MappedRow =
  | { ok: true; input: ProductInput }
  /** `reason`: the code in English, for the file of rejected rows. */
  | { ok: false; field: string; code: 'no-title' | 'no-seller'; reason: string };

const imagesMax = 8;
/** Sources of images and paths of sellers are looked up by an index, whose keys PostgreSQL bounds at 2,704 bytes. */
const imageSourceBytesMax = 2000;
/** Three bytes a character at most. */
const sellerPathCharactersMax = 850;

function imageSources(values: RowValues, columns: readonly string[]): string[] {
  const names = columns.flatMap((column) =>
    (values[column] ?? '').split(/[|\n]|,(?=\s*(?:https?:|\S+\.(?:jpe?g|png|webp|gif)))/i),
  );
  const clean = names
    .map((name) => name.trim())
    .filter((name) => name !== '' && Buffer.byteLength(name) < imageSourceBytesMax);
  return [...new Set(clean)]
    .slice(0, imagesMax)
    .map((name) => (/^https?:\/\//i.test(name) ? name : `file:${name}`));
}

/** Longest value of an attribute: what an edit may write too. */
const valueCharactersMax = 4000;

interface Attributes {
  kept: Map<string, string>;
  /** Brand, GTIN and part number that stand in a table within a cell. */
  told: { brand?: string; gtin?: string; mpn?: string };
}

/** A column beside a table within a cell may say another thing under the same name: both stay. */
function keep(kept: Map<string, string>, name: string, value: string, column: string): void {
  const known = kept.get(name);
  if (known === undefined) kept.set(name, value);
  else if (known !== value) kept.set(`${name} (${column})`, value);
}

/** Columns as they are named; a cell that holds a table of attributes is cut into them. */
function attributesOf(values: RowValues, mapping: ImportMapping): Attributes {
  const found: Attributes = { kept: new Map(), told: {} };
  const tables: [column: string, table: readonly (readonly [string, string])[]][] = [];
  for (const column of mapping.attributes) {
    const table = readAttributeCell(column, values[column] ?? '');
    if (table) tables.push([column, table]);
    const text = table ? null : cleanText(values[column], valueCharactersMax);
    if (text !== null) found.kept.set(column, text);
  }
  for (const [column, table] of tables) {
    for (const [rawName, rawValue] of table) {
      const [name, value] = [cleanText(rawName), cleanText(rawValue, valueCharactersMax)];
      if (value === null) continue;
      keep(found.kept, name ?? column, value, column);
      const field = name && fieldNamed(name);
      if (field === 'brand' || field === 'gtin' || field === 'mpn') found.told[field] ??= value;
    }
  }
  return found;
}

function given(values: RowValues, mapping: ImportMapping): string[] {
  const { given: columns } = mapping.fields;
  if (columns === undefined) return [];
  return [columns].flat().map((column) => values[column] ?? '');
}

/**
 * What the seller files it under: the column that says so, else a given category that the taxonomy has not, so that what
 * the feed said is not lost and can be mapped.
 */
function ownPath(values: RowValues, { fields }: ImportMapping, cells: readonly string[], isKnown: boolean) {
  const own =
    fields.category === undefined ? null : cleanText(values[fields.category], sellerPathCharactersMax);
  if (own !== null || isKnown) return own;
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return cleanText(names.join(' > '), sellerPathCharactersMax);
}

function sellerOf(values: RowValues, mapping: ImportMapping): { key: string; name: string } | null {
  if (mapping.seller) return mapping.seller;
  const name = mapping.fields.seller ? cleanText(values[mapping.fields.seller], 200) : null;
  return name === null ? null : { key: name.toLowerCase(), name };
}

/** A row without a sku is known by what it says. */
function fingerprint(values: RowValues): string {
  return `~${createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 20)}`;
}

export function mapRow(values: RowValues, mapping: ImportMapping, resolve: CategoryResolver): MappedRow {
  const { fields } = mapping;
  const read = (column: string | undefined, charsMax?: number): string | null =>
    column === undefined ? null : cleanText(values[column], charsMax);
  const title = read(fields.title, 1000);
  if (title === null)
    return { ok: false, field: fields.title, code: 'no-title', reason: 'the title is empty' };
  const seller = sellerOf(values, mapping);
  if (!seller)
    return { ok: false, field: fields.seller ?? 'seller', code: 'no-seller', reason: 'the seller is empty' };
  const sku = read(fields.sku, 200);
  const price = parsePrice(read(fields.price));
  const rawGtin = read(fields.gtin, 60);
  const { kept, told } = attributesOf(values, mapping);
  const cells = given(values, mapping);
  const givenCategoryIds = resolve(cells, mapping.categorySeparator);
  const gtin = parseGtin(rawGtin) ?? parseGtin(told.gtin ?? null);
  // A number that is no GTIN may still help a person: it stays, as what it is.
  if (parseGtin(rawGtin) === null && rawGtin !== null && fields.gtin !== undefined)
    kept.set(fields.gtin, rawGtin);
  return {
    ok: true,
    input: {
      sellerKey: seller.key,
      sellerName: seller.name,
      sku: sku ?? fingerprint(values),
      title,
      brand: read(fields.brand, 300) ?? (told.brand === undefined ? null : cutText(told.brand, 300)),
      gtin,
      mpn: read(fields.mpn, 200) ?? (told.mpn === undefined ? null : cutText(told.mpn, 200)),
      description: read(fields.description, 8000),
      priceMinor: price?.minor ?? null,
      currency: parseCurrency(read(fields.currency, 10)) ?? price?.currency ?? mapping.currency ?? null,
      attributes: Object.fromEntries(kept),
      locale: read(fields.locale, 20) ?? mapping.locale ?? null,
      popularity: parseCount(read(fields.popularity)),
      url: read(fields.url, 2000),
      sellerCategoryPath: ownPath(values, mapping, cells, givenCategoryIds.length > 0),
      givenCategoryIds,
      imageSources: imageSources(values, fields.images ?? []),
    },
  };
}

/** Changes whenever anything that a person or a model looks at changes; popularity does not re-queue a product. */
export function inputHash(input: ProductInput): string {
  const { popularity: _popularity, sellerName: _sellerName, ...content } = input;
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}
