import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { mayWorkOn } from './store-filter.ts';

/** A person's own past, for the history panel. Acts over many items are one line. */
export interface HistoryRow {
  kind: 'category' | 'pair' | 'cluster' | 'bulk';
  key: string;
  itemId: string | null;
  subjectId: string | null;
  title: string;
  answer: { kind?: string; relation?: string; ticked?: string[]; groups?: string[][] };
  categoryName: string | null;
  at: Date;
  seconds: number | null;
  count: number;
  isUndone: boolean;
  isKeptApart: boolean;
}

/** The last `limit` acts of a day and a half, newest first. */
export async function readHistory(actor: Actor, catalogId: string, limit: number): Promise<HistoryRow[]> {
  return db().$queryRaw<HistoryRow[]>`
    SELECT * FROM (
      (SELECT d.kind, d.idempotency_key AS key, d.item_id AS "itemId", d.subject_id AS "subjectId",
        coalesce(p.title, (SELECT q.title FROM product q
          WHERE q.id::text = coalesce(d.effect -> 'memberIds' ->> 0, (SELECT m.product_id::text FROM cluster_member m
            WHERE m.cluster_id = d.subject_id ORDER BY m.product_id LIMIT 1))),
          (SELECT q.title FROM asked_pair k JOIN product q ON q.id = k.a WHERE k.id = d.subject_id), '') AS title,
        d.answer, (SELECT c.name FROM category c WHERE c.id::text = d.answer ->> 'categoryId') AS "categoryName",
        d.created_at AS at, d.seconds, 1 AS count,
        EXISTS (SELECT 1 FROM decision u WHERE u.supersedes = d.id) AS "isUndone",
        coalesce((d.effect ->> 'keptApart')::boolean, d.second_opinion) AS "isKeptApart"
      FROM decision d LEFT JOIN product p ON p.id = d.subject_id
      WHERE d.actor_id = ${actor.id} AND d.catalog_id = ${catalogId}::uuid AND d.kind <> 'undo' AND d.bulk_id IS NULL
        AND d.created_at > now() - interval '36 hours' AND ${mayWorkOn(actor, Prisma.sql`d.catalog_id`)}
      ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit})
      UNION ALL
      (SELECT 'bulk', b.id::text, NULL, NULL,
        coalesce((SELECT c.name FROM bulk_row r JOIN category c ON c.id = r.category_id WHERE r.bulk_id = b.id
          ORDER BY r.ordinal LIMIT 1), ''), '{}'::jsonb, NULL, b.created_at, NULL,
        (SELECT count(*)::int FROM bulk_row r WHERE r.bulk_id = b.id AND r.state IN ('done', 'undone')),
        b.state = 'undone', false
      FROM bulk_selection b
      WHERE b.actor_id = ${actor.id} AND b.catalog_id = ${catalogId}::uuid AND b.created_at > now() - interval '36 hours'
        AND EXISTS (SELECT 1 FROM bulk_row r WHERE r.bulk_id = b.id AND r.state IN ('done', 'undone'))
      ORDER BY b.created_at DESC LIMIT ${limit})
    ) AS act ORDER BY at DESC, key LIMIT ${limit}`;
}
