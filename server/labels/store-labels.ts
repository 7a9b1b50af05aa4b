/** Reads of labels, and the one write that agreement makes. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { Voice } from './rules-agreement.ts';
import type { LabelFilter, LabelPageInput, LabelState, LabelView } from './schema.ts';

export interface PlacedVoice extends Voice {
  kind: string;
  subjectId: string;
  otherId: string | null;
}

/** All labels on the things that these decisions labelled. */
export async function readVoicesBeside(decisionIds: string[]): Promise<PlacedVoice[]> {
  return db().$queryRaw<PlacedVoice[]>`
    SELECT l.id, l.actor_id AS "actorId", l.value, l.state, l.kind, l.subject_id AS "subjectId", l.other_id AS "otherId"
    FROM label l JOIN (
      SELECT DISTINCT kind, subject_id, other_id FROM label WHERE decision_id = ANY(${decisionIds}::uuid[])
    ) AS thing ON thing.kind = l.kind AND thing.subject_id = l.subject_id AND thing.other_id IS NOT DISTINCT FROM l.other_id
    ORDER BY l.id`;
}

export async function setLabelStates(tx: Tx, changes: { id: string; state: LabelState }[]): Promise<void> {
  if (changes.length === 0) return;
  // A label that was excluded in the meantime stays excluded.
  await tx.$executeRaw`
    UPDATE label l SET state = r.state FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS r (id uuid, state text)
    WHERE l.id = r.id AND l.state <> 'excluded'`;
}

function conditions(catalogId: string, filter: LabelFilter): Prisma.Sql {
  const parts = [Prisma.sql`l.catalog_id = ${catalogId}::uuid`, Prisma.sql`l.kind = ${filter.kind}`];
  if (filter.state) parts.push(Prisma.sql`l.state = ${filter.state}`);
  if (filter.actorId) parts.push(Prisma.sql`l.actor_id = ${filter.actorId}`);
  if (filter.search)
    parts.push(
      Prisma.sql`lower(p.title) LIKE ${`%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}`,
    );
  return Prisma.join(parts, ' AND ');
}

/** One page, newest first (ids are UUIDv7). One row more than asked for tells whether there is a next page. */
export async function readLabelPage(catalogId: string, input: LabelPageInput): Promise<LabelView[]> {
  const after = input.after ? Prisma.sql`AND l.id < ${input.after}::uuid` : Prisma.empty;
  const rows = await db().$queryRaw<(Omit<LabelView, 'at'> & { at: Date })[]>`
    SELECT l.id, l.kind, l.state, l.subject_id AS "subjectId", p.title, l.other_id AS "otherId", o.title AS "otherTitle",
      coalesce(c.path_name, l.value) AS value, coalesce(u.name, l.actor_id) AS by, l.created_at AS at,
      CASE WHEN l.state = 'disputed' THEN (
        SELECT coalesce(json_agg(json_build_object('by', coalesce(v.name, x.actor_id), 'value', coalesce(xc.path_name, x.value)) ORDER BY x.id), '[]'::json)
        FROM label x LEFT JOIN category xc ON x.kind = 'category' AND xc.id::text = x.value LEFT JOIN "user" v ON v.id = x.actor_id
        WHERE x.kind = l.kind AND x.subject_id = l.subject_id AND x.other_id IS NOT DISTINCT FROM l.other_id
          AND x.id <> l.id AND x.state <> 'excluded') ELSE '[]'::json END AS others
    FROM label l JOIN product p ON p.id = l.subject_id LEFT JOIN product o ON o.id = l.other_id
      LEFT JOIN category c ON l.kind = 'category' AND c.id::text = l.value LEFT JOIN "user" u ON u.id = l.actor_id
    WHERE ${conditions(catalogId, input)} ${after} ORDER BY l.id DESC LIMIT ${input.limit + 1}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** How many labels are in each state, whatever words are searched for. */
export async function countLabelStates(
  catalogId: string,
  { kind, actorId }: LabelFilter,
): Promise<{ state: LabelState; count: number }[]> {
  return db().$queryRaw<{ state: LabelState; count: number }[]>`
    SELECT l.state, count(*)::int AS count FROM label l WHERE ${conditions(catalogId, { kind, actorId })} GROUP BY 1 ORDER BY 1`;
}

/** The name of who made labels of this catalog; the id as it was asked where nobody has one. */
export async function readPersonName(catalogId: string, actorId: string): Promise<string> {
  const [person] = await db().$queryRaw<{ name: string }[]>`
    SELECT u.name FROM "user" u WHERE u.id = ${actorId}
      AND EXISTS (SELECT FROM label l WHERE l.catalog_id = ${catalogId}::uuid AND l.actor_id = u.id)`;
  return person?.name ?? actorId;
}
