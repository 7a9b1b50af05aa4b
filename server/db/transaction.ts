/** Transactions. `Tx` is what every write inside a bigger change takes as its first argument. */
import { db } from './client.ts';
import type { Prisma } from './generated/client.ts';

export type Tx = Prisma.TransactionClient;

/** Serialization failure, deadlock: the whole transaction may be tried again. */
function isRetryable(error: unknown): boolean {
  const text = `${(error as { code?: string }).code ?? ''} ${(error as Error).message ?? ''}`;
  return /P2034|40001|40P01|deadlock detected|could not serialize/.test(text);
}

const triesMax = 5;

/**
 * Runs `work` in one transaction (read committed, unless told); a deadlock or serialization failure runs it again, so `work` must do nothing but
 * read and write through its `tx`.
 */
export async function inTransaction<T>(
  work: (tx: Tx) => Promise<T>,
  options: { timeoutMs?: number; isolationLevel?: Prisma.TransactionIsolationLevel } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { timeoutMs = 30_000, isolationLevel } = options;
      return await db().$transaction(work, { timeout: timeoutMs, maxWait: 20_000, isolationLevel });
    } catch (error) {
      if (attempt >= triesMax || !isRetryable(error)) throw error;
      await new Promise((wake) => setTimeout(wake, 10 * 2 ** attempt * (0.5 + attempt / triesMax)));
    }
  }
}
