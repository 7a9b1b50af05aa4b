/** Figures for leads, each one set-based query. */
import { db } from '#server/db/client.ts';
import type {
  CoverageFigures,
  DayCount,
  Pace,
  PersonFigures,
  ProposalFigures,
  QueueFigures,
} from './schema.ts';

export async function readDays(catalogId: string, since: Date): Promise<DayCount[]> {
  return db().$queryRaw<DayCount[]>`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
      count(*) FILTER (WHERE kind = 'category')::int AS category,
      count(*) FILTER (WHERE kind IN ('pair', 'cluster'))::int AS duplicate,
      count(*) FILTER (WHERE kind = 'undo')::int AS undone
    FROM decision WHERE catalog_id = ${catalogId}::uuid AND actor_kind = 'person' AND created_at >= ${since}
    GROUP BY 1 ORDER BY 1`;
}

/** Bulk answers are one act on many items: they say nothing about the time that one item takes. */
export async function readPace(catalogId: string, since: Date): Promise<Pace[]> {
  return db().$queryRaw<Pace[]>`
    SELECT kind, count(*)::int AS decisions,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS "medianSeconds",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS "p90Seconds"
    FROM decision WHERE catalog_id = ${catalogId}::uuid AND actor_kind = 'person' AND kind <> 'undo' AND bulk_id IS NULL
      AND created_at >= ${since}
    GROUP BY kind ORDER BY kind`;
}

export async function readPeople(catalogId: string, since: Date): Promise<PersonFigures[]> {
  return db().$queryRaw<PersonFigures[]>`
    WITH acts AS (
      SELECT d.*, u.id IS NOT NULL AS undone FROM decision d LEFT JOIN decision u ON u.supersedes = d.id
      WHERE d.catalog_id = ${catalogId}::uuid AND d.actor_kind = 'person' AND d.kind <> 'undo' AND d.created_at >= ${since}),
    voices AS (
      SELECT DISTINCT ON (l.actor_id, l.kind, l.subject_id, l.other_id) l.actor_id, l.kind, l.subject_id, l.other_id, l.value
      FROM label l JOIN acts ON acts.id = l.decision_id WHERE l.state <> 'excluded' ORDER BY l.actor_id, l.kind, l.subject_id, l.other_id, l.id DESC),
    met AS (
      SELECT a.actor_id, count(*)::int AS shared, count(*) FILTER (WHERE a.value = b.value)::int AS agreed
      FROM voices a JOIN label b ON b.kind = a.kind AND b.subject_id = a.subject_id AND b.other_id IS NOT DISTINCT FROM a.other_id
        AND b.actor_id <> a.actor_id AND b.state <> 'excluded'
      GROUP BY a.actor_id)
    SELECT acts.actor_id AS id, coalesce(max(p.name), acts.actor_id) AS name, count(*)::int AS decisions,
      coalesce(sum(acts.seconds), 0) / 3600 AS hours,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY acts.seconds) AS "medianSeconds",
      coalesce(max(met.shared), 0) AS shared, coalesce(max(met.agreed), 0) AS agreed,
      count(*) FILTER (WHERE acts.undone)::int AS undone
    FROM acts LEFT JOIN met ON met.actor_id = acts.actor_id LEFT JOIN "user" p ON p.id = acts.actor_id
    GROUP BY acts.actor_id ORDER BY decisions DESC, id`;
}

/** What different people said of one thing, where at least two did. */
export async function readSharedVoices(
  catalogId: string,
  since: Date,
): Promise<{ kind: string; values: string[] }[]> {
  return db().$queryRaw<{ kind: string; values: string[] }[]>`
    SELECT kind, array_agg(value ORDER BY actor_id) AS values FROM (
      SELECT DISTINCT ON (kind, subject_id, other_id, actor_id) kind, subject_id, other_id, actor_id, value
      FROM label WHERE catalog_id = ${catalogId}::uuid AND state <> 'excluded' AND created_at >= ${since}
      ORDER BY kind, subject_id, other_id, actor_id, id DESC) AS voice
    GROUP BY kind, subject_id, other_id HAVING count(*) > 1 LIMIT 100000`;
}

