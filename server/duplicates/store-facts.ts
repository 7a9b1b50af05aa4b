import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { KnownFact, PairRelation } from './rules-contradiction.ts';
import { partsOf } from './store-record.ts';

/** Pair facts: append-only, at most one live a pair (partial unique index). Undo supersedes, nothing is deleted. */

/** The lock of a catalog's answers; an id is one however it is written. */
const answersLock = (catalogId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`pg_advisory_xact_lock(hashtext('pair-fact'), hashtext(${catalogId}::uuid::text))::text`;

/**
 * One answer at a time in a catalog, until the transaction ends. Whether answers contradict each other hangs on facts far from
 * the listings that each of them locks (A = B and C = D, told at once where B = C and A ≠ D are known). Taken before any row.
 */
export async function lockAnswers(tx: Tx, catalogId: string): Promise<void> {
  await tx.$queryRaw`SELECT ${answersLock(Prisma.sql`${catalogId}`)}`;
}

/** The same by a question of the queue. */
export async function lockAnswersOfItem(tx: Tx, itemId: string): Promise<void> {
  await tx.$queryRaw`SELECT ${answersLock(Prisma.sql`catalog_id`)} FROM review_item WHERE id = ${itemId}::uuid`;
}

/** The query of `readFactsAround`. What was told of those reached is looked up one by one: expecting many more, the planner would read all facts. */
export function factsAroundQuery(productIds: string[]): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE reached (id) AS (
      SELECT unnest(${productIds}::uuid[])
      UNION
      SELECT near.id FROM reached r CROSS JOIN LATERAL (
        SELECT f.b AS id FROM pair_fact f WHERE f.a = r.id AND f.superseded_by IS NULL AND f.relation = 'same'
        UNION ALL SELECT f.a FROM pair_fact f WHERE f.b = r.id AND f.superseded_by IS NULL AND f.relation = 'same'
        UNION ALL SELECT p.survivor_id FROM product p WHERE p.id = r.id AND p.survivor_id IS NOT NULL
        UNION ALL SELECT p.id FROM product p WHERE p.survivor_id = r.id) AS near
    ), told AS (
      SELECT f.* FROM reached r CROSS JOIN LATERAL (
        SELECT f.id, f.a, f.b, f.relation, f.actor_id, f.created_at FROM pair_fact f WHERE f.a = r.id AND f.superseded_by IS NULL OFFSET 0) AS f
      WHERE f.b IN (SELECT id FROM reached)
    ), merged AS (
      SELECT least(p.id, p.survivor_id) AS a, greatest(p.id, p.survivor_id) AS b,
        (SELECT d.actor_id FROM merge m JOIN decision d ON d.id = m.decision_id
          WHERE m.survivor_id = p.survivor_id AND m.undone_by IS NULL AND m.member_ids @> ARRAY[p.id] ORDER BY m.id DESC LIMIT 1) AS actor_id,
        p.id, p.updated_at AS created_at
      FROM product p WHERE p.id IN (SELECT id FROM reached) AND p.survivor_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM told WHERE told.a = least(p.id, p.survivor_id) AND told.b = greatest(p.id, p.survivor_id))
    )
    SELECT k.a, k.b, k.relation, coalesce(u.name, 'automatic') AS "by", k.created_at AS "at" FROM (
      SELECT id, a, b, relation, actor_id, created_at, 0 AS place FROM told
      UNION ALL SELECT id, a, b, 'same', actor_id, created_at, 1 FROM merged) AS k LEFT JOIN "user" u ON u.id = k.actor_id
    ORDER BY k.place, k.created_at, k.id`;
}

/**
 * Every live fact among the products that "same" facts and merges reach from these ones. A merge without a fact (a policy's) says
 * "same" too, by whoever made it.
 */
export async function readFactsAround(tx: Tx, productIds: string[]): Promise<KnownFact[]> {
  const rows = await tx.$queryRaw<(Omit<KnownFact, 'at'> & { at: Date })[]>(factsAroundQuery(productIds));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Live facts among exactly these products, for the card. */
export async function readFactsAmong(tx: Tx, productIds: string[]): Promise<KnownFact[]> {
  const ids = new Set(productIds);
  return (await readFactsAround(tx, productIds)).filter((fact) => ids.has(fact.a) && ids.has(fact.b));
}

const titleMax = 80;

/** Titles by id, cut to a length that a sentence can hold. */
export async function readTitles(tx: Tx, productIds: string[]): Promise<Record<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; title: string }[]>`
    SELECT id::text, left(title, ${titleMax}::int) AS title FROM product WHERE id = ANY(${productIds}::uuid[])`;
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}

export interface FactOrigin {
  catalogId: string;
  decisionId: string;
  actorId: string;
}

/** Adds facts; a pair that has a live one keeps it. Returns the ids added. */
export async function insertFacts(tx: Tx, origin: FactOrigin, relations: PairRelation[]): Promise<string[]> {
  if (relations.length === 0) return [];
  const rows = relations.map(({ a, b, relation }) => ({ id: newId(), a, b, relation }));
  const added = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO pair_fact (id, catalog_id, a, b, relation, decision_id, actor_id)
    SELECT new.id, ${origin.catalogId}::uuid, new.a, new.b, new.relation, ${origin.decisionId}::uuid, ${origin.actorId}
    FROM unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.a)}::uuid[], ${rows.map((row) => row.b)}::uuid[],
      ${rows.map((row) => row.relation)}::text[]) AS new (id, a, b, relation)
    ON CONFLICT (a, b) WHERE superseded_by IS NULL DO NOTHING
    RETURNING id`;
  return added.map((row) => row.id);
}

