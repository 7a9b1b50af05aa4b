import type { CardProduct } from '#server/review/schema-product.ts';

/** A member of a cluster as its card shows it, of which nothing is stated but a title. */
export const member = (productId: string, more: Partial<CardProduct> = {}): CardProduct => ({
  productId,
  revision: 1,
  title: `Phone ${productId}`,
  brand: null,
  description: null,
  sku: productId,
  skuGiven: true,
  gtin: null,
  mpn: null,
  price: null,
  priceMinor: null,
  currency: null,
  catalogLocale: 'en',
  locale: null,
  sellerName: 's',
  sellerCategoryPath: null,
  url: null,
  attributes: [],
  images: [],
  ...more,
});
