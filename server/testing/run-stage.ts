import { inTransaction } from '#server/db/transaction.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';

/** Has a handler work on units of a catalog and writes what it returns, as the worker does. Returns what it said of them. */
export async function runStage(
  handle: StageHandler,
  catalogId: string,
  unitIds: string[],
): Promise<Awaited<ReturnType<StageHandler>>> {
  const result = await handle({ catalogId, unitIds, signal: new AbortController().signal });
  if (result.write) await inTransaction(result.write, { timeoutMs: 60_000 });
  return result;
}
