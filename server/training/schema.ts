import { z } from 'zod';
import type { CategorizerMeasures } from '#server/categorization/schema-evaluation.ts';
import type { FilterMeasures, PairMeasures } from '#server/duplicates/schema-evaluation.ts';
import type { RunVersions } from './watch-memory.ts';

export const trainedKindSchema = z.enum(['categorizer', 'pair-matcher', 'pair-filter']);
export type TrainedKind = z.infer<typeof trainedKindSchema>;

export const startTrainingSchema = z.object({
  catalogId: z.uuid(),
  kind: trainedKindSchema.default('categorizer'),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  /** Of a categorizer: a fixed number of visits, or until held-out products stop getting better. */
  schedule: z.enum(['visits', 'plateau']).default('visits'),
});
export type StartTraining = z.input<typeof startTrainingSchema>;

export const promoteRunSchema = z.object({
  runId: z.uuid(),
  /** The person has read that the evaluation is provisional. */
  acknowledgeProvisional: z.boolean().default(false),
});
export type PromoteRun = z.input<typeof promoteRunSchema>;

export const rollBackSchema = z.object({
  catalogId: z.uuid(),
  kind: trainedKindSchema.default('categorizer'),
  /** The model in use that the person saw. */
  from: z.uuid(),
});
export type RollBackInput = z.input<typeof rollBackSchema>;

export const drawGoldenSchema = z.object({
  catalogId: z.uuid(),
  size: z.number().int().min(10).max(5000).default(200),
});
export type DrawGolden = z.input<typeof drawGoldenSchema>;

/** How an iterative model stood after an epoch, or a tree. */
export interface CurvePoint {
  step: number;
  /** Mean loss of what it learns from, in nats. */
  loss: number;
  /** Mean loss of what it does not learn from; null where that is not measured. */
  heldOut: number | null;
  /** Share of held-out products that were right, per level of the taxonomy; empty where none was asked. */
  right: number[];
}

export interface RunCurve {
  /** Text model while its schedule is searched for, on folds, on all products; trees of a pair matcher. */
  name: 'search' | 'folds' | 'all' | 'trees';
  points: CurvePoint[];
  /** Step that is kept where training stops early. */
  best: number | null;
}

export interface RunView {
  id: string;
  kind: string;
  state: string;
  stage: string;
  progress: number;
  failure: string | null;
  seed: number;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  modelVersionId: string | null;
  isActive: boolean;
  dataset: { sha256: string; rows: number; decided: number } | null;
  curves: RunCurve[];
  /** What it was trained with; null before it is, and for runs from before this was kept. */
  versions: RunVersions | null;
  /** Of a categorizer. */
  evaluation: EvaluationView | null;
  /** Of a pair matcher. */
  pairs: (PairMeasures & { provisional: boolean }) | null;
  /** Of a pair filter. */
  filter: FilterMeasures | null;
}

export interface EvaluationView extends CategorizerMeasures {
  provisional: boolean;
}