/**
 * Ends the facts of a decision that is undone. What it told apart and somebody else, who still holds to it, told apart too, is
 * from now on a fact of theirs: only one fact a pair is live, and theirs found this one there.
 */
export async function supersedeFacts(tx: Tx, decisionId: string, undoDecisionId: string): Promise<void> {
  const ended = await tx.$queryRaw<{ a: string; b: string; relation: string }[]>`
    UPDATE pair_fact SET superseded_by = ${undoDecisionId}::uuid
    WHERE decision_id = ${decisionId}::uuid AND superseded_by IS NULL RETURNING a, b, relation`;
  const apart = ended.filter(({ relation }) => relation !== 'same');
  if (apart.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO pair_fact (id, catalog_id, a, b, relation, decision_id, actor_id)
    SELECT new.id, held.catalog_id, new.a, new.b, held.value, held.decision_id, held.actor_id
    FROM unnest(${apart.map(() => newId())}::uuid[], ${apart.map((one) => one.a)}::uuid[], ${apart.map((one) => one.b)}::uuid[])
      AS new (id, a, b)
    CROSS JOIN LATERAL (
      SELECT l.catalog_id, l.value, l.decision_id, l.actor_id FROM label l
      WHERE l.kind = 'pair' AND l.subject_id = new.a AND l.other_id = new.b AND l.value IN ('not_same', 'variant')
        AND l.state <> 'excluded' AND l.decision_id <> ${decisionId}::uuid
      ORDER BY l.created_at, l.id LIMIT 1) AS held
    ON CONFLICT (a, b) WHERE superseded_by IS NULL DO NOTHING`;
}

/** Whether people told any two of these records apart, or listings that were merged into them. */
export async function areToldApart(tx: Tx, recordIds: string[]): Promise<boolean> {
  const [{ apart }] = await tx.$queryRaw<{ apart: boolean }[]>`
    WITH RECURSIVE ${partsOf(recordIds)}
    SELECT EXISTS (SELECT 1 FROM part x JOIN pair_fact f ON f.a = x.id JOIN part y ON y.id = f.b
      WHERE f.superseded_by IS NULL AND f.relation <> 'same' AND x.root <> y.root) AS apart`;
  return apart;
}

/** Those of some records of which people told any listing apart from a listing of this one. */
export async function readToldApartFrom(
  recordId: string,
  recordIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ root: string }[]>`
    WITH RECURSIVE ${partsOf([recordId, ...recordIds])}
    SELECT DISTINCT y.root::text FROM part x
      CROSS JOIN LATERAL (SELECT f.b AS id FROM pair_fact f WHERE f.a = x.id AND f.superseded_by IS NULL AND f.relation <> 'same'
        UNION ALL SELECT f.a FROM pair_fact f WHERE f.b = x.id AND f.superseded_by IS NULL AND f.relation <> 'same') AS apart
      JOIN part y ON y.id = apart.id
    WHERE x.root = ${recordId}::uuid AND y.root <> x.root`;
  return new Set(rows.map(({ root }) => root));
}
