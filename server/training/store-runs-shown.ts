/** What the list of runs shows beside each: the measures of its model and the dataset that it learnt from. */
import { db } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';

export interface ShownEvaluation {
  provisional: boolean;
  metrics: Prisma.JsonValue;
}

/** The latest evaluation of each version, by its id; without the figures of single categories, which of 5,000 leaves are nearly all of it. */
export async function readShownEvaluations(
  modelVersionIds: readonly string[],
): Promise<Map<string, ShownEvaluation>> {
  const rows = await db().$queryRaw<(ShownEvaluation & { id: string })[]>`
    SELECT DISTINCT ON (model_version_id) model_version_id AS id, provisional, metrics - 'categories' AS metrics
    FROM evaluation WHERE model_version_id = ANY(${modelVersionIds}::uuid[]) ORDER BY model_version_id, created_at DESC`;
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export interface ShownDataset {
  sha256: string;
  rows: number;
  /** Of them, those that people decided. */
  decided: number;
}

/** Datasets by their ids. */
export async function readShownDatasets(ids: readonly string[]): Promise<Map<string, ShownDataset>> {
  const rows = await db().$queryRaw<(ShownDataset & { id: string })[]>`
    SELECT id, sha256, coalesce((manifest ->> 'rows')::int, 0) AS rows, coalesce((manifest ->> 'decided')::int, 0) AS decided
    FROM dataset WHERE id = ANY(${ids}::uuid[])`;
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
