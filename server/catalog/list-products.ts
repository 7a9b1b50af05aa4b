import type { ProductFilter, ProductPage } from './schema-products.ts';
import { findProducts, findSellers } from './store-products.ts';

const pageSize = 50;

/** A page of a catalog's products, newest first. The caller has checked that the person may see the catalog. */
export async function listProducts(catalogId: string, filter: ProductFilter): Promise<ProductPage> {
  const [found, sellers] = await Promise.all([
    findProducts(catalogId, filter, pageSize + 1),
    findSellers(catalogId),
  ]);
  const products = found.slice(0, pageSize);
  return { products, sellers, next: found.length > pageSize ? products[pageSize - 1].id : null };
}
