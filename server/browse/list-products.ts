import { readAnchor } from '#server/representation/store.ts';
import { fuseRanks } from './rules-fuse.ts';
import type { ProductFilter, ProductPage, ProductRow } from './schema-products.ts';
import { scopeOf } from './scope-of-filter.ts';
import type { FilterScope } from './store-filter.ts';
import { nearMax } from './store-near.ts';
import { findInOrder, findNearestTitles, findProducts, findRanked, hasWords } from './store-products.ts';

const pageSize = 60;

type Page = Pick<ProductPage, 'products' | 'next'>;

/** Best first: like a product the nearest; else the ranks by words and by meaning fused. At most `nearMax` of each. */
async function bestPage(filter: ProductFilter, scope: FilterScope): Promise<Page> {
  const ranked = filter.q === '' ? [] : await findRanked(filter, scope, nearMax);
  const order = scope.like ?? fuseRanks([ranked, scope.meant]);
  const from = filter.after?.startsWith('~') ? Number(filter.after.slice(1)) : 0;
  // What meets one filter only (words, and like) leaves the order here, and not the page short.
  const asked = scope.like && filter.q !== '' ? order.filter(keptBy(ranked, scope.meant)) : order;
  return {
    products: await findInOrder(asked.slice(from, from + pageSize), filter, scope),
    next: asked.length > from + pageSize ? `~${from + pageSize}` : null,
  };
}

function keptBy(ranked: readonly string[], meant: readonly string[]): (id: string) => boolean {
  const kept = new Set([...ranked, ...meant]);
  return (id) => kept.has(id);
}

function cursorOf(row: ProductRow, sort: ProductFilter['sort']): string {
  return sort === 'changed' ? `${Date.parse(row.updatedAt)}_${row.id}` : row.id;
}

async function pageOf(filter: ProductFilter, scope: FilterScope): Promise<Page> {
  if (filter.sort === 'best') return bestPage(filter, scope);
  const found = await findProducts(filter, scope, filter.sort, pageSize + 1);
  const products = found.slice(0, pageSize);
  return { products, next: found.length > pageSize ? cursorOf(products[pageSize - 1], filter.sort) : null };
}

/**
 * A page of a catalog's products. The caller has checked that the person may see the catalog. Where no product has the
 * words that were typed or means them, the nearest titles come instead, and say so.
 */
export async function listProducts(catalogId: string, filter: ProductFilter): Promise<ProductPage> {
  const [{ scope, byWordsOnly }, like] = await Promise.all([
    scopeOf(catalogId, filter, 'page'),
    filter.like ? readAnchor(catalogId, filter.like) : null,
  ]);
  const page = { ...(await pageOf(filter, scope)), isNearest: false, byWordsOnly, like };
  if (page.products.length > 0 || filter.q.length <= 2 || filter.after) return page;
  if (await hasWords(filter, scope)) return page;
  const near = await findNearestTitles(filter, scope, pageSize);
  return { ...page, products: near, isNearest: near.length > 0 };
}
