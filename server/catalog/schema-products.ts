import { z } from 'zod';

/** The address of the product list; a value that cannot be read counts as not given. */
export const productFilterSchema = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  seller: z.uuid().optional().catch(undefined),
  category: z.uuid().optional().catch(undefined),
  /** Keyset: products older than this id. */
  before: z.uuid().optional().catch(undefined),
});
export type ProductFilter = z.infer<typeof productFilterSchema>;

export interface ProductRow {
  id: string;
  title: string;
  brand: string | null;
  sku: string;
  sellerName: string;
  categoryPath: string | null;
  currentSource: 'given' | 'decision' | 'accepted' | 'merged';
  priceMinor: number | null;
  currency: string | null;
  locale: string | null;
  merged: boolean;
  delisted: boolean;
  imageId: string | null;
}

export interface ProductPage {
  products: ProductRow[];
  sellers: { id: string; name: string }[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
}

export interface ProductDetail {
  id: string;
  title: string;
  brand: string | null;
  sku: string;
  gtin: string | null;
  mpn: string | null;
  description: string | null;
  priceMinor: number | null;
  currency: string | null;
  locale: string | null;
  url: string | null;
  sellerName: string;
  sellerCategoryPath: string | null;
  givenCategories: string[];
  currentCategory: string | null;
  currentSource: ProductRow['currentSource'];
  attributes: [string, string][];
  revision: number;
  survivorId: string | null;
  delistedAt: string | null;
  images: { id: string; state: string; failure: string | null }[];
  revisions: { revision: number; createdAt: string }[];
}
