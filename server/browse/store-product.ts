/** Everything about one product, in a handful of queries by its id; lists are capped where a product may have many. */
import { db } from '#server/db/client.ts';
import type { RelatedProduct } from './schema-product.ts';

const eventsMax = 60;

export interface ProductBase {
  id: string;
  revision: number;
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
  popularity: number | null;
  attributes: Record<string, unknown>;
  edited: Record<string, { value: unknown; seller: unknown; by: string; at: string }>;
  inputHash: string;
  sellerId: string;
  sellerName: string;
  sellerCategoryPath: string | null;
  sellerCategoryId: string | null;
  mappingState: string | null;
  mappedId: string | null;
  givenCategoryIds: string[];
  givenFrom: 'seller' | 'mapping';
  currentCategoryId: string | null;
  currentSource: 'given' | 'decision' | 'accepted' | 'merged';
  survivorId: string | null;
  delistedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  importRunId: string | null;
  importFile: string | null;
  importAt: Date | null;
}

/** The row itself with its seller, the mapping of the seller's category, and its last import; null outside the catalog. */
export async function findProductBase(catalogId: string, productId: string): Promise<ProductBase | null> {
  const rows = await db().$queryRaw<ProductBase[]>`
    SELECT p.id, p.revision, p.title, p.brand, p.sku, p.gtin, p.mpn, p.description, p.price_minor::float8 AS "priceMinor",
      p.currency, p.locale, p.url, p.popularity, p.attributes, p.edited, p.input_hash AS "inputHash", s.id AS "sellerId",
      s.name AS "sellerName", p.seller_category_path AS "sellerCategoryPath", p.seller_category_id AS "sellerCategoryId",
      sc.state AS "mappingState", sc.category_id AS "mappedId", p.given_category_ids AS "givenCategoryIds",
      p.given_from AS "givenFrom", p.current_category_id AS "currentCategoryId", p.current_source AS "currentSource",
      p.survivor_id AS "survivorId", p.delisted_at AS "delistedAt", p.created_at AS "createdAt", p.updated_at AS "updatedAt",
      r.id AS "importRunId", r.file_name AS "importFile", r.created_at AS "importAt"
    FROM product p JOIN seller s ON s.id = p.seller_id LEFT JOIN seller_category sc ON sc.id = p.seller_category_id
      LEFT JOIN import_run r ON r.id = p.import_run_id
    WHERE p.id = ${productId}::uuid AND p.catalog_id = ${catalogId}::uuid`;
  return rows[0] ?? null;
}

export interface ImageRow {
  imageId: string;
  blobSha256: string | null;
  width: number | null;
  height: number | null;
  state: string;
  failure: string | null;
  source: string;
}

export async function findImages(productId: string): Promise<ImageRow[]> {
  return db().$queryRaw`
    SELECT id AS "imageId", blob_sha256 AS "blobSha256", width, height, state, failure, source
    FROM image WHERE product_id = ${productId}::uuid ORDER BY position, id LIMIT 40`;
}

