import { z } from 'zod';
import type { StageUnit } from './define-pipeline.ts';
import { errandNames, type StageName, stageNames } from './stage-name.ts';

/** Body of the retry of failed units. */
export const retrySchema = z.object({ catalogId: z.uuid(), stage: z.enum([...stageNames, ...errandNames]) });

/** One stage of a catalog on the pipeline page. `total` = done + waiting + running + failed + notApplicable. */
export interface StageOverview {
  /** What it writes stands in the message catalogue under this name. */
  name: StageName;
  unit: StageUnit;
  by: 'job' | 'person';
  wakes: StageName[];
  done: number;
  waiting: number;
  /** Of `waiting`: for a time or an event to come. */
  parked: number;
  running: number;
  failed: number;
  notApplicable: number;
  total: number;
  /** Why units are parked, or the first reasons of failure. */
  reasons: { reason: string; count: number }[];
}
