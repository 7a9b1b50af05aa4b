/** Suggestions and the category queue's items, many at a time. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';

export interface SuggestionToSave {
  productId: string;
  fold: number | null;
  inputHash: string;
  categoryId: string;
  p: number;
  topK: { categoryId: string; p: number }[];
  depthOk: number;
  entropy: number;
  pGiven: number | null;
  suspicion: number;
  evidence: {
    words: string[];
    modalities: { name: string; categoryId: string; p: number }[];
    sentence: string;
  };
  disagreement: number | null;
}

/** Writes suggestions of one model version; a second run of the same input writes the same rows. */
export async function saveSuggestions(
  tx: Tx,
  modelVersionId: string,
  rows: SuggestionToSave[],
): Promise<void> {
  if (rows.length === 0) return;
  // One JSON parameter for the batch: the statement does not grow with the rows (law 12).
  await tx.$executeRaw`
    INSERT INTO suggestion (product_id, model_version_id, fold, input_hash, category_id, p, top_k, depth_ok, entropy,
      p_given, suspicion, evidence, disagreement)
    SELECT "productId", ${modelVersionId}::uuid, fold, "inputHash", "categoryId", p, "topK", "depthOk", entropy,
      "pGiven", suspicion, evidence, disagreement
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS made ("productId" uuid, fold int, "inputHash" text,
      "categoryId" uuid, p float8, "topK" jsonb, "depthOk" int, entropy float8, "pGiven" float8, suspicion float8,
      evidence jsonb, disagreement float8)
    ON CONFLICT (product_id, model_version_id) DO UPDATE SET fold = excluded.fold, input_hash = excluded.input_hash,
      category_id = excluded.category_id, p = excluded.p, top_k = excluded.top_k, depth_ok = excluded.depth_ok,
      entropy = excluded.entropy, p_given = excluded.p_given, suspicion = excluded.suspicion,
      evidence = excluded.evidence, disagreement = excluded.disagreement, created_at = now()`;
}

export interface EvidenceToSave {
  productId: string;
  evidence: SuggestionToSave['evidence'];
  disagreement: number | null;
}

/** Adds reasons to suggestions that stay as they are. */
export async function saveEvidence(tx: Tx, modelVersionId: string, rows: EvidenceToSave[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE suggestion s SET evidence = made.evidence, disagreement = made.disagreement
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS made ("productId" uuid, evidence jsonb, disagreement float8)
    WHERE s.product_id = made."productId" AND s.model_version_id = ${modelVersionId}::uuid`;
}

export interface KnownSuggestion {
  productId: string;
  inputHash: string;
  fold: number | null;
  categoryId: string;
  p: number;
  topK: SuggestionToSave['topK'];
  suspicion: number;
  depthOk: number;
  entropy: number;
  evidence: SuggestionToSave['evidence'];
  disagreement: number | null;
}

/** Suggestions that a model version has made already: out-of-fold ones must not be overwritten by the full model. */
export async function readKnownSuggestions(
  modelVersionId: string,
  productIds: string[],
): Promise<Map<string, KnownSuggestion>> {
  const rows = await db().$queryRaw<KnownSuggestion[]>`
    SELECT product_id AS "productId", input_hash AS "inputHash", fold, category_id AS "categoryId", p, top_k AS "topK", suspicion,
      depth_ok AS "depthOk", entropy, evidence, disagreement
    FROM suggestion WHERE model_version_id = ${modelVersionId}::uuid AND product_id = ANY(${productIds}::uuid[])`;
  return new Map(rows.map((row) => [row.productId, row]));
}

export interface ItemToOpen {
  productId: string;
  revision: number;
  priority: number;
  priorityReason: string;
  reason: string;
}

/**
 * Opens an item per product, or renews the open one; a leased one keeps its lease. One that chance drew or a lead asked for
 * stays as it is. `modelVersionId`: null where no model asks.
 */
export async function openCategoryItems(
  tx: Tx,
  catalogId: string,
  modelVersionId: string | null,
  items: ItemToOpen[],
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map((item) => ({ ...item, id: newId() }));
  await tx.$executeRaw`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason, model_version_id, updated_at)
    SELECT id, ${catalogId}::uuid, 'categories', "productId", revision, priority, "priorityReason", reason, ${modelVersionId}::uuid, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS made (id uuid, "productId" uuid, revision int,
      priority float8, "priorityReason" text, reason text)
    ORDER BY "productId"
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO UPDATE SET
      priority = excluded.priority, priority_reason = excluded.priority_reason, reason = excluded.reason,
      subject_revision = excluded.subject_revision, model_version_id = excluded.model_version_id, updated_at = now()
    WHERE review_item.reason NOT IN ('audit', 'asked', 'second-opinion', 'gold', 'disputed', 'training', 'taxonomy', 'rejected')`;
}

/** Takes back open items that nobody needs to look at any more; leased ones stay with their person. */
export async function withdrawCategoryItems(tx: Tx, productIds: string[]): Promise<void> {
  if (productIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE review_item SET state = 'withdrawn', updated_at = now()
    WHERE queue = 'categories' AND state = 'open' AND reason NOT IN ('audit', 'asked', 'second-opinion', 'gold', 'training', 'taxonomy', 'rejected') AND subject_id = ANY(${productIds}::uuid[])`;
}

/** Products filed under each category, counted to `atMost`: a look-up in the index per category, whatever their number. */
export async function countFiled(
  catalogId: string,
  categoryIds: string[],
  atMost: number,
): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ id: string; count: number }[]>`
    SELECT c.id, (SELECT count(*)::int FROM (SELECT 1 FROM product p
      WHERE p.catalog_id = ${catalogId}::uuid AND p.current_category_id = c.id LIMIT ${atMost}) AS few) AS count
    FROM unnest(${[...new Set(categoryIds)]}::uuid[]) AS c (id)`;
  return new Map(rows.map((row) => [row.id, row.count]));
}

/** Some listed products, chosen by hash: the same ones every time. */
export async function readSampleIds(catalogId: string, count: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM product WHERE catalog_id = ${catalogId}::uuid AND delisted_at IS NULL
    ORDER BY sha256(convert_to(id::text, 'UTF8')) LIMIT ${count}`;
  return rows.map((row) => row.id);
}
