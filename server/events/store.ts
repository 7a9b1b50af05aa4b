/** Marks that differ when something has changed, and who may go on listening. */
import { db } from '#server/db/client.ts';
import type { Topic } from './schema.ts';

/** Marks of the runs of a catalog: of each kind the newest thirty, one index range each. Cheap at any size. */
export async function readRunMarks(catalogId: string): Promise<Record<Exclude<Topic, 'pipeline'>, string>> {
  const rows = await db().$queryRaw<{ topic: Exclude<Topic, 'pipeline'>; mark: string | null }[]>`
    SELECT 'imports' AS topic, md5(string_agg(r::text, ',')) AS mark FROM (
      SELECT id, state, read, rejected, rows_total, cancelled_at FROM import_run
      WHERE catalog_id = ${catalogId}::uuid ORDER BY created_at DESC, id LIMIT 30) r
    UNION ALL
    SELECT 'training', md5(string_agg(r::text, ',')) FROM (
      SELECT id, state, stage, progress, model_version_id, md5(curves::text) AS curves FROM training_run
      WHERE catalog_id = ${catalogId}::uuid ORDER BY created_at DESC, id LIMIT 30) r
    UNION ALL
    SELECT 'labels', md5(string_agg(r::text, ',')) FROM (
      SELECT * FROM (SELECT id, state, rows_done AS done FROM export_run
        WHERE catalog_id = ${catalogId}::uuid ORDER BY created_at DESC, id LIMIT 30) e
      UNION ALL
      SELECT * FROM (SELECT id, state, read FROM label_import
        WHERE catalog_id = ${catalogId}::uuid ORDER BY created_at DESC, id LIMIT 30) i) r`;
  const marks = Object.fromEntries(rows.map(({ topic, mark }) => [topic, mark ?? '']));
  return marks as Record<Exclude<Topic, 'pipeline'>, string>;
}

/**
 * Mark of the stages: their counts with the latest change, for a unit that is done again between two looks leaves the
 * counts alone. Reads every unit of the catalog once: seconds for millions, so the poller spaces it by how long it takes.
 */
export async function readPipelineMark(catalogId: string): Promise<string> {
  const [row] = await db().$queryRaw<{ mark: string | null }[]>`
    SELECT md5(string_agg(r::text, ',' ORDER BY r.stage, r.state)) AS mark FROM (
      SELECT stage, state, count(*) AS units, max(updated_at) AS latest FROM stage_state
      WHERE catalog_id = ${catalogId}::uuid GROUP BY stage, state) r`;
  return row.mark ?? '';
}

/** Of these listeners, the sessions that are alive and whose person may see the catalog. */
export async function findAllowed(
  listeners: { sessionId: string; catalogId: string }[],
): Promise<Set<string>> {
  const sessions = listeners.map((listener) => listener.sessionId);
  const catalogs = listeners.map((listener) => listener.catalogId);
  const rows = await db().$queryRaw<{ key: string }[]>`
    SELECT DISTINCT l.session_id || ' ' || l.catalog_id AS key
    FROM unnest(${sessions}::text[], ${catalogs}::uuid[]) AS l (session_id, catalog_id)
    JOIN session s ON s.id = l.session_id AND s.expires_at > now()
    JOIN "user" u ON u.id = s.user_id AND NOT u.banned
    WHERE u.role = 'admin' OR EXISTS (
      SELECT 1 FROM catalog_access a WHERE a.user_id = u.id AND a.catalog_id = l.catalog_id)`;
  return new Set(rows.map((row) => row.key));
}
