/** Questions about one pair of listings: drawn by chance, judged blind, each an item of the duplicates queue. */
import { type Db, db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';

type Client = Db | Tx;

/** The reason of every item about one pair, whoever asks. */
export const pairReason = 'pair';
const because = 'one pair, drawn by chance';

export interface PairQuestion {
  a: string;
  b: string;
  stratum: string;
  /** Null where the machine never looked at the pair. */
  p: number | null;
  /** The proposed cluster whose own question rests meanwhile. */
  clusterId: string | null;
  /** The least p of that cluster; null where not every pair of it has one. */
  clusterP: number | null;
  drawId: string;
  servedProbability: number;
}

export interface AskedPairRow {
  id: string;
  catalogId: string;
  a: string;
  b: string;
  p: number | null;
  /** Of what both listings say, not of where they stand: an answer counts for what was on the screen, merged or not. */
  revision: number;
}

const shuffled = 2 ** 32;

/**
 * Puts pairs into the duplicates queue, blind. Where a cluster's question would ask the same, it is withdrawn. The order
 * among them is by chance (their ids are not), so that those answered so far are a sample of those asked.
 * @param by purpose and name of the way of drawing; the model that is measured
 * @param orders one number in 0..2^32 a question, by the caller's seed
 */
export async function askPairs(
  tx: Tx,
  by: {
    catalogId: string;
    modelVersionId: string | null;
    purpose: 'sample' | 'audit';
    servedPolicy: string;
    priority: number;
  },
  questions: readonly PairQuestion[],
  orders: readonly number[],
): Promise<void> {
  if (questions.length === 0) return;
  const rows = questions.map((question, at) => ({
    ...question,
    id: newId(),
    itemId: newId(),
    priority: by.priority + orders[at] / shuffled,
  }));
  const given = JSON.stringify(rows);
  await tx.$executeRaw`
    INSERT INTO asked_pair (id, catalog_id, a, b, purpose, draw_id, stratum, p, cluster_id, cluster_p)
    SELECT id, ${by.catalogId}::uuid, a, b, ${by.purpose}, "drawId", stratum, p, "clusterId", "clusterP"
    FROM jsonb_to_recordset(${given}::jsonb) AS r (id uuid, a uuid, b uuid, "drawId" uuid, stratum text, p float8, "clusterId" uuid,
      "clusterP" float8)`;
  await tx.$executeRaw`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, priority, priority_reason, reason, blind, model_version_id,
      served_probability, served_policy, updated_at)
    SELECT "itemId", ${by.catalogId}::uuid, 'duplicates', id, priority, ${because}, ${pairReason}, true,
      ${by.modelVersionId}::uuid, "servedProbability", ${by.servedPolicy}, now()
    FROM jsonb_to_recordset(${given}::jsonb) AS r (id uuid, "itemId" uuid, priority float8, "servedProbability" float8)`;
  const resting = questions.flatMap(({ clusterId }) => clusterId ?? []);
  await tx.$executeRaw`
    UPDATE review_item SET state = 'withdrawn', updated_at = now()
    WHERE queue = 'duplicates' AND state = 'open' AND subject_id = ANY(${resting}::uuid[])`;
  await wakeUnits(tx, {
    catalogId: by.catalogId,
    stage: 'review-duplicates',
    unitIds: rows.map((row) => row.id),
  });
}

/** Asked pairs by id; those with a listing that is no longer in the catalog are missing. */
export async function readAskedPairs(ids: string[], client: Client = db()): Promise<AskedPairRow[]> {
  return client.$queryRaw<AskedPairRow[]>`
    SELECT q.id, q.catalog_id AS "catalogId", q.a, q.b, q.p,
      ('x' || substr(md5(x.input_hash || ' ' || y.input_hash), 1, 7))::bit(28)::int AS revision
    FROM asked_pair q JOIN product x ON x.id = q.a JOIN product y ON y.id = q.b
    WHERE q.id = ANY(${ids}::uuid[]) AND x.delisted_at IS NULL AND y.delisted_at IS NULL`;
}

/** Locks both listings in id order and reads the pair; null when it or a listing is gone. */
export async function lockAskedPair(tx: Tx, id: string): Promise<AskedPairRow | null> {
  await tx.$queryRaw`
    SELECT p.id FROM product p JOIN asked_pair q ON p.id IN (q.a, q.b) WHERE q.id = ${id}::uuid ORDER BY p.id FOR UPDATE OF p`;
  return (await readAskedPairs([id], tx))[0] ?? null;
}

export interface Standing {
  /** The listing that stands for this one now, after merges. */
  survivorId: string;
  isLive: boolean;
}

/** What stands for two listings now. */
export async function readStanding(
  tx: Tx,
  pair: { a: string; b: string },
): Promise<{ a: Standing; b: Standing }> {
  const rows = await tx.$queryRaw<{ start: string; id: string; isLive: boolean }[]>`
    WITH RECURSIVE walk (start, id, next) AS (
      SELECT id, id, survivor_id FROM product WHERE id IN (${pair.a}::uuid, ${pair.b}::uuid)
      UNION ALL
      SELECT w.start, p.id, p.survivor_id FROM walk w JOIN product p ON p.id = w.next
    )
    SELECT w.start, w.id, p.delisted_at IS NULL AS "isLive" FROM walk w JOIN product p ON p.id = w.id WHERE w.next IS NULL`;
  const of = (id: string): Standing => {
    const row = rows.find((one) => one.start === id);
    return { survivorId: row?.id ?? id, isLive: row?.isLive ?? false };
  };
  const [a, b] = [of(pair.a), of(pair.b)];
  return { a, b };
}

/** Decisions of policies whose merge, still in force, made one record of both listings: the latest first. */
export async function readPolicyMerges(tx: Tx, pair: { a: string; b: string }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM merge m JOIN decision d ON d.id = m.decision_id AND d.actor_kind = 'policy'
    WHERE m.undone_by IS NULL AND m.member_ids @> ARRAY[${pair.a}::uuid, ${pair.b}::uuid] ORDER BY d.created_at DESC, d.id DESC`;
  return rows.map((row) => row.id);
}

/** Takes listings out of the clusters that propose them; the `cluster` stage looks at what is left. */
export async function leaveProposals(tx: Tx, productIds: string[]): Promise<void> {
  const left = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM cluster_member m USING cluster c
    WHERE c.id = m.cluster_id AND m.product_id = ANY(${productIds}::uuid[]) RETURNING c.id`;
  const ids = [...new Set(left.map((row) => row.id))];
  await tx.$executeRaw`
    UPDATE cluster c SET size = (SELECT count(*) FROM cluster_member m WHERE m.cluster_id = c.id),
      revision = revision + 1, updated_at = now() WHERE c.id = ANY(${ids}::uuid[])`;
}
