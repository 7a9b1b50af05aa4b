/** Candidate pairs and their scores. A pair that people told apart is never written again (law 1). */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { wakeUnitsOf } from '#server/jobs/stage-event.ts';
import { source } from '#server/ml/pairs/candidate-source.ts';
import type { PairReasons } from '#server/ml/pairs/reason-words.ts';

export interface CandidateRow {
  a: string;
  b: string;
  sources: number;
}

/**
 * Writes candidates without those that a live fact tells apart or of which one is merged or delisted, and drops told-apart
 * ones that were there before.
 */
export async function saveCandidates(tx: Tx, catalogId: string, rows: CandidateRow[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM candidate_pair c USING pair_fact f
    WHERE c.catalog_id = ${catalogId}::uuid AND f.a = c.a AND f.b = c.b
      AND f.superseded_by IS NULL AND f.relation <> 'same'`;
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO candidate_pair (catalog_id, a, b, sources)
    SELECT ${catalogId}::uuid, new.a, new.b, new.sources
    FROM unnest(${rows.map((row) => row.a)}::uuid[], ${rows.map((row) => row.b)}::uuid[],
      ${rows.map((row) => row.sources)}::int[]) AS new (a, b, sources)
    JOIN product pa ON pa.id = new.a AND pa.survivor_id IS NULL AND pa.delisted_at IS NULL
    JOIN product pb ON pb.id = new.b AND pb.survivor_id IS NULL AND pb.delisted_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM pair_fact f
      WHERE f.a = new.a AND f.b = new.b AND f.superseded_by IS NULL AND f.relation <> 'same')
    ON CONFLICT (a, b) DO UPDATE SET sources = excluded.sources`;
}

/** Those of some pairs, as `a b`, of which people said something that holds. */
export async function readDecidedAmong(pairs: readonly { a: string; b: string }[]): Promise<Set<string>> {
  if (pairs.length === 0) return new Set();
  const rows = await db().$queryRaw<{ a: string; b: string }[]>`
    SELECT f.a, f.b FROM unnest(${pairs.map((pair) => pair.a)}::uuid[], ${pairs.map((pair) => pair.b)}::uuid[]) AS asked (a, b)
    JOIN pair_fact f ON f.a = asked.a AND f.b = asked.b AND f.superseded_by IS NULL`;
  return new Set(rows.map(({ a, b }) => `${a} ${b}`));
}

/** Drops candidates that a filter refuses, but for those that something else than words found, or that were decided. */
export async function dropRefused(tx: Tx, pairs: readonly { a: string; b: string }[]): Promise<void> {
  if (pairs.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM candidate_pair c
    USING unnest(${pairs.map((pair) => pair.a)}::uuid[], ${pairs.map((pair) => pair.b)}::uuid[]) AS refused (a, b)
    WHERE c.a = refused.a AND c.b = refused.b AND (c.sources & ~${source.text | source.spared}::int) = 0
      AND NOT EXISTS (SELECT FROM pair_fact f WHERE f.a = c.a AND f.b = c.b AND f.superseded_by IS NULL)`;
}

/** Candidates of live listings that words alone found, spread over the catalog. */
export async function sampleTextCandidates(
  catalogId: string,
  limit: number,
): Promise<{ a: string; b: string }[]> {
  return db().$queryRaw<{ a: string; b: string }[]>`
    SELECT c.a, c.b FROM candidate_pair c
      JOIN product x ON x.id = c.a AND x.survivor_id IS NULL AND x.delisted_at IS NULL
      JOIN product y ON y.id = c.b AND y.survivor_id IS NULL AND y.delisted_at IS NULL
    WHERE c.catalog_id = ${catalogId}::uuid AND c.sources = ${source.text}
    ORDER BY md5(concat(c.a, c.b)) LIMIT ${limit}`;
}

/** Smaller ids of the candidates in which these products are the larger: their scores are stale too. */
export async function smallerPartners(productIds: string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ a: string }[]>`
    SELECT DISTINCT a FROM candidate_pair WHERE b = ANY(${productIds}::uuid[])`;
  return rows.map((row) => row.a);
}

/** Candidates of which these products are the smaller. */
export async function readCandidates(productIds: string[]): Promise<{ a: string; b: string }[]> {
  return db().$queryRaw<{ a: string; b: string }[]>`
    SELECT c.a, c.b FROM candidate_pair c
    WHERE c.a = ANY(${productIds}::uuid[]) AND NOT EXISTS (SELECT 1 FROM pair_fact f
      WHERE f.a = c.a AND f.b = c.b AND f.superseded_by IS NULL AND f.relation <> 'same')
    ORDER BY c.a, c.b`;
}

export interface ScoreRow {
  a: string;
  b: string;
  p: number;
  reasons: PairReasons;
}

/** Writes scores of one model version; earlier ones of the same version are replaced. */
export async function saveScores(tx: Tx, modelVersionId: string, rows: ScoreRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO pair_score (a, b, model_version_id, p, reasons)
    SELECT new.a, new.b, ${modelVersionId}::uuid, new.p, new.reasons::jsonb
    FROM unnest(${rows.map((row) => row.a)}::uuid[], ${rows.map((row) => row.b)}::uuid[],
      ${rows.map((row) => row.p)}::float8[], ${rows.map((row) => JSON.stringify(row.reasons))}::text[])
      AS new (a, b, p, reasons)
    ON CONFLICT (a, b, model_version_id) DO UPDATE SET p = excluded.p, reasons = excluded.reasons, created_at = now()`;
}

/**
 * Has the pairs scored that this model has not seen, of units that count as done; returns how many units that are. Pairs
 * told apart, or of merged and delisted listings, are in nobody's way and stay as they are.
 */
export async function wakeUnscored(tx: Tx, catalogId: string, modelVersionId: string): Promise<number> {
  const select = Prisma.sql`
    SELECT c.a::text FROM candidate_pair c
      JOIN product x ON x.id = c.a AND x.survivor_id IS NULL AND x.delisted_at IS NULL
      JOIN product y ON y.id = c.b AND y.survivor_id IS NULL AND y.delisted_at IS NULL
      JOIN stage_state u ON u.stage = 'score-pairs' AND u.unit_id = c.a::text AND u.state = 'done'
    WHERE c.catalog_id = ${catalogId}::uuid
      AND NOT EXISTS (SELECT FROM pair_score s
        WHERE s.a = c.a AND s.b = c.b AND s.model_version_id = ${modelVersionId}::uuid)
      AND NOT EXISTS (SELECT FROM pair_fact f
        WHERE f.a = c.a AND f.b = c.b AND f.superseded_by IS NULL AND f.relation <> 'same')`;
  return wakeUnitsOf(tx, { catalogId, stage: 'score-pairs', select });
}

/** Catalogs in which pairs were ever proposed. */
export async function findPairedCatalogs(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT k.id FROM catalog k WHERE EXISTS (SELECT FROM candidate_pair c WHERE c.catalog_id = k.id) ORDER BY k.id`;
  return rows.map((row) => row.id);
}
