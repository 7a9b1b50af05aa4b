/** What the product pages read. Pages are keyset: by id, newest first. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { ProductFilter, ProductRow } from './schema-products.ts';

/** Escapes what LIKE reads as a pattern. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** A page of products. The word search uses the trigram index on lower(title); sku and gtin are found exactly. */
export async function findProducts(
  catalogId: string,
  filter: ProductFilter,
  limit: number,
): Promise<ProductRow[]> {
  const { q, seller, category, before } = filter;
  const pattern = `%${escapeLike((q ?? '').toLowerCase())}%`;
  const asked = Prisma.sql`(lower(p.title) LIKE ${pattern} OR p.sku = ${q ?? ''} OR p.gtin = ${q ?? ''})`;
  return db().$queryRaw<ProductRow[]>`
    SELECT p.id, p.title, p.brand, p.sku, s.name AS "sellerName", c.path_name AS "categoryPath",
      p.current_source AS "currentSource", p.price_minor::float8 AS "priceMinor", p.currency, p.locale,
      p.survivor_id IS NOT NULL AS merged, p.delisted_at IS NOT NULL AS delisted,
      (SELECT i.id FROM image i WHERE i.product_id = p.id AND i.state = 'done' ORDER BY i.position, i.id LIMIT 1)
        AS "imageId"
    FROM product p JOIN seller s ON s.id = p.seller_id LEFT JOIN category c ON c.id = p.current_category_id
    WHERE p.catalog_id = ${catalogId}::uuid
      ${q ? Prisma.sql`AND ${asked}` : Prisma.empty}
      ${seller ? Prisma.sql`AND p.seller_id = ${seller}::uuid` : Prisma.empty}
      ${category ? Prisma.sql`AND p.current_category_id = ${category}::uuid` : Prisma.empty}
      ${before ? Prisma.sql`AND p.id < ${before}::uuid` : Prisma.empty}
    ORDER BY p.id DESC LIMIT ${limit}`;
}

/** Sellers of a catalog by name, for the filter. */
export async function findSellers(catalogId: string): Promise<{ id: string; name: string }[]> {
  return db().seller.findMany({
    where: { catalogId },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  });
}

/** One product with all that its page shows; null where there is none in this catalog. */
export async function findProduct(catalogId: string, productId: string) {
  return db().product.findFirst({
    where: { id: productId, catalogId },
    include: { seller: true, images: { orderBy: { position: 'asc' } } },
  });
}

/** Names of categories by id. */
export async function findCategoryPaths(ids: string[]): Promise<Map<string, string>> {
  const rows = await db().category.findMany({
    where: { id: { in: ids } },
    select: { id: true, pathName: true },
  });
  return new Map(rows.map((row) => [row.id, row.pathName]));
}

/** Earlier inputs of a product, newest first; at most 20. */
export async function findRevisions(productId: string): Promise<{ revision: number; createdAt: Date }[]> {
  return db().productRevision.findMany({
    where: { productId },
    orderBy: { revision: 'desc' },
    take: 20,
    select: { revision: true, createdAt: true },
  });
}
