import { Prisma } from './generated/client.ts';
import type { Tx } from './transaction.ts';

/** An insert, update or delete, ready to run beside others. */
export type Write = Prisma.Sql;

/**
 * Runs changes as one statement (`WITH w0 AS (…), w1 AS (…)`): one trip to the database instead of one each, which is
 * what an answer of the desk costs most (.2 ms of processor a trip, 16 trips before). Every change sees the rows as they were before the statement,
 * so none may need what another writes, and no two may touch the same row. Keys between the new rows are checked at its end.
 */
export async function writeTogether(tx: Tx, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return;
  const named = writes.map((write, at) => Prisma.sql`${Prisma.raw(`w${at}`)} AS (${write})`);
  await tx.$executeRaw`WITH ${Prisma.join(named, ', ')} SELECT 1`;
}
