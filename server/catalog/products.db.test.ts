import { describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { listProducts } from './list-products.ts';
import { readProduct } from './read-product.ts';

const { db } = await testDatabase();
const [catalogId, otherCatalogId, sellerId, otherSellerId] = [newId(), newId(), newId(), newId()];
await db.catalog.createMany({
  data: [
    { id: catalogId, name: 'one' },
    { id: otherCatalogId, name: 'two' },
  ],
});
await db.seller.createMany({
  data: [
    { id: sellerId, catalogId, key: 's', name: 'Seller' },
    { id: otherSellerId, catalogId: otherCatalogId, key: 's', name: 'Stranger' },
  ],
});
await db.product.createMany({
  data: Array.from({ length: 120 }, (_, at) => ({
    id: newId(),
    catalogId,
    sellerId,
    sku: `sku-${at}`,
    title: at === 7 ? 'Sale 50%_off cable' : `Cable number ${at}`,
    inputHash: 'h',
    priceMinor: 100n,
  })),
});

describe('the product list', () => {
  it('pages through every product once', async () => {
    const seen: string[] = [];
    for (let before: string | undefined; ; ) {
      const page = await listProducts(catalogId, { before });
      seen.push(...page.products.map((product) => product.sku));
      if (!page.next) break;
      before = page.next;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it('finds words, taking LIKE characters as written, and the exact sku', async () => {
    const titles = async (q: string) => (await listProducts(catalogId, { q })).products.map((p) => p.title);
    expect(await titles('50%_OFF')).toEqual(['Sale 50%_off cable']);
    expect(await titles('sku-3')).toEqual(['Cable number 3']);
    expect(await titles('%')).toEqual(['Sale 50%_off cable']);
  });

  it('shows a product of its own catalog only', async () => {
    const [{ id }] = (await listProducts(catalogId, {})).products;
    expect(await readProduct(catalogId, id)).toMatchObject({ id, priceMinor: 100, sellerName: 'Seller' });
    expect(await readProduct(otherCatalogId, id)).toBeNull();
  });
});
