/** The one place that turns a product row into what models read. */
import type { TextDocument } from '#server/ml/linear/tfidf.ts';

/** Version of everything below: a change here means new features for every product. */
export const featureVersion = 'text-1';

/** A product as the models see it; any field may be missing. */
export interface ProductText {
  title: string;
  brand: string | null;
  description: string | null;
  attributes: Record<string, unknown>;
  /** The seller's own category text: a strong hint, never the answer. */
  sellerCategoryPath: string | null;
}

/** Names of the document's fields, in order. */
export const documentFields = ['title', 'brand', 'description', 'attributes', 'seller category'] as const;

function attributeText(attributes: Record<string, unknown>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' . ');
}

/** One text per field of `documentFields`. */
export function toDocument(product: ProductText): TextDocument {
  return [
    product.title,
    product.brand ?? '',
    product.description ?? '',
    attributeText(product.attributes),
    product.sellerCategoryPath ?? '',
  ];
}
