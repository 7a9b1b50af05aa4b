/**
 * Runs jobs: claim a batch, call its handler, then write its rows, the units' new states and what they wake in ONE
 * transaction. A kill at any moment leaves either everything or nothing of a batch; the lease brings the batch back.
 */
import { inTransaction } from '#server/db/transaction.ts';
import type { JobDefinition, StageHandler, StageResult, Wake } from './define-job.ts';
import { mayWake, type Pipeline, wokenBySameUnit } from './define-pipeline.ts';
import { noteBatch } from './job-figures.ts';
import { wakeUnits } from './stage-event.ts';
import { type Claim, claimUnits, extendClaim, finishUnits, parkQueue, type UnitOutcome } from './store.ts';

const heartbeatMs = 15_000;
const parkedMs = 5 * 60_000;
const firstRetryMs = 1000;
const retryMaxMs = 5 * 60_000;

/** Pause before the next try: 1 s, 4 s, 16 s, … at most 5 min. */
export function retryDelayMs(attempts: number): number {
  return Math.min(retryMaxMs, firstRetryMs * 4 ** (attempts - 1));
}

/**
 * What each claimed unit becomes. Named twice: the last of done, not applicable, failed, retry, later counts.
 * Not named at all: a retry, because a unit must never vanish.
 */
export function outcomesOf(job: JobDefinition, claim: Claim, result: StageResult): UnitOutcome[] {
  const outcomes = new Map<string, UnitOutcome>();
  const attempts = new Map(claim.units.map((unit) => [unit.unitId, unit.attempts]));
  const settle = (unitId: string, state: UnitOutcome['state'], failure: string | null = null): void => {
    outcomes.set(unitId, { unitId, state, failure, delayMs: 0, attempts: attempts.get(unitId) ?? 0 });
  };
  const again = (unitId: string, failure: string): void => {
    const tried = attempts.get(unitId) ?? 0;
    if (tried >= job.attemptsMax) settle(unitId, 'failed', failure);
    else {
      const delayMs = retryDelayMs(tried);
      outcomes.set(unitId, { unitId, state: 'waiting', failure, delayMs, attempts: tried });
    }
  };
  for (const { unitId } of claim.units) again(unitId, 'the handler did not say what became of it');
  for (const unitId of result.done ?? []) settle(unitId, 'done');
  for (const unitId of result.notApplicable ?? []) settle(unitId, 'not-applicable');
  for (const { id, reason } of result.failed ?? []) settle(id, 'failed', reason);
  for (const { id, reason } of result.retry ?? []) again(id, reason);
  const { unitIds: parked = [], reason = '', retryAfterMs = parkedMs } = result.later ?? {};
  for (const unitId of parked) {
    outcomes.set(unitId, { unitId, state: 'waiting', failure: reason, delayMs: retryAfterMs, attempts: 0 });
  }
  return [...outcomes.values()];
}

/** What a result wakes: as it says, or the stages of the same unit kind for what is done. */
export function wakesOf(pipeline: Pipeline, job: JobDefinition, result: StageResult): Wake[] {
  if (!result.wakes) {
    return wokenBySameUnit(pipeline, job.stage).map((stage) => ({ stage, unitIds: result.done ?? [] }));
  }
  const stranger = result.wakes.find((wake) => !mayWake(pipeline, job.stage, wake.stage));
  if (stranger)
    throw new Error(`${job.stage} wakes ${stranger.stage}, which server/pipeline.ts does not say`);
  return result.wakes;
}

async function applyResult(
  pipeline: Pipeline,
  job: JobDefinition,
  claim: Claim,
  result: StageResult,
): Promise<void> {
  const outcomes = outcomesOf(job, claim, result);
  const wakes = wakesOf(pipeline, job, result);
  const { later } = result;
  await inTransaction(async (tx) => {
    await result.write?.(tx);
    await finishUnits(tx, job.stage, claim.units, outcomes);
    for (const wake of wakes) await wakeUnits(tx, { catalogId: claim.catalogId, ...wake });
    if (!later?.wholeQueue) return;
    const delayMs = later.retryAfterMs ?? parkedMs;
    await parkQueue(tx, job.stage, { catalogId: claim.catalogId, delayMs, reason: later.reason });
  });
}

/** Runs one batch of a job. Returns how many units it claimed; 0: nothing waits. */
export async function runBatch(pipeline: Pipeline, job: JobDefinition, signal: AbortSignal): Promise<number> {
  const claim = await claimUnits(job, job.batchSizeMax);
  if (!claim) return 0;
  const startedAt = performance.now();
  let failed = false;
  const heartbeat = setInterval(() => {
    extendClaim(job.stage, claim.units).catch((error: Error) =>
      console.error(`${job.stage}: the claim could not be extended: ${error.message}`),
    );
  }, heartbeatMs);
  try {
    const { handle }: { handle: StageHandler } = await job.load();
    const unitIds = claim.units.map((unit) => unit.unitId);
    const result = await handle({ catalogId: claim.catalogId, unitIds, signal });
    await applyResult(pipeline, job, claim, result);
  } catch (error) {
    failed = true;
    console.error(`${job.stage}: ${claim.units.length} units failed:`, error);
    const reason = error instanceof Error ? error.message : String(error);
    const retry = claim.units.map((unit) => ({ id: unit.unitId, reason }));
    await applyResult(pipeline, job, claim, { retry, wakes: [] });
  } finally {
    clearInterval(heartbeat);
    const seconds = (performance.now() - startedAt) / 1000;
    noteBatch(job.stage, { seconds, units: claim.units.length, failed });
  }
  return claim.units.length;
}
