/** Figures for leads, each one set-based query. */
import { db } from '#server/db/client.ts';
import type {
  Correction,
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
      GROUP BY a.actor_id),
    known AS (
      SELECT acts.actor_id, count(*)::int AS gold, count(*) FILTER (WHERE acts.answer->>'categoryId' = g.category_id::text)::int AS "right"
      FROM acts JOIN review_item i ON i.id = acts.item_id AND i.reason = 'gold'
        JOIN gold_item g ON g.catalog_id = i.catalog_id AND g.product_id = i.subject_id
      WHERE NOT acts.undone GROUP BY acts.actor_id)
    SELECT acts.actor_id AS id, coalesce(max(p.name), acts.actor_id) AS name, count(*)::int AS decisions,
      coalesce(sum(acts.seconds), 0) / 3600 AS hours,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY acts.seconds) AS "medianSeconds",
      coalesce(max(met.shared), 0) AS shared, coalesce(max(met.agreed), 0) AS agreed,
      coalesce(max(known.gold), 0) AS gold, coalesce(max(known."right"), 0) AS "goldRight",
      count(*) FILTER (WHERE acts.undone)::int AS undone
    FROM acts LEFT JOIN met ON met.actor_id = acts.actor_id LEFT JOIN known ON known.actor_id = acts.actor_id
      LEFT JOIN "user" p ON p.id = acts.actor_id
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
  /** Days since people began, within the period; null where nothing was decided in it. */
  days: number | null;
}

/**
 * Items that wait, and those that came and were decided since people began on the queue: what a first import brought lay
 * there before and says nothing about what comes.
 */
export async function readFlow(catalogId: string, since: Date, now: Date): Promise<QueueFlow[]> {
  return db().$queryRaw<QueueFlow[]>`
    SELECT i.queue, count(*) FILTER (WHERE i.state IN ('open', 'leased', 'deferred', 'escalated'))::int AS open,
      count(*) FILTER (WHERE i.created_at >= b.at AND i.state <> 'withdrawn')::int AS arrived,
      count(*) FILTER (WHERE i.state = 'decided' AND i.decided_at >= b.at)::int AS decided,
      extract(epoch FROM ${now}::timestamptz - b.at)::float8 / 86400 AS days
    FROM review_item i LEFT JOIN (
      SELECT queue, greatest(min(decided_at), ${since}::timestamptz) AS at FROM review_item
      WHERE catalog_id = ${catalogId}::uuid AND state = 'decided' GROUP BY queue HAVING max(decided_at) >= ${since}) b ON b.queue = i.queue
    WHERE i.catalog_id = ${catalogId}::uuid GROUP BY i.queue, b.at ORDER BY i.queue`;
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

export interface CorrectionRow extends Omit<Correction, 'value'> {
  /** Codes of the answered category from the root. */
  path: string[];
  popularity: number;
}

/** Pairs of proposed and answered category, those with the most popular products first. Undone answers do not count. */
export async function readCorrections(
  catalogId: string,
  since: Date,
  limit: number,
): Promise<CorrectionRow[]> {
  return db().$queryRaw<CorrectionRow[]>`
    SELECT was.path_name AS proposed, said.path_name AS answered, string_to_array(rtrim(said.path, '/'), '/') AS path,
      count(*)::int AS decided, sum(found.worth)::float8 AS popularity,
      (array_agg(json_build_object('productId', found.id, 'title', found.title) ORDER BY found.worth DESC, found.id))[1:3] AS examples
    FROM (
      SELECT DISTINCT ON (p.id) p.id, p.title, 1 + greatest(0, coalesce(p.popularity, 0)) AS worth, s.category_id AS was, l.value::uuid AS said
      FROM decision d JOIN label l ON l.decision_id = d.id AND l.kind = 'category' AND l.state <> 'excluded'
        JOIN review_item i ON i.id = d.item_id
        JOIN suggestion s ON s.product_id = d.subject_id AND s.model_version_id = coalesce(d.model_version_id, i.model_version_id)
        JOIN product p ON p.id = d.subject_id
      WHERE d.catalog_id = ${catalogId}::uuid AND d.kind = 'category' AND d.created_at >= ${since} AND s.category_id::text <> l.value
      ORDER BY p.id, d.created_at DESC) AS found
      JOIN category was ON was.id = found.was JOIN category said ON said.id = found.said
    GROUP BY was.path_name, said.path_name, said.path ORDER BY popularity DESC, proposed, answered LIMIT ${limit}`;
}

/** The run that trained the categorizer in use, for the way to its confusions. */
export async function readActiveRun(catalogId: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ id: string | null }[]>`
    SELECT m.run_id AS id FROM active_model a JOIN model_version m ON m.id = a.model_version_id
    WHERE a.catalog_id = ${catalogId}::uuid AND a.kind = 'categorizer'`;
  return row?.id ?? null;
}
