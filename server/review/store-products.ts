import type { Actor } from '#server/auth/actor.ts';
import { type Db, db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { formatPrice, listFacts } from './card-facts.ts';
import type { CardImage, CardProduct } from './schema-product.ts';

/** Products as the cards show them: one query with their images, however many are asked for. */
interface ProductRow {
  productId: string;
  revision: number;
  title: string;
  brand: string | null;
  description: string | null;
  sku: string;
  gtin: string | null;
  mpn: string | null;
  priceMinor: bigint | null;
  currency: string | null;
  locale: string | null;
  url: string | null;
  attributes: unknown;
  sellerName: string;
  sellerCategoryPath: string | null;
  catalogLocale: string;
  images: CardImage[] | null;
}

type Client = Db | Tx;

/** Keyed by product id; products that are gone are missing. Delisted and, unless asked for, merged ones are left out. */
export async function readCardProducts(
  productIds: string[],
  client: Client = db(),
  withMerged = false,
): Promise<Map<string, CardProduct>> {
  const rows = await client.$queryRaw<ProductRow[]>`
    SELECT p.id AS "productId", p.revision, p.title, p.brand, p.description, p.sku, p.gtin, p.mpn,
      p.price_minor AS "priceMinor", p.currency, p.locale, p.url, p.attributes, s.name AS "sellerName",
      p.seller_category_path AS "sellerCategoryPath", c.default_locale AS "catalogLocale",
      (SELECT jsonb_agg(jsonb_build_object('imageId', g.id, 'blobSha256', g.blob_sha256, 'width', g.width,
         'height', g.height) ORDER BY g.position, g.id)
       FROM image g WHERE g.product_id = p.id AND g.state = 'done' AND g.blob_sha256 IS NOT NULL) AS images
    FROM product p JOIN seller s ON s.id = p.seller_id JOIN catalog c ON c.id = p.catalog_id
    WHERE p.id = ANY(${productIds}::uuid[]) AND (p.survivor_id IS NULL OR ${withMerged}) AND p.delisted_at IS NULL`;
  return new Map(rows.map((row) => [row.productId, asCardProduct(row)]));
}

function asCardProduct(row: ProductRow): CardProduct {
  const { priceMinor, attributes, images, ...plain } = row;
  return {
    ...plain,
    skuGiven: !row.sku.startsWith('~'),
    price: formatPrice(priceMinor, row.currency, row.catalogLocale),
    priceMinor: priceMinor === null ? null : Number(priceMinor),
    attributes: listFacts(attributes),
    images: images ?? [],
  };
}

/** Those of the products that lie in a catalog which this person may see. */
export async function visibleProducts(actor: Actor, productIds: string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT p.id FROM product p WHERE p.id = ANY(${productIds}::uuid[]) AND (${actor.role} = 'admin' OR EXISTS (
      SELECT 1 FROM catalog_access a WHERE a.catalog_id = p.catalog_id AND a.user_id = ${actor.id}))`;
  return rows.map((row) => row.id);
}

/** Takes items out of the queue whose subject is no longer there to decide on. */
export async function withdrawItems(itemIds: string[]): Promise<void> {
  await db().$executeRaw`
    UPDATE review_item SET state = 'withdrawn', leased_by = NULL, lease_until = NULL, updated_at = now()
    WHERE id = ANY(${itemIds}::uuid[]) AND state IN ('open', 'leased', 'escalated')`;
}
