import { suspicionMin } from '#server/categorization/rules-queue.ts';
import type { ProductFilter, ProductPage, ProductRow } from './schema-products.ts';
import type { FilterScope } from './store-filter.ts';
import { findNearestTitles, findProducts, hasWords, readScope } from './store-products.ts';

const pageSize = 60;

/** What a filter needs to know of its catalog. */
export async function scopeOf(catalogId: string, filter: ProductFilter): Promise<FilterScope> {
  const category = filter.category === 'none' ? null : (filter.category ?? null);
  return { ...(await readScope(catalogId, category)), suspicionMin };
}

function cursorOf(row: ProductRow, sort: ProductFilter['sort']): string {
  return sort === 'changed' ? `${Date.parse(row.updatedAt)}_${row.id}` : row.id;
}

/**
 * A page of a catalog's products. The caller has checked that the person may see the catalog. Where no product has the
 * words that were typed, the nearest titles come instead, and say so.
 */
export async function listProducts(catalogId: string, filter: ProductFilter): Promise<ProductPage> {
  const scope = await scopeOf(catalogId, filter);
  const found = await findProducts(filter, scope, pageSize + 1);
  if (found.length === 0 && filter.q.length > 2 && !filter.after && !(await hasWords(filter, scope))) {
    const near = await findNearestTitles(filter, scope, pageSize);
    return { products: near, next: null, isNearest: near.length > 0 };
  }
  const products = found.slice(0, pageSize);
  const hasMore = found.length > pageSize;
  return {
    products,
    next: hasMore ? cursorOf(products[pageSize - 1], filter.sort) : null,
    isNearest: false,
  };
}
