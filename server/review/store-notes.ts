import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { newId } from '#server/db/uuid.ts';
import type { ItemComment, NewComment } from './schema-notes.ts';

/** Comments on a product, cluster or asked pair, oldest first. */
export async function readComments(catalogId: string, subjectId: string): Promise<ItemComment[]> {
  const rows = await db().$queryRaw<(Omit<ItemComment, 'at'> & { at: Date })[]>`
    SELECT c.id, coalesce(u.name, c.actor_id) AS by, c.body, c.created_at AS at,
      ARRAY(SELECT m.name FROM "user" m WHERE m.id = ANY(c.mentions) ORDER BY m.name) AS mentions
    FROM item_comment c LEFT JOIN "user" u ON u.id = c.actor_id
    WHERE c.catalog_id = ${catalogId}::uuid AND c.subject_id = ${subjectId}::uuid ORDER BY c.created_at, c.id LIMIT 200`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Adds a comment; `@Name` of a person who may see the catalog becomes a mention. False: no such subject there. */
export async function insertComment(actor: Actor, comment: NewComment): Promise<boolean> {
  const { catalogId, subjectId, body } = comment;
  const written = await db().$executeRaw`
    INSERT INTO item_comment (id, catalog_id, subject_id, actor_id, body, mentions)
    SELECT ${newId()}::uuid, ${catalogId}::uuid, ${subjectId}::uuid, ${actor.id}, ${body}, ARRAY(
      SELECT u.id FROM "user" u WHERE position('@' || lower(u.name) in lower(${body})) > 0 AND (u.role = 'admin'
        OR EXISTS (SELECT 1 FROM catalog_access a WHERE a.user_id = u.id AND a.catalog_id = ${catalogId}::uuid)))
    WHERE EXISTS (SELECT 1 FROM product p WHERE p.id = ${subjectId}::uuid AND p.catalog_id = ${catalogId}::uuid)
      OR EXISTS (SELECT 1 FROM cluster k WHERE k.id = ${subjectId}::uuid AND k.catalog_id = ${catalogId}::uuid)
      OR EXISTS (SELECT 1 FROM asked_pair q WHERE q.id = ${subjectId}::uuid AND q.catalog_id = ${catalogId}::uuid)`;
  return written > 0;
}
