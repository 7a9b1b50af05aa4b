/** Counters of attempts, in the database: several web processes and a restart share them. */
import { db } from '#server/db/client.ts';
import { newId } from '#server/db/uuid.ts';

/** Counts one attempt in a window that begins with its first; returns the count and when the window ends. */
export async function countAttempt(
  key: string,
  windowMs: number,
  now: Date,
): Promise<{ count: number; endsAt: number }> {
  const at = BigInt(now.getTime());
  const rows = await db().$queryRaw<{ count: number; startedAt: bigint }[]>`
    INSERT INTO rate_limit (id, key, count, last_request) VALUES (${newId()}, ${key}, 1, ${at})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN rate_limit.last_request + ${BigInt(windowMs)} <= ${at} THEN 1 ELSE rate_limit.count + 1 END,
      last_request = CASE WHEN rate_limit.last_request + ${BigInt(windowMs)} <= ${at} THEN ${at}
        ELSE rate_limit.last_request END
    RETURNING count, last_request AS "startedAt"`;
  return { count: rows[0].count, endsAt: Number(rows[0].startedAt) + windowMs };
}

/** The count of a window that still runs, without counting. */
export async function readAttempts(
  key: string,
  windowMs: number,
  now: Date,
): Promise<{ count: number; endsAt: number }> {
  const row = await db().rateLimit.findUnique({ where: { key } });
  const endsAt = row ? Number(row.lastRequest) + windowMs : 0;
  return endsAt > now.getTime() && row ? { count: row.count, endsAt } : { count: 0, endsAt: 0 };
}

/** Forgets windows that ended long ago. */
export async function forgetAttempts(before: Date): Promise<void> {
  await db().rateLimit.deleteMany({ where: { lastRequest: { lt: BigInt(before.getTime()) } } });
}
