/** Products as models read them, their features, and their embeddings. */
import pgvector from 'pgvector';
import { db } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { ProductText } from './product-text.ts';
import type { Anchor } from './schema-meaning.ts';

export interface ProductForModels extends ProductText {
  id: string;
  inputHash: string;
  revision: number;
  givenCategoryIds: string[];
  currentCategoryId: string | null;
  currentSource: string;
  popularity: number | null;
  survivorId: string | null;
  delistedAt: Date | null;
}

const productFields = {
  id: true,
  title: true,
  brand: true,
  description: true,
  attributes: true,
  sellerCategoryPath: true,
  priceMinor: true,
  currency: true,
  inputHash: true,
  revision: true,
  givenCategoryIds: true,
  currentCategoryId: true,
  currentSource: true,
  popularity: true,
  survivorId: true,
  delistedAt: true,
} as const;

type Selected = Prisma.ProductGetPayload<{ select: typeof productFields }>;

function toProduct(row: Selected): ProductForModels {
  return { ...row, attributes: (row.attributes ?? {}) as Record<string, unknown> };
}

/** Products by id, in id order: at most a batch of a stage. */
export async function readProducts(ids: string[]): Promise<ProductForModels[]> {
  const rows = await db().product.findMany({
    where: { id: { in: ids } },
    select: productFields,
    orderBy: { id: 'asc' },
  });
  return rows.map(toProduct);
}

/** All listed products of a catalog in id order, a page at a time (keyset). */
export async function* eachProduct(catalogId: string, pageSize = 1000): AsyncGenerator<ProductForModels[]> {
  let after: string | null = null;
  for (;;) {
    const rows: Selected[] = await db().product.findMany({
      where: { catalogId, delistedAt: null, ...(after ? { id: { gt: after } } : {}) },
      select: productFields,
      orderBy: { id: 'asc' },
      take: pageSize,
    });
    if (rows.length === 0) return;
    yield rows.map(toProduct);
    after = rows[rows.length - 1].id;
  }
}

export interface FeatureRow {
  productId: string;
  featureVersion: string;
  inputHash: string;
  features: Prisma.InputJsonObject;
  titleSignature: string;
}

/** Features of many products at once: one statement, arrays as parameters. */
export async function saveFeatures(tx: Tx, rows: FeatureRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO product_feature (product_id, feature_version, input_hash, features, title_signature, updated_at)
    SELECT id, version, hash, features::jsonb, signature, now()
    FROM unnest(${rows.map((row) => row.productId)}::uuid[], ${rows.map((row) => row.featureVersion)}::text[],
      ${rows.map((row) => row.inputHash)}::text[], ${rows.map((row) => JSON.stringify(row.features))}::text[],
      ${rows.map((row) => row.titleSignature)}::text[]) AS made (id, version, hash, features, signature)
    ON CONFLICT (product_id) DO UPDATE SET feature_version = excluded.feature_version,
      input_hash = excluded.input_hash, features = excluded.features, title_signature = excluded.title_signature,
      updated_at = now()`;
}

/** The embedding of a product, as text that pgvector reads back; null where it has none. */
export async function embeddingOf(productId: string, modelVersionId: string): Promise<number[] | null> {
  const rows = await db().$queryRaw<{ v: string }[]>`
    SELECT v::text AS v FROM embedding WHERE product_id = ${productId}::uuid AND model_version_id = ${modelVersionId}::uuid`;
  return rows.length ? (pgvector.fromSql(rows[0].v) as number[]) : null;
}

/** Embeddings of many products; those that have none are left out. */
export async function readVectors(
  productIds: string[],
  modelVersionId: string,
): Promise<Map<string, Float32Array>> {
  const rows = await db().$queryRaw<{ id: string; v: string }[]>`
    SELECT product_id AS id, v::text AS v FROM embedding
    WHERE model_version_id = ${modelVersionId}::uuid AND product_id = ANY(${productIds}::uuid[])`;
  return new Map(rows.map((row) => [row.id, Float32Array.from(pgvector.fromSql(row.v) as number[])]));
}

/** Has any product a vector of this embedder? */
export async function hasEmbeddings(modelVersionId: string): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM embedding WHERE model_version_id = ${modelVersionId}::uuid LIMIT 1`;
  return rows.length > 0;
}

/** A product of a catalog, and whether it has a vector of the embedder in use; null where the catalog has no such product. */
export async function readAnchor(catalogId: string, productId: string): Promise<Anchor | null> {
  const rows = await db().$queryRaw<Anchor[]>`
    SELECT p.id AS "productId", p.title, EXISTS (
      SELECT 1 FROM active_model m JOIN embedding e ON e.product_id = p.id AND e.model_version_id = m.model_version_id
      WHERE m.catalog_id = p.catalog_id AND m.kind = 'embedder') AS "hasVector"
    FROM product p WHERE p.id = ${productId}::uuid AND p.catalog_id = ${catalogId}::uuid`;
  return rows[0] ?? null;
}

/** Has this catalog an embedder in use? */
export async function hasEmbedder(catalogId: string): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM active_model WHERE catalog_id = ${catalogId}::uuid AND kind = 'embedder'`;
  return rows.length > 0;
}
