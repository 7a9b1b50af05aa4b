/**
 * How a domain says what the worker does. `jobs.ts` of a domain holds definitions and nothing heavy; the handler file is
 * loaded by the worker alone, on first use. Units wait in `stage_state`; the runner claims a batch of one catalog, calls
 * the handler, and applies what it returns in ONE transaction.
 *
 * ```ts
 * // server/representation/jobs.ts
 * export const featuresJob = defineJob({
 *   stage: 'features', batchSizeMax: 500, load: () => import('./features.handler.ts'),
 * });
 * // server/representation/features.handler.ts
 * export const handle: StageHandler = async ({ catalogId, unitIds }) => {
 *   const rows = await compute(unitIds);                        // long work: outside any transaction
 *   return { done: unitIds, write: (tx) => saveFeatures(tx, rows) };  // pipeline.ts wakes embed and block for `done`
 * };
 * ```
 * Handlers may run twice and may overlap with an earlier run of themselves (a worker that was thought dead): writes are
 * upserts.
 */
import type { Tx } from '#server/db/transaction.ts';
import type { QueueName, StageName } from './stage-name.ts';

export interface StageBatch {
  catalogId: string;
  /** 1 to `batchSizeMax` units, all of one catalog, oldest first. */
  unitIds: string[];
  /** Aborted when the worker stops: long work should look at it between steps, and return `later` for the rest. */
  signal: AbortSignal;
}

export interface Wake {
  stage: StageName;
  unitIds: string[];
}

/** What became of the units. Units that are not named stay waiting and are tried again like a failure. */
export interface StageResult {
  done?: string[];
  /** There is nothing to do for these, now and for this input. */
  notApplicable?: string[];
  /** Failed for good, with a reason that a person can act on. */
  failed?: { id: string; reason: string }[];
  /** Failed for now: tried again with growing pauses, then failed for good. */
  retry?: { id: string; reason: string }[];
  /**
   * Cannot be done yet (no active model). Stays waiting without counting as an attempt, until `wakeParked` or
   * `retryAfterMs` (default 5 min). `wholeQueue` parks every waiting unit of this stage and catalog with them.
   */
  later?: { unitIds: string[]; reason: string; retryAfterMs?: number; wholeQueue?: boolean };
  /**
   * What this wakes. Left out: `done` units wake each stage of pipeline.ts that has the same kind of unit.
   * Given: exactly these (each must stand in pipeline.ts as woken by this stage).
   */
  wakes?: Wake[];
  /** The rows of this batch, written in the same transaction as completion and wakes: short, no long work. */
  write?: (tx: Tx) => Promise<void>;
}

export type StageHandler = (batch: StageBatch) => Promise<StageResult>;

export interface JobDefinition {
  stage: QueueName;
  /** Most units in one call. 1 for long runs (import, train, export). */
  batchSizeMax: number;
  /** Tries of a unit before it is failed for good. Default 4. */
  attemptsMax: number;
  /**
   * Stages that come first: no batch of a catalog begins while one of these has something to do for that catalog. For
   * work that looks at the whole catalog, which would be begun again and again while its input still comes in. Units
   * that wait for a time or a model to come do not count.
   */
  waitsFor: StageName[];
  load: () => Promise<{ handle: StageHandler }>;
}

export function defineJob(
  job: Pick<JobDefinition, 'stage' | 'batchSizeMax' | 'load'> & Partial<JobDefinition>,
): JobDefinition {
  return { attemptsMax: 4, waitsFor: [], ...job };
}

/** Something the worker does every so often: give leases back, sweep expired exports. Must be short and repeatable. */
export interface RoutineDefinition {
  name: string;
  everyMs: number;
  load: () => Promise<{ run: (signal: AbortSignal) => Promise<void> }>;
}

export function defineRoutine(routine: RoutineDefinition): RoutineDefinition {
  return routine;
}
