/** The one place that turns a product row into what models read. */
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { attributeText } from '#server/ml/text/attribute-text.ts';

/** Version of everything below: a change here means new features for every product. */
export const featureVersion = 'text-3';

/** A product as the models see it; any field may be missing. */
export interface ProductText {
  title: string;
  brand: string | null;
  description: string | null;
  attributes: Record<string, unknown>;
  /** The seller's own category text: a strong hint, never the answer. */
  sellerCategoryPath: string | null;
  /** Hundredths of the currency. */
  priceMinor?: bigint | number | null;
  currency?: string | null;
}

/** Names of the document's fields, in order. */
export const documentFields = [
  'title',
  'brand',
  'description',
  'attributes',
  'seller category',
  'price',
] as const;

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Letters only: digits would be cut into n-grams that other prices share. */
function letters(step: number): string {
  return String.fromCharCode(97 + (Math.floor(step / 26) % 26), 97 + (step % 26));
}

/** A price as words: its currency, its doubling and its half doubling, so that near prices share words. */
function priceText(product: ProductText): string {
  const minor = Number(product.priceMinor ?? 0);
  if (!(minor > 0)) return '';
  const steps = Math.min(120, Math.round(2 * Math.log2(minor)));
  const currency = product.currency?.toLowerCase() ?? '';
  return `${currency} zp${letters(Math.floor(steps / 2))} zq${letters(steps)}`;
}

/** One text per field of `documentFields`. */
export function toDocument(product: ProductText): TextDocument {
  return [
    product.title,
    product.brand ?? '',
    product.description ?? '',
    attributeText(Object.entries(product.attributes).map(([name, value]) => [name, asText(value)])),
    product.sellerCategoryPath ?? '',
    priceText(product),
  ];
}
