/** Datasets, runs and evaluations. */
import { db } from '#server/db/client.ts';
import { Prisma, type TrainingRun } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { RunCurve, TrainedKind } from './schema.ts';

export type RunRow = TrainingRun;

export async function insertRun(
  tx: Tx,
  run: {
    id: string;
    catalogId: string;
    kind: TrainedKind;
    seed: number;
    createdBy: string;
    config: Prisma.InputJsonObject;
  },
): Promise<void> {
  await tx.trainingRun.create({ data: run });
}

export async function findRun(id: string): Promise<RunRow | null> {
  return db().trainingRun.findUnique({ where: { id } });
}

export async function updateRun(
  id: string,
  change: Prisma.TrainingRunUncheckedUpdateInput,
  tx: Tx | null = null,
): Promise<void> {
  await (tx ?? db()).trainingRun.update({ where: { id }, data: change });
}

/** The curves so far, in place of those before. */
export async function saveCurves(id: string, curves: readonly RunCurve[]): Promise<void> {
  await db()
    .$executeRaw`UPDATE training_run SET curves = ${JSON.stringify(curves)}::jsonb WHERE id = ${id}::uuid`;
}

export async function listRuns(catalogId: string): Promise<RunRow[]> {
  return db().trainingRun.findMany({
    where: { catalogId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 50,
  });
}

/** What each category of a catalog's taxonomy is called, in all its languages and by its synonyms. */
export async function readCategoryNames(catalogId: string): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ id: string; names: string }[]>`
    SELECT n.category_id AS id, string_agg(DISTINCT told.name, ' ' ORDER BY told.name) AS names
    FROM catalog k
    JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id
    JOIN category_name n ON n.category_id = c.id
    CROSS JOIN LATERAL unnest(array_prepend(n.name, n.synonyms)) AS told(name)
    WHERE k.id = ${catalogId}::uuid
    GROUP BY n.category_id`;
  return new Map(rows.map((row) => [row.id, row.names]));
}

/** Live categories of a catalog's taxonomy by id: parents, for paths from the root. */
export async function readParents(catalogId: string): Promise<Map<string, string | null>> {
  const rows = await db().$queryRaw<{ id: string; parent: string | null }[]>`
    SELECT c.id, c.parent_id AS parent FROM category c
    JOIN catalog k ON k.taxonomy_version_id = c.taxonomy_version_id WHERE k.id = ${catalogId}::uuid`;
  return new Map(rows.map((row) => [row.id, row.parent]));
}

/** What people's labels say of one product. */
export interface Belief {
  value: string;
  disputed: boolean;
}

/** The label that counts of every labelled product: an agreed one before a single voice, the latest of those. */
export async function readBeliefs(catalogId: string): Promise<Map<string, Belief>> {
  const rows = await db().$queryRaw<(Belief & { id: string })[]>`
    SELECT DISTINCT ON (subject_id) subject_id AS id, value, state = 'disputed' AS disputed
    FROM label WHERE catalog_id = ${catalogId}::uuid AND kind = 'category' AND state <> 'excluded'
    ORDER BY subject_id, state = 'disputed' DESC, state = 'agreed' DESC, id DESC`;
  return new Map(rows.map(({ id, ...belief }) => [id, belief]));
}

/** Versions of everything that gives labels their meaning, as they are now; null where there is none. */
export interface Circumstances extends Prisma.InputJsonObject {
  taxonomyVersion: string | null;
  taxonomySha256: string | null;
  /** Guidelines that hold, and the time of the latest. */
  guidelines: number;
  guidelinesAt: string | null;
  acceptancePolicy: number | null;
  categorizer: string | null;
}

export async function readCircumstances(catalogId: string): Promise<Circumstances> {
  const [row] = await db().$queryRaw<Circumstances[]>`
    SELECT v.label AS "taxonomyVersion", v.sha256 AS "taxonomySha256",
      (SELECT count(DISTINCT category_id)::int FROM guideline WHERE catalog_id = k.id) AS guidelines,
      (SELECT to_char(max(created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') FROM guideline WHERE catalog_id = k.id) AS "guidelinesAt",
      (SELECT max(version) FROM acceptance_policy WHERE catalog_id = k.id) AS "acceptancePolicy",
      (SELECT model_version_id::text FROM active_model WHERE catalog_id = k.id AND kind = 'categorizer') AS categorizer
    FROM catalog k LEFT JOIN taxonomy_version v ON v.id = k.taxonomy_version_id WHERE k.id = ${catalogId}::uuid`;
  return row;
}

export async function saveEvaluation(tx: Tx, row: Prisma.EvaluationUncheckedCreateInput): Promise<void> {
  await tx.evaluation.create({ data: row });
}

export async function findEvaluation(
  modelVersionId: string,
): Promise<{ provisional: boolean; metrics: Prisma.JsonValue } | null> {
  return db().evaluation.findFirst({
    where: { modelVersionId },
    orderBy: { createdAt: 'desc' },
    select: { provisional: true, metrics: true },
  });
}

/** A query for the ids of a catalog's listed products, for waking a whole stage without ids crossing the wire. */
export function listedProducts(catalogId: string): Prisma.Sql {
  return Prisma.sql`SELECT id::text FROM product WHERE catalog_id = ${catalogId}::uuid AND delisted_at IS NULL`;
}

/** Listed products, and how many of them have a category to learn from: given by their seller, or decided. */
export async function countLabelled(
  catalogId: string,
): Promise<{ products: number; labelled: number; hasTaxonomy: boolean }> {
  const [row] = await db().$queryRaw<{ products: number; labelled: number; hasTaxonomy: boolean }[]>`
    SELECT count(*)::int AS products, count(current_category_id)::int AS labelled,
      EXISTS (SELECT FROM catalog WHERE id = ${catalogId}::uuid AND taxonomy_version_id IS NOT NULL) AS "hasTaxonomy"
    FROM product WHERE catalog_id = ${catalogId}::uuid AND delisted_at IS NULL`;
  return row;
}
