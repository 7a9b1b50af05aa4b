/** Signs of life of the long-running processes. The database's clock counts: machines disagree. */
import { db } from '#server/db/client.ts';

export interface Heartbeat {
  process: string;
  kind: string;
  startedAt: Date;
  figures: unknown[];
}

/** Writes this process's sign of life, and forgets those of yesterday. */
export async function writeHeartbeat(life: Heartbeat): Promise<void> {
  const figures = JSON.stringify(life.figures);
  await db().$executeRaw`
    INSERT INTO heartbeat (process, kind, started_at, seen_at, figures)
    VALUES (${life.process}, ${life.kind}, ${life.startedAt}, now(), ${figures}::jsonb)
    ON CONFLICT (process) DO UPDATE SET seen_at = now(), figures = excluded.figures`;
  await db().$executeRaw`DELETE FROM heartbeat WHERE seen_at < now() - interval '1 day'`;
}

/** Seconds since the last sign of life of any process of a kind; null where there was none of late. */
export async function secondsSinceBeat(kind: string): Promise<number | null> {
  const rows = await db().$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM now() - max(seen_at))::float8 AS seconds FROM heartbeat WHERE kind = ${kind}`;
  return rows[0]?.seconds ?? null;
}

/** What the processes that are alive have measured, one list a process. */
export async function readLiveFigures(withinSeconds: number): Promise<unknown[][]> {
  const rows = await db().$queryRaw<{ figures: unknown[] }[]>`
    SELECT figures FROM heartbeat WHERE seen_at > now() - make_interval(secs => ${withinSeconds}) ORDER BY process`;
  return rows.map((row) => row.figures);
}
