import type { Pipeline, Stage } from './define-pipeline.ts';
import { reuseAnswers } from './reuse-answers.ts';
import type { StageOverview } from './schema.ts';
import { countReasons, countStages, type StageCount } from './store.ts';

function overviewOf(stage: Stage, counts: StageCount[]): Omit<StageOverview, 'reasons'> {
  const mine = counts.filter((row) => row.stage === stage.name);
  const sum = (keep: (row: StageCount) => boolean): number =>
    mine.filter(keep).reduce((total, row) => total + row.count, 0);
  const { name, unit, by } = stage;
  return {
    name,
    unit,
    by,
    wakes: [...stage.wakes],
    done: sum((row) => row.state === 'done'),
    waiting: sum((row) => row.state === 'waiting'),
    parked: sum((row) => row.parked),
    running: sum((row) => row.state === 'running'),
    failed: sum((row) => row.state === 'failed'),
    notApplicable: sum((row) => row.state === 'not-applicable'),
    total: sum(() => true),
  };
}

const figuresOf = reuseAnswers((catalogId) => Promise.all([countStages(catalogId), countReasons(catalogId)]));

/** The flow of a catalog: each stage with its counts and the reasons of what does not go on. */
export async function readPipeline(pipeline: Pipeline, catalogId: string): Promise<StageOverview[]> {
  const [counts, reasons] = await figuresOf(catalogId);
  return pipeline.map((stage) => ({
    ...overviewOf(stage, counts),
    reasons: reasons
      .filter((row) => row.stage === stage.name)
      .map(({ reason, count }) => ({ reason, count })),
  }));
}
