import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { KnownFact, PairRelation } from './rules-contradiction.ts';

/** Pair facts: append-only, at most one live a pair (partial unique index). Undo supersedes, nothing is deleted. */

/** Every live fact among the products that "same" facts reach from these ones. */
export async function readFactsAround(tx: Tx, productIds: string[]): Promise<KnownFact[]> {
  const rows = await tx.$queryRaw<(Omit<KnownFact, 'at'> & { at: Date })[]>`
    WITH RECURSIVE reached (id) AS (
      SELECT unnest(${productIds}::uuid[])
      UNION
      SELECT CASE WHEN f.a = r.id THEN f.b ELSE f.a END
      FROM reached r JOIN pair_fact f ON (f.a = r.id OR f.b = r.id)
      WHERE f.superseded_by IS NULL AND f.relation = 'same'
    )
    SELECT f.a, f.b, f.relation, u.name AS "by", f.created_at AS "at"
    FROM pair_fact f LEFT JOIN "user" u ON u.id = f.actor_id
    WHERE f.superseded_by IS NULL AND f.a IN (SELECT id FROM reached) AND f.b IN (SELECT id FROM reached)
    ORDER BY f.created_at, f.id`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Live facts among exactly these products, for the card. */
export async function readFactsAmong(tx: Tx, productIds: string[]): Promise<KnownFact[]> {
  const ids = new Set(productIds);
  return (await readFactsAround(tx, productIds)).filter((fact) => ids.has(fact.a) && ids.has(fact.b));
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

/** Ends the facts of a decision that is undone. */
export async function supersedeFacts(tx: Tx, decisionId: string, undoDecisionId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE pair_fact SET superseded_by = ${undoDecisionId}::uuid
    WHERE decision_id = ${decisionId}::uuid AND superseded_by IS NULL`;
}

/** Whether people told any two of these records apart, or listings that were merged into them. */
export async function areToldApart(tx: Tx, recordIds: string[]): Promise<boolean> {
  const [{ apart }] = await tx.$queryRaw<{ apart: boolean }[]>`
    WITH RECURSIVE part (root, id) AS (
      SELECT id, id FROM product WHERE id = ANY(${recordIds}::uuid[])
      UNION ALL
      SELECT part.root, p.id FROM part JOIN product p ON p.survivor_id = part.id
    )
    SELECT EXISTS (SELECT 1 FROM part x JOIN pair_fact f ON f.a = x.id JOIN part y ON y.id = f.b
      WHERE f.superseded_by IS NULL AND f.relation <> 'same' AND x.root <> y.root) AS apart`;
  return apart;
}
