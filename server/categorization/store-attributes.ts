/** Suggested attributes, many products at a time: a table of their own, apart from what sellers say. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { SuggestedAttribute } from './schema-attributes.ts';

export interface AttributesToSave {
  productId: string;
  inputHash: string;
  /** Fold whose model had not seen the product; null where it was in no training set. */
  fold: number | null;
  /** May be empty: the product was asked about, and nothing was sure. */
  suggested: SuggestedAttribute[];
}

/** Writes what one model version suggests; a second run of the same input writes the same rows. */
export async function saveAttributes(
  tx: Tx,
  modelVersionId: string,
  rows: AttributesToSave[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO attribute_suggestion (product_id, model_version_id, fold, input_hash, suggested)
    SELECT "productId", ${modelVersionId}::uuid, fold, "inputHash", suggested
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS made ("productId" uuid, fold int, "inputHash" text, suggested jsonb)
    ON CONFLICT (product_id, model_version_id) DO UPDATE SET fold = excluded.fold, input_hash = excluded.input_hash,
      suggested = excluded.suggested, created_at = now()`;
}

/** Products about whose present input a model version has been asked: out-of-fold answers must not be overwritten by the full model. */
export async function readAskedAttributes(
  modelVersionId: string,
  productIds: string[],
): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT a.product_id AS id FROM attribute_suggestion a JOIN product p ON p.id = a.product_id
    WHERE a.model_version_id = ${modelVersionId}::uuid AND a.product_id = ANY(${productIds}::uuid[]) AND a.input_hash = p.input_hash`;
  return new Set(rows.map((row) => row.id));
}

/** What the model in use suggests for products as they are now. */
export async function readSuggestedAttributes(
  productIds: readonly string[],
): Promise<Map<string, SuggestedAttribute[]>> {
  const rows = await db().$queryRaw<{ id: string; suggested: SuggestedAttribute[] }[]>`
    SELECT p.id, a.suggested FROM product p
    JOIN active_model m ON m.catalog_id = p.catalog_id AND m.kind = 'attributes'
    JOIN attribute_suggestion a ON a.product_id = p.id AND a.model_version_id = m.model_version_id AND a.input_hash = p.input_hash
    WHERE p.id = ANY(${productIds as string[]}::uuid[]) AND a.suggested <> '[]'::jsonb`;
  return new Map(rows.map((row) => [row.id, row.suggested]));
}
