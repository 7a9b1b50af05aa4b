/** One row of a feed to a product's input, or the reason why not. Pure. */
import { createHash } from 'node:crypto';
import { cleanText } from './clean-text.ts';
import { parseCount, parseCurrency, parseGtin, parsePrice } from './parse-values.ts';
import type { CategoryResolver } from './resolve-category.ts';
import type { ImportMapping, ProductInput } from './schema.ts';

export type RowValues = Record<string, string | null>;
export type MappedRow = { ok: true; input: ProductInput } | { ok: false; field: string; reason: string };

const imagesMax = 8;

function imageSources(values: RowValues, columns: readonly string[]): string[] {
  const names = columns.flatMap((column) =>
    (values[column] ?? '').split(/[|\n]|,(?=\s*(?:https?:|\S+\.(?:jpe?g|png|webp|gif)))/i),
  );
  const clean = names.map((name) => name.trim()).filter((name) => name !== '' && name.length < 1000);
  return [...new Set(clean)]
    .slice(0, imagesMax)
    .map((name) => (/^https?:\/\//i.test(name) ? name : `file:${name}`));
}

function attributesOf(values: RowValues, mapping: ImportMapping): Record<string, string> {
  const entries: [string, string][] = [];
  for (const column of mapping.attributes) {
    const text = cleanText(values[column], 1000);
    if (text !== null) entries.push([column, text]);
  }
  return Object.fromEntries(entries);
}

function given(values: RowValues, mapping: ImportMapping): string[] {
  const { given: columns } = mapping.fields;
  if (columns === undefined) return [];
  return [columns].flat().map((column) => values[column] ?? '');
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
  if (title === null) return { ok: false, field: fields.title, reason: 'the title is empty' };
  const seller = sellerOf(values, mapping);
  if (!seller) return { ok: false, field: fields.seller ?? 'seller', reason: 'the seller is empty' };
  const sku = read(fields.sku, 200);
  const price = parsePrice(read(fields.price));
  const rawGtin = read(fields.gtin, 60);
  const gtin = parseGtin(rawGtin);
  const attributes = attributesOf(values, mapping);
  // A number that is no GTIN may still help a person: it stays, as what it is.
  if (gtin === null && rawGtin !== null && fields.gtin !== undefined) attributes[fields.gtin] = rawGtin;
  return {
    ok: true,
    input: {
      sellerKey: seller.key,
      sellerName: seller.name,
      sku: sku ?? fingerprint(values),
      title,
      brand: read(fields.brand, 300),
      gtin,
      mpn: read(fields.mpn, 200),
      description: read(fields.description, 8000),
      priceMinor: price?.minor ?? null,
      currency: parseCurrency(read(fields.currency, 10)) ?? price?.currency ?? mapping.currency ?? null,
      attributes,
      locale: read(fields.locale, 20) ?? mapping.locale ?? null,
      popularity: parseCount(read(fields.popularity)),
      url: read(fields.url, 2000),
      sellerCategoryPath: read(fields.category, 1000),
      givenCategoryIds: resolve(given(values, mapping), mapping.categorySeparator),
      imageSources: imageSources(values, fields.images ?? []),
    },
  };
}

/** Changes whenever anything that a person or a model looks at changes; popularity does not re-queue a product. */
export function inputHash(input: ProductInput): string {
  const { popularity: _popularity, sellerName: _sellerName, ...content } = input;
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}
