/** Samples of pairs: their strata in the database, what was drawn, and what people answered. */
import { db } from '#server/db/client.ts';
import { Prisma, type PairSample as SampleRow } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { DrawnStratum, PairStratum, StratumAnswers } from './schema-pair-sample.ts';

export type { SampleRow };

/** Serialises what is done with the samples of a catalog until the transaction ends. */
export async function lockSamples(tx: Tx, catalogId: string): Promise<SampleRow | null> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('pair-sample'), hashtext(${catalogId}))::text`;
  return tx.pairSample.findFirst({ where: { catalogId, state: { in: ['drawing', 'open'] } } });
}

export async function findSampleByKey(tx: Tx, idempotencyKey: string): Promise<SampleRow | null> {
  return tx.pairSample.findUnique({ where: { idempotencyKey } });
}

export async function insertSample(
  tx: Tx,
  sample: Pick<SampleRow, 'id' | 'catalogId' | 'idempotencyKey' | 'seed' | 'size' | 'createdBy'>,
): Promise<void> {
  await tx.pairSample.create({ data: { ...sample, state: 'drawing' } });
}

export async function readSample(id: string): Promise<SampleRow | null> {
  return db().pairSample.findUnique({ where: { id } });
}

/** Locks a sample while it is still being drawn; null where somebody ended it or another worker drew it. */
export async function lockDrawing(tx: Tx, id: string): Promise<SampleRow | null> {
  await tx.$queryRaw`SELECT id FROM pair_sample WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.pairSample.findFirst({ where: { id, state: 'drawing' } });
}

export async function setDrawn(
  tx: Tx,
  id: string,
  drawn: { modelVersionId: string; strata: DrawnStratum[]; isEmpty: boolean },
): Promise<void> {
  const { modelVersionId, strata, isEmpty } = drawn;
  await tx.pairSample.update({
    where: { id },
    data: {
      ...{ modelVersionId, drawnAt: new Date(), state: isEmpty ? 'closed' : 'open' },
      strata: strata.map((stratum) => ({ ...stratum })),
    },
  });
}

/** Ends a sample: what nobody has in hand leaves the queue. Returns how many questions that were. */
export async function endSample(tx: Tx, id: string): Promise<number> {
  await tx.pairSample.update({ where: { id }, data: { state: 'closed', closedAt: new Date() } });
  return tx.$executeRaw`
    UPDATE review_item i SET state = 'withdrawn', leased_by = NULL, lease_until = NULL, updated_at = now()
    FROM asked_pair q WHERE q.draw_id = ${id}::uuid AND i.queue = 'duplicates' AND i.subject_id = q.id
      AND i.state IN ('open', 'deferred', 'escalated')`;
}

