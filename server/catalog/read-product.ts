import type { ProductDetail, ProductRow } from './schema-products.ts';
import { findCategoryPaths, findProduct, findRevisions } from './store-products.ts';

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Everything the page of one product shows; null where this catalog has no such product. */
export async function readProduct(catalogId: string, productId: string): Promise<ProductDetail | null> {
  const product = await findProduct(catalogId, productId);
  if (!product) return null;
  const { currentCategoryId, givenCategoryIds } = product;
  const [paths, revisions] = await Promise.all([
    findCategoryPaths(currentCategoryId ? [...givenCategoryIds, currentCategoryId] : givenCategoryIds),
    findRevisions(productId),
  ]);
  const { id, title, brand, sku, gtin, mpn, description, currency, locale, url, revision, survivorId } =
    product;
  return {
    ...{ id, title, brand, sku, gtin, mpn, description, currency, locale, url, revision, survivorId },
    priceMinor: product.priceMinor === null ? null : Number(product.priceMinor),
    sellerName: product.seller.name,
    sellerCategoryPath: product.sellerCategoryPath,
    givenCategories: givenCategoryIds.map((given) => paths.get(given) ?? given),
    currentCategory: currentCategoryId ? (paths.get(currentCategoryId) ?? null) : null,
    currentSource: product.currentSource as ProductRow['currentSource'],
    attributes: Object.entries(product.attributes as Record<string, unknown>).map(([name, value]) => [
      name,
      asText(value),
    ]),
    delistedAt: product.delistedAt?.toISOString() ?? null,
    images: product.images.map((image) => ({ id: image.id, state: image.state, failure: image.failure })),
    revisions: revisions.map((row) => ({ revision: row.revision, createdAt: row.createdAt.toISOString() })),
  };
}
