/** Runs as the page shows them: newest first, with their measures and whether their model is in use. */

import { z } from 'zod';
import type { Actor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { categorizerMeasuresSchema } from '#server/categorization/schema-evaluation.ts';
import { parseStored } from '#server/db/parse-stored.ts';
import { filterMeasuresSchema, pairMeasuresSchema } from '#server/duplicates/schema-evaluation.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { type RunCurve, type RunView, trainedKindSchema } from './schema.ts';
import { findRun, type RunRow, listRuns as readRuns } from './store.ts';
import {
  readShownDatasets,
  readShownEvaluations,
  type ShownDataset,
  type ShownEvaluation,
} from './store-runs-shown.ts';
import { runVersionsSchema } from './watch-memory.ts';

/** What the list shows; the comparison reads the figures of each category by itself. */
const shownMeasuresSchema = categorizerMeasuresSchema.omit({ categories: true });

/** What stands beside a list of runs, read for all of them at once: the page asks again every second while one trains. */
interface Beside {
  evaluations: ReadonlyMap<string, ShownEvaluation>;
  datasets: ReadonlyMap<string, ShownDataset>;
  activeIds: ReadonlySet<string>;
}

function evaluationOf(
  { kind, modelVersionId }: RunRow,
  { evaluations }: Beside,
): Pick<RunView, 'evaluation' | 'pairs' | 'filter'> {
  const row = modelVersionId ? evaluations.get(modelVersionId) : undefined;
  const none = { evaluation: null, pairs: null, filter: null };
  if (!row) return none;
  const { provisional, metrics } = row;
  if (kind === 'pair-filter')
    return { ...none, filter: parseStored(filterMeasuresSchema, metrics, 'evaluation') };
  return kind === 'pair-matcher'
    ? { ...none, pairs: { provisional, ...parseStored(pairMeasuresSchema, metrics, 'evaluation') } }
    : { ...none, evaluation: { provisional, ...parseStored(shownMeasuresSchema, metrics, 'evaluation') } };
}

/** The newest runs of the list show how they learnt; of older ones the page of the run does. */
const runsWithCurves = 5;
/** Points of a curve that a small chart can show, and the page reads every second. */
const pointsShown = 60;

/** Evenly spread, with the first, the last, and the one that is kept. Runs from before curves were kept have none. */
function curvesOf(stored: unknown): RunCurve[] {
  if (!Array.isArray(stored)) return [];
  return (stored as RunCurve[]).map((curve) => {
    const { points, best } = curve;
    const stride = Math.max(1, Math.ceil(points.length / pointsShown));
    const isShown = (step: number, at: number): boolean =>
      at % stride === 0 || at === points.length - 1 || step === best;
    return { ...curve, points: points.filter(({ step }, at) => isShown(step, at)) };
  });
}

function toView(run: RunRow, beside: Beside, withCurves: boolean): RunView {
  return {
    id: run.id,
    kind: run.kind,
    state: run.state,
    stage: run.stage,
    progress: run.progress,
    failure: run.failure,
    seed: run.seed,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    modelVersionId: run.modelVersionId,
    isActive: run.modelVersionId !== null && beside.activeIds.has(run.modelVersionId),
    dataset: (run.datasetId && beside.datasets.get(run.datasetId)) || null,
    curves: withCurves ? curvesOf(run.curves) : [],
    versions: runVersionsSchema.safeParse(run.versions).data ?? null,
    ...evaluationOf(run, beside),
  };
}

async function activeIdsOf(catalogId: string): Promise<ReadonlySet<string>> {
  const active = await Promise.all(trainedKindSchema.options.map((kind) => loadActiveModel(catalogId, kind)));
  return new Set(active.flatMap((model) => model?.modelVersionId ?? []));
}

async function readBeside(catalogId: string, runs: readonly RunRow[]): Promise<Beside> {
  const [evaluations, datasets, activeIds] = await Promise.all([
    readShownEvaluations(runs.flatMap((run) => run.modelVersionId ?? [])),
    readShownDatasets(runs.flatMap((run) => run.datasetId ?? [])),
    activeIdsOf(catalogId),
  ]);
  return { evaluations, datasets, activeIds };
}

export async function listRuns(catalogId: string): Promise<RunView[]> {
  const runs = await readRuns(catalogId);
  const beside = await readBeside(catalogId, runs);
  return runs.map((run, at) => toView(run, beside, at < runsWithCurves));
}

/** One run; null where there is none that this actor may see. */
export async function readRun(actor: Actor, id: string): Promise<RunView | null> {
  const run = z.uuid().safeParse(id).success ? await findRun(id) : null;
  if (!run || !(await maySeeCatalog(actor, run.catalogId))) return null;
  return toView(run, await readBeside(run.catalogId, [run]), true);
}