export async function readQueues(catalogId: string): Promise<QueueFigures[]> {
  return db().$queryRaw<QueueFigures[]>`
    SELECT queue, reason, count(*) FILTER (WHERE state = 'open' OR state = 'deferred')::int AS open,
      count(*) FILTER (WHERE state = 'leased')::int AS "withPeople", count(*) FILTER (WHERE state = 'escalated')::int AS escalated,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM now() - created_at)) / 3600 AS "medianAgeHours",
      extract(epoch FROM now() - min(created_at))::float8 / 3600 AS "oldestAgeHours"
    FROM review_item WHERE catalog_id = ${catalogId}::uuid AND state IN ('open', 'leased', 'deferred', 'escalated')
    GROUP BY queue, reason ORDER BY queue, reason`;
}

export interface QueueFlow {
  queue: string;
  open: number;
  arrived: number;
  decided: number;
}

/** Items that wait, and those that came and were decided since. */
export async function readFlow(catalogId: string, since: Date): Promise<QueueFlow[]> {
  return db().$queryRaw<QueueFlow[]>`
    SELECT queue, count(*) FILTER (WHERE state IN ('open', 'leased', 'deferred', 'escalated'))::int AS open,
      count(*) FILTER (WHERE created_at >= ${since} AND state <> 'withdrawn')::int AS arrived,
      count(*) FILTER (WHERE state = 'decided' AND decided_at >= ${since})::int AS decided
    FROM review_item WHERE catalog_id = ${catalogId}::uuid GROUP BY queue ORDER BY queue`;
}

export async function readCoverage(catalogId: string): Promise<CoverageFigures> {
  const [row] = await db().$queryRaw<CoverageFigures[]>`
    SELECT count(*)::int AS products,
      count(*) FILTER (WHERE current_category_id IS NOT NULL AND current_source IN ('decision', 'merged'))::int AS decided,
      count(*) FILTER (WHERE current_category_id IS NOT NULL AND current_source = 'accepted')::int AS accepted,
      count(*) FILTER (WHERE current_category_id IS NOT NULL AND current_source NOT IN ('decision', 'merged', 'accepted'))::int AS given,
      count(*) FILTER (WHERE current_category_id IS NULL)::int AS none,
      count(*) FILTER (WHERE survivor_id IS NULL)::int AS records
    FROM product WHERE catalog_id = ${catalogId}::uuid AND delisted_at IS NULL`;
  return row;
}

/** Category answers against what the model proposed at the time; undone ones do not count. */
export async function readProposals(catalogId: string, since: Date): Promise<ProposalFigures[]> {
  return db().$queryRaw<ProposalFigures[]>`
    SELECT i.reason, count(*)::int AS decided,
      count(*) FILTER (WHERE d.suggestion_shown)::int AS shown,
      count(*) FILTER (WHERE d.suggestion_shown AND s.category_id::text = l.value)::int AS "shownTaken",
      count(*) FILTER (WHERE d.blind)::int AS blind,
      count(*) FILTER (WHERE d.blind AND s.category_id::text = l.value)::int AS "blindTaken"
    FROM decision d JOIN label l ON l.decision_id = d.id AND l.kind = 'category' AND l.state <> 'excluded'
      JOIN review_item i ON i.id = d.item_id
      JOIN suggestion s ON s.product_id = d.subject_id AND s.model_version_id = coalesce(d.model_version_id, i.model_version_id)
    WHERE d.catalog_id = ${catalogId}::uuid AND d.kind = 'category' AND d.created_at >= ${since}
    GROUP BY i.reason ORDER BY i.reason`;
}

/** The run that trained the categorizer in use, for the way to its confusions. */
export async function readActiveRun(catalogId: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ id: string | null }[]>`
    SELECT m.run_id AS id FROM active_model a JOIN model_version m ON m.id = a.model_version_id
    WHERE a.catalog_id = ${catalogId}::uuid AND a.kind = 'categorizer'`;
  return row?.id ?? null;
}
