/** Counts for the metrics page: over everything, so that no catalog and nobody is named. */
import { db } from '#server/db/client.ts';

/** Units of every stage by state. */
export async function countStageUnits(): Promise<{ stage: string; state: string; count: number }[]> {
  return db().$queryRaw`
    SELECT stage, state, count(*)::float8 AS count FROM stage_state GROUP BY stage, state ORDER BY stage, state`;
}

/** Items of the review queues by state; decided and withdrawn ones are history and left out. */
export async function countQueueItems(): Promise<
  { queue: string; state: string; count: number; oldestSeconds: number }[]
> {
  return db().$queryRaw`
    SELECT queue, state, count(*)::float8 AS count,
      extract(epoch FROM now() - min(created_at))::float8 AS "oldestSeconds"
    FROM review_item WHERE state IN ('open', 'leased', 'deferred', 'escalated')
    GROUP BY queue, state ORDER BY queue, state`;
}

/** Decisions ever made, by kind; a second opinion is an answer that came after somebody else's, or to another state. */
export async function countDecisions(): Promise<{ kind: string; secondOpinion: boolean; count: number }[]> {
  return db().$queryRaw`
    SELECT kind, second_opinion AS "secondOpinion", count(*)::float8 AS count FROM decision
    GROUP BY kind, second_opinion ORDER BY kind, second_opinion`;
}

export async function countLiveSessions(): Promise<number> {
  const rows = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::float8 AS count FROM session WHERE expires_at > now()`;
  return rows[0].count;
}