/** Questions of a sample that wait or are in somebody's hand. */
export async function countWaiting(tx: Tx, id: string): Promise<number> {
  const [{ count }] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM asked_pair q JOIN review_item i ON i.queue = 'duplicates' AND i.subject_id = q.id
    WHERE q.draw_id = ${id}::uuid AND i.state IN ('open', 'leased', 'deferred', 'escalated')`;
  return count;
}

export interface StratumDraw {
  stratum: PairStratum;
  a: string;
  b: string;
  p: number | null;
  /** Proposed cluster that both are all of, and the least p there. */
  clusterId: string | null;
  clusterP: number | null;
  population: number;
  meanP: number;
}

/** Live pairs that nobody decided: candidates with their score, and those that share a proposed cluster all the same. */
const undecidedPairs = (catalogId: string, modelVersionId: string): Prisma.Sql => Prisma.sql`
  WITH live AS MATERIALIZED (
    SELECT p.id, m.cluster_id AS cluster, k.size,
      CASE WHEN k.density >= 1 AND k.model_version_id = ${modelVersionId}::uuid THEN (k.weakest_pair->>'p')::float8 END AS weakest
    FROM product p
      LEFT JOIN (cluster_member m JOIN cluster k ON k.id = m.cluster_id AND k.state = 'proposed') ON m.product_id = p.id
    WHERE p.catalog_id = ${catalogId}::uuid AND p.survivor_id IS NULL AND p.delisted_at IS NULL
  ), pair AS (
    SELECT c.a, c.b, s.p, x.cluster = y.cluster AS together, x.cluster, x.size, x.weakest
    FROM candidate_pair c JOIN live x ON x.id = c.a JOIN live y ON y.id = c.b
      LEFT JOIN pair_score s ON s.a = c.a AND s.b = c.b AND s.model_version_id = ${modelVersionId}::uuid
    WHERE c.catalog_id = ${catalogId}::uuid
    UNION ALL
    SELECT x.id, y.id, NULL, true, x.cluster, x.size, x.weakest
    FROM live x JOIN live y ON y.cluster = x.cluster AND x.id < y.id
    WHERE NOT EXISTS (SELECT FROM candidate_pair c WHERE c.a = x.id AND c.b = y.id)
  ), undecided AS (
    SELECT pair.*, CASE
      WHEN together AND p >= 0.98 THEN 'together-sure' WHEN together AND p >= 0.5 THEN 'together'
      WHEN together THEN 'together-weak' WHEN p >= 0.5 THEN 'apart-above' WHEN p >= 0.1 THEN 'apart-near'
      ELSE 'apart-far' END AS stratum
    FROM pair WHERE NOT EXISTS (SELECT FROM pair_fact f WHERE f.a = pair.a AND f.b = pair.b AND f.superseded_by IS NULL)
  )`;

/**
 * Up to `most` pairs of each stratum by chance (a hash with the seed), with the size of the stratum; pairs that are being
 * asked already may come again.
 */
export async function drawCandidates(
  catalogId: string,
  modelVersionId: string,
  { seed, most }: { seed: number; most: number },
): Promise<StratumDraw[]> {
  return db().$queryRaw<StratumDraw[]>`
    ${undecidedPairs(catalogId, modelVersionId)}
    SELECT stratum, a, b, p, CASE WHEN together AND size = 2 THEN cluster END AS "clusterId",
      CASE WHEN together AND size = 2 THEN weakest END AS "clusterP", population::int, "meanP" FROM (
      SELECT *, count(*) OVER (PARTITION BY stratum) AS population, avg(coalesce(p, 0)) OVER (PARTITION BY stratum) AS "meanP",
        row_number() OVER (PARTITION BY stratum ORDER BY md5(concat(${seed}::int, a, b)), a, b) AS place
      FROM undecided) AS ranked
    WHERE place <= ${most} ORDER BY stratum, place`;
}

export interface TitleRow {
  id: string;
  title: string;
  categoryId: string | null;
}

/** Live listings in the order of ids, page by page. */
export async function readTitles(
  catalogId: string,
  after: string | null,
  limit: number,
): Promise<TitleRow[]> {
  return db().$queryRaw<TitleRow[]>`
    SELECT id, title, current_category_id AS "categoryId" FROM product
    WHERE catalog_id = ${catalogId}::uuid AND survivor_id IS NULL AND delisted_at IS NULL
      AND id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid ORDER BY id LIMIT ${limit}`;
}

/** Which of these pairs a search proposed, a cluster holds together, or people decided: none of them is outside. */
export async function readKnown(pairs: readonly { a: string; b: string }[]): Promise<boolean[]> {
  const rows = await db().$queryRaw<{ isKnown: boolean }[]>`
    SELECT EXISTS (SELECT FROM candidate_pair c WHERE c.a = n.a AND c.b = n.b)
      OR EXISTS (SELECT FROM pair_fact f WHERE f.a = n.a AND f.b = n.b AND f.superseded_by IS NULL)
      OR EXISTS (SELECT FROM cluster_member x JOIN cluster_member y ON y.cluster_id = x.cluster_id
        WHERE x.product_id = n.a AND y.product_id = n.b) AS "isKnown"
    FROM unnest(${pairs.map(({ a }) => a)}::uuid[], ${pairs.map(({ b }) => b)}::uuid[]) WITH ORDINALITY AS n (a, b, place)
    ORDER BY n.place`;
  return rows.map((row) => row.isKnown);
}

/** The last samples, newest first, with the name of the model that they measure. */
export async function readSamples(
  catalogId: string,
  limit: number,
): Promise<(SampleRow & { modelName: string | null })[]> {
  const rows = await db().pairSample.findMany({
    where: { catalogId },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  const ids = rows.flatMap(({ modelVersionId }) => modelVersionId ?? []);
  const models = await db().modelVersion.findMany({ where: { id: { in: ids } } });
  const names = new Map(models.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, modelName: names.get(row.modelVersionId ?? '') ?? null }));
}

export interface AnswerCount extends Pick<StratumAnswers, 'asked' | 'answered' | 'same' | 'cantTell'> {
  drawId: string;
  stratum: string;
  waiting: number;
}

/**
 * Answers by sample and stratum: the decision in force of each question. A label that was excluded since (undone, or the
 * same person thought otherwise) counts by what is in force.
 */
export async function countAnswers(drawIds: readonly string[]): Promise<AnswerCount[]> {
  return db().$queryRaw<AnswerCount[]>`
    SELECT q.draw_id AS "drawId", q.stratum, count(*)::int AS asked,
      count(d.id)::int AS answered, count(*) FILTER (WHERE d.relation = 'same')::int AS same,
      count(*) FILTER (WHERE d.relation = 'cant_tell')::int AS "cantTell",
      count(*) FILTER (WHERE i.state IN ('open', 'leased', 'deferred', 'escalated'))::int AS waiting
    FROM asked_pair q JOIN review_item i ON i.queue = 'duplicates' AND i.subject_id = q.id
      LEFT JOIN decision d ON d.item_id = i.id AND i.state = 'decided' AND d.kind = 'pair' AND d.relation IS NOT NULL
        AND d.blind AND NOT d.second_opinion AND NOT EXISTS (SELECT FROM decision u WHERE u.supersedes = d.id)
    WHERE q.draw_id = ANY(${[...drawIds]}::uuid[]) GROUP BY q.draw_id, q.stratum ORDER BY q.draw_id, q.stratum`;
}
