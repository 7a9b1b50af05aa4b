/** Groups of embeddings whose members may lie nearer to another centre (see the migration `unsettled_groups`). */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';

/** Models with groups that have been unsettled for so long. */
export async function modelsUnsettled(afterMs: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT model_version_id AS id FROM embedding_group_unsettled
    WHERE since <= clock_timestamp() - ${afterMs} * interval '1 ms' ORDER BY 1`;
  return rows.map((row) => row.id);
}

/** Notes that the centres of these groups are new. */
export async function markUnsettled(
  tx: Tx,
  modelVersionId: string,
  groupIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO embedding_group_unsettled (group_id, model_version_id)
    SELECT id, ${modelVersionId}::uuid FROM unnest(${groupIds}::uuid[]) AS made (id)
    ON CONFLICT (group_id) DO UPDATE SET since = clock_timestamp()`;
}

/** Takes some groups that have been unsettled for so long, the oldest first; they count as settled where this transaction ends well. */
export async function takeUnsettled(
  tx: Tx,
  modelVersionId: string,
  afterMs: number,
  countMax: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM embedding_group_unsettled WHERE group_id IN (
      SELECT group_id FROM embedding_group_unsettled
      WHERE model_version_id = ${modelVersionId}::uuid AND since <= clock_timestamp() - ${afterMs} * interval '1 ms'
      ORDER BY since, group_id LIMIT ${countMax} FOR UPDATE SKIP LOCKED)
    RETURNING group_id AS id`;
  return rows.map((row) => row.id);
}

/** A vector, the group that it was seen in, and the one whose centre is nearer. */
interface Move {
  id: string;
  was: string;
  group: string;
}

/**
 * Members of these groups that lie nearer to a centre beside theirs, and members of the groups beside them that lie nearer to
 * one of these. As LIRE (SPFresh, SOSP 2023, section 4.2): no other vector can have lost its nearest centre to them.
 * @param beside how many of the nearest groups are looked at, the group itself among them
 */
export function findMoves(
  tx: Tx,
  modelVersionId: string,
  groupIds: readonly string[],
  beside: number,
): Promise<Move[]> {
  return tx.$queryRaw<Move[]>`
    SELECT DISTINCT ON (move.id) move.id, move.was, move.group_id AS "group" FROM embedding_group u CROSS JOIN LATERAL (
      WITH near AS MATERIALIZED (SELECT id, centre FROM embedding_group WHERE model_version_id = ${modelVersionId}::uuid
        ORDER BY centre <=> u.centre LIMIT ${beside})
      SELECT e.product_id AS id, u.id AS was, best.id AS group_id, best.distance FROM embedding e
      CROSS JOIN LATERAL (SELECT near.id, e.v <#> near.centre AS distance FROM near ORDER BY distance, id LIMIT 1) AS best
      WHERE e.group_id = u.id AND e.group_id IS NOT NULL AND best.distance < (e.v <#> u.centre)
      UNION ALL
      SELECT e.product_id, near.id, u.id, e.v <#> u.centre FROM near JOIN embedding e ON e.group_id = near.id
      WHERE near.id <> u.id AND e.group_id IS NOT NULL AND (e.v <#> u.centre) < (e.v <#> near.centre)) AS move
    WHERE u.id = ANY(${groupIds}::uuid[]) ORDER BY move.id, move.distance`;
}

/** Moves vectors that are still where they were seen; what others are writing stays. Answers the group of each moved one. */
export async function moveVectors(tx: Tx, modelVersionId: string, moves: readonly Move[]): Promise<string[]> {
  if (moves.length === 0) return [];
  const ids = moves.map((move) => move.id);
  // A statement of its own: with the search in one, the planner expects ten times as many and reads the whole table.
  const rows = await tx.$queryRaw<{ group: string }[]>`
    WITH free AS (SELECT product_id FROM embedding
      WHERE product_id = ANY(${ids}::uuid[]) AND model_version_id = ${modelVersionId}::uuid
      ORDER BY product_id FOR UPDATE SKIP LOCKED)
    UPDATE embedding e SET group_id = made.group_id
    FROM unnest(${ids}::uuid[], ${moves.map((move) => move.was)}::uuid[], ${moves.map((move) => move.group)}::uuid[])
      AS made (id, was, group_id) JOIN free ON free.product_id = made.id
    WHERE e.product_id = made.id AND e.model_version_id = ${modelVersionId}::uuid AND e.group_id = made.was
    RETURNING e.group_id AS "group"`;
  return rows.map((row) => row.group);
}
