import type { Actor } from '#server/auth/actor.ts';
import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { Write } from '#server/db/write-together.ts';
import type { DayFigures, Queue } from './schema.ts';

/** Decisions are append-only: the database refuses an update. A correction is a row that supersedes. */
export interface NewDecision {
  id: string;
  catalogId: string;
  kind: 'category' | 'pair' | 'cluster' | 'undo';
  itemId: string | null;
  subjectId: string;
  answer: unknown;
  depth?: number | null;
  relation?: string | null;
  reasonCode?: string | null;
  note?: string | null;
  suggestionShown: boolean;
  blind: boolean;
  rank?: number | null;
  score?: number | null;
  modelVersionId?: string | null;
  servedProbability: number;
  servedPolicy: string;
  seconds: number | null;
  idleRemoved: boolean;
  idempotencyKey: string;
  leaseNumber: bigint | null;
  secondOpinion: boolean;
  supersedes?: string | null;
  bulkId?: string | null;
  effect: unknown;
}

export interface DecisionRow {
  id: string;
  catalogId: string;
  actorId: string;
  kind: NewDecision['kind'];
  itemId: string | null;
  subjectId: string;
  answer: unknown;
  effect: unknown;
  leaseNumber: bigint | null;
  secondOpinion: boolean;
  supersededBy: string | null;
}

type Client = Db | Tx;

export async function insertDecision(tx: Tx, actor: Actor, decision: NewDecision): Promise<void> {
  await tx.$executeRaw(decisionWrite(actor, decision));
}

/** The decision as a change that runs beside what follows from it. */
export function decisionWrite(actor: Actor, d: NewDecision): Write {
  return Prisma.sql`
    INSERT INTO decision (id, catalog_id, actor_kind, actor_id, kind, item_id, subject_id, answer, depth, relation,
      reason_code, note, suggestion_shown, blind, rank, score, model_version_id, served_probability, served_policy,
      seconds, idle_removed, idempotency_key, lease_number, second_opinion, supersedes, bulk_id, effect)
    VALUES (${d.id}::uuid, ${d.catalogId}::uuid, ${actor.kind}, ${actor.id}, ${d.kind}, ${d.itemId}::uuid,
      ${d.subjectId}::uuid, ${JSON.stringify(d.answer)}::jsonb, ${d.depth ?? null}::int, ${d.relation ?? null},
      ${d.reasonCode ?? null}, ${d.note ?? null}, ${d.suggestionShown}, ${d.blind}, ${d.rank ?? null}::int,
      ${d.score ?? null}::float8, ${d.modelVersionId ?? null}::uuid, ${d.servedProbability}::float8, ${d.servedPolicy},
      ${d.seconds}::float8, ${d.idleRemoved}, ${d.idempotencyKey}, ${d.leaseNumber}::bigint, ${d.secondOpinion},
      ${d.supersedes ?? null}::uuid, ${d.bulkId ?? null}::uuid, ${JSON.stringify(d.effect)}::jsonb)`;
}

/** By the key the browser made: a repeated request finds what the first one did. */
export async function decisionByKey(client: Client, idempotencyKey: string): Promise<DecisionRow | null> {
  const rows = await client.$queryRaw<DecisionRow[]>`
    SELECT d.id, d.catalog_id AS "catalogId", d.actor_id AS "actorId", d.kind, d.item_id AS "itemId",
      d.subject_id AS "subjectId", d.answer, d.effect, d.lease_number AS "leaseNumber",
      d.second_opinion AS "secondOpinion",
      (SELECT u.id FROM decision u WHERE u.supersedes = d.id) AS "supersededBy"
    FROM decision d WHERE d.idempotency_key = ${idempotencyKey}`;
  return rows[0] ?? null;
}

/** Has anybody decided on this subject after that decision, in force and not superseded? */
export async function isOvertaken(tx: Tx, decision: DecisionRow): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT later.id FROM decision later, decision this
    WHERE this.id = ${decision.id}::uuid AND later.subject_id = this.subject_id AND later.id <> this.id
      AND (later.created_at, later.id) > (this.created_at, this.id)
      AND later.kind <> 'undo' AND NOT later.second_opinion
      AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.supersedes = later.id)
    LIMIT 1`;
  return rows.length > 0;
}

/** Who decided an item first, for telling the second. */
export async function deciderOf(tx: Tx, itemId: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ name: string | null }[]>`
    SELECT u.name FROM decision d LEFT JOIN "user" u ON u.id = d.actor_id
    WHERE d.item_id = ${itemId}::uuid AND d.kind <> 'undo' AND NOT d.second_opinion
    ORDER BY d.created_at DESC, d.id DESC LIMIT 1`;
  return rows[0]?.name ?? null;
}

/** How many a person decided today (the catalog's zone) and the median seconds, undone ones left out. */
export async function dayFigures(actorId: string, queue: Queue, catalogId: string): Promise<DayFigures> {
  const kinds = queue === 'categories' ? ['category'] : ['pair', 'cluster'];
  const [row] = await db().$queryRaw<DayFigures[]>`
    SELECT count(*)::int AS "decidedToday",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY d.seconds) AS "medianSeconds"
    FROM decision d JOIN catalog c ON c.id = d.catalog_id
    WHERE d.actor_id = ${actorId} AND d.catalog_id = ${catalogId}::uuid AND d.kind = ANY(${kinds}::text[])
      AND d.created_at >= date_trunc('day', now() AT TIME ZONE c.zone) AT TIME ZONE c.zone
      AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.supersedes = d.id)`;
  return row;
}