/** Paths of categories by id. */
export async function findPaths(ids: string[]): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ id: string; pathName: string }[]>`
    SELECT id, path_name AS "pathName" FROM category WHERE id = ANY(${[...new Set(ids)]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.pathName]));
}

export interface SuggestionRow {
  modelVersionId: string;
  modelName: string;
  isActive: boolean;
  categoryId: string;
  p: number;
  topK: { categoryId: string; p: number }[];
  pGiven: number | null;
  suspicion: number;
  inputHash: string;
  disagreement: number | null;
  evidence: {
    sentence?: string | null;
    words?: string[];
    modalities?: { name: string; categoryId: string; p: number }[];
  };
  createdAt: Date;
}

/** Every model's suggestion, newest first; the active model's is marked. */
export async function findSuggestions(catalogId: string, productId: string): Promise<SuggestionRow[]> {
  return db().$queryRaw`
    SELECT x.model_version_id AS "modelVersionId", v.name || ' ' || left(v.sha256, 6) AS "modelName", a.model_version_id IS NOT NULL AS "isActive",
      x.category_id AS "categoryId", x.p, x.top_k AS "topK", x.p_given AS "pGiven", x.suspicion, x.input_hash AS "inputHash",
      x.disagreement, x.evidence, x.created_at AS "createdAt"
    FROM suggestion x JOIN model_version v ON v.id = x.model_version_id
      LEFT JOIN active_model a ON a.catalog_id = ${catalogId}::uuid AND a.kind = 'categorizer' AND a.model_version_id = x.model_version_id
    WHERE x.product_id = ${productId}::uuid ORDER BY x.created_at DESC, x.model_version_id LIMIT ${eventsMax}`;
}

export interface RevisionRow {
  revision: number;
  input: Record<string, unknown>;
  changedBy: string | null;
  fileName: string | null;
  createdAt: Date;
}

/** Inputs before each change, newest first; `createdAt` is when the change came. */
export async function findRevisions(productId: string): Promise<RevisionRow[]> {
  return db().$queryRaw`
    SELECT v.revision, v.input, coalesce(u.name, v.changed_by) AS "changedBy", r.file_name AS "fileName", v.created_at AS "createdAt"
    FROM product_revision v LEFT JOIN import_run r ON r.id = v.import_run_id LEFT JOIN "user" u ON u.id = v.changed_by
    WHERE v.product_id = ${productId}::uuid ORDER BY v.revision DESC LIMIT ${eventsMax}`;
}

export interface DecisionEvent {
  id: string;
  kind: 'category' | 'pair' | 'cluster' | 'undo';
  /** What an undo takes back. */
  undoes: 'category' | 'pair' | 'cluster' | 'undo' | null;
  answer: Record<string, unknown>;
  relation: string | null;
  reasonCode: string | null;
  note: string | null;
  secondOpinion: boolean;
  by: string;
  createdAt: Date;
}

/** Decisions about it: of its category, and of pairs and clusters that it stood in. Newest first. */
export async function findDecisions(productId: string): Promise<DecisionEvent[]> {
  return db().$queryRaw`
    WITH about AS (
      SELECT id FROM decision WHERE subject_id = ${productId}::uuid
      UNION SELECT decision_id FROM pair_fact WHERE a = ${productId}::uuid OR b = ${productId}::uuid
      UNION SELECT d.id FROM cluster_member m JOIN decision d ON d.subject_id = m.cluster_id WHERE m.product_id = ${productId}::uuid),
    more AS (SELECT id FROM about UNION SELECT d.id FROM decision d JOIN about ON d.supersedes = about.id)
    SELECT d.id, d.kind, was.kind AS undoes, d.answer, d.relation, d.reason_code AS "reasonCode", d.note,
      d.second_opinion AS "secondOpinion", coalesce(u.name, d.actor_id) AS by, d.created_at AS "createdAt"
    FROM more JOIN decision d ON d.id = more.id LEFT JOIN decision was ON was.id = d.supersedes
      LEFT JOIN "user" u ON u.id = d.actor_id
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${eventsMax}`;
}

const related = `p.id AS "productId", p.title, s.name AS "sellerName",
  CASE WHEN starts_with(p.sku, '~') THEN NULL ELSE p.sku END AS sku,
  (SELECT i.id FROM image i WHERE i.product_id = p.id AND i.state = 'done' ORDER BY i.position, i.id LIMIT 1) AS "imageId"`;

/** Others of its cluster, with the cluster's state. */
export async function findClusterOthers(
  productId: string,
): Promise<(RelatedProduct & { clusterId: string; state: string })[]> {
  return db().$queryRawUnsafe(
    `SELECT ${related}, k.id AS "clusterId", k.state FROM cluster_member mine
     JOIN cluster k ON k.id = mine.cluster_id JOIN cluster_member m ON m.cluster_id = k.id AND m.product_id <> mine.product_id
     JOIN product p ON p.id = m.product_id JOIN seller s ON s.id = p.seller_id
     WHERE mine.product_id = $1::uuid AND k.state IN ('proposed', 'merged', 'settled') ORDER BY p.id LIMIT 40`,
    productId,
  );
}

/** The record it was merged into, and the listings merged into it. */
export async function findMerged(
  survivorId: string | null,
  productId: string,
): Promise<(RelatedProduct & { isSurvivor: boolean })[]> {
  return db().$queryRawUnsafe(
    `SELECT ${related}, p.id = $1::uuid AS "isSurvivor" FROM product p JOIN seller s ON s.id = p.seller_id
     WHERE p.id = $1::uuid OR p.survivor_id = $2::uuid ORDER BY p.id LIMIT 40`,
    survivorId,
    productId,
  );
}

/** Listings by id as lists of related ones show them, with their category. */
export async function findRelated(
  ids: string[],
): Promise<(RelatedProduct & { categoryPath: string | null })[]> {
  return db().$queryRawUnsafe(
    `SELECT ${related}, c.path_name AS "categoryPath" FROM product p JOIN seller s ON s.id = p.seller_id
     LEFT JOIN category c ON c.id = p.current_category_id WHERE p.id = ANY($1::uuid[])`,
    ids,
  );
}

/** Whether the catalog has the product, and its active embedder. */
export async function findEmbedder(
  catalogId: string,
  productId: string,
): Promise<{ modelVersionId: string | null } | null> {
  const rows = await db().$queryRaw<{ modelVersionId: string | null }[]>`
    SELECT a.model_version_id AS "modelVersionId" FROM product p
    LEFT JOIN active_model a ON a.catalog_id = p.catalog_id AND a.kind = 'embedder'
    WHERE p.id = ${productId}::uuid AND p.catalog_id = ${catalogId}::uuid`;
  return rows[0] ?? null;
}
