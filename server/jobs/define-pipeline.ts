import type { QueueName, StageName } from './stage-name.ts';

/** What one unit of a stage is: the id in `stage_state.unit_id`. */
export type StageUnit = 'import' | 'image' | 'product' | 'catalog' | 'cluster' | 'decision' | 'run';

export interface Stage {
  name: StageName;
  unit: StageUnit;
  by: 'job' | 'person';
  /** Domain folders that do it, in order. */
  domains: readonly string[];
  /** What it writes, in the words of the documentation. */
  writes: string;
  wakes: readonly StageName[];
}

export type Pipeline = readonly Stage[];

/** Checks that every woken stage exists and that names are unique; a wrong table must not start a worker. */
export function definePipeline(stages: Pipeline): Pipeline {
  const names = new Set(stages.map((stage) => stage.name));
  if (names.size !== stages.length) throw new Error('a stage stands twice in the pipeline');
  for (const stage of stages) {
    const unknown = stage.wakes.find((woken) => !names.has(woken));
    if (unknown) throw new Error(`${stage.name} wakes ${unknown}, which is no stage`);
  }
  return stages;
}

/**
 * Stages that `done` units of a stage wake by themselves: jobs with the same kind of unit. A person's stage is never
 * woken by default: which units need a person is for the handler to say.
 */
export function wokenBySameUnit(pipeline: Pipeline, name: QueueName): StageName[] {
  const stage = pipeline.find((candidate) => candidate.name === name);
  const same = pipeline.filter((other) => other.unit === stage?.unit && other.by === 'job');
  return same.map((other) => other.name).filter((other) => stage?.wakes.includes(other));
}

/** Whether the table allows a stage to wake another. */
export function mayWake(pipeline: Pipeline, name: QueueName, woken: StageName): boolean {
  return pipeline.find((candidate) => candidate.name === name)?.wakes.includes(woken) ?? false;
}
