/** Runs as the page shows them: newest first, with their measures and whether their model is in use. */

import { z } from 'zod';
import type { Actor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { categorizerMeasuresSchema } from '#server/categorization/schema-evaluation.ts';
import { parseStored } from '#server/db/parse-stored.ts';
import { filterMeasuresSchema, pairMeasuresSchema } from '#server/duplicates/schema-evaluation.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { type RunCurve, type RunView, trainedKindSchema } from './schema.ts';
import { findDataset, findEvaluation, findRun, type RunRow, listRuns as readRuns } from './store.ts';
import { runVersionsSchema } from './watch-memory.ts';

/** What the list shows; the comparison reads the figures of each category by itself. */
const shownMeasuresSchema = categorizerMeasuresSchema.omit({ categories: true });

async function evaluationOf({
  kind,
  modelVersionId,
}: RunRow): Promise<Pick<RunView, 'evaluation' | 'pairs' | 'filter'>> {
  const row = modelVersionId ? await findEvaluation(modelVersionId) : null;
  const none = { evaluation: null, pairs: null, filter: null };
  if (!row) return none;
  const { provisional, metrics } = row;
  if (kind === 'pair-filter')
    return { ...none, filter: parseStored(filterMeasuresSchema, metrics, 'evaluation') };
  return kind === 'pair-matcher'
    ? { ...none, pairs: { provisional, ...parseStored(pairMeasuresSchema, metrics, 'evaluation') } }
    : { ...none, evaluation: { provisional, ...parseStored(shownMeasuresSchema, metrics, 'evaluation') } };
}

async function datasetOf(datasetId: string | null): Promise<RunView['dataset']> {
  const row = datasetId ? await findDataset(datasetId) : null;
  if (!row) return null;
  const manifest = row.manifest as { rows?: number; decided?: number };
  return { sha256: row.sha256, rows: manifest.rows ?? 0, decided: manifest.decided ?? 0 };
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

async function toView(run: RunRow, activeIds: ReadonlySet<string>, withCurves: boolean): Promise<RunView> {
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
    isActive: run.modelVersionId !== null && activeIds.has(run.modelVersionId),
    dataset: await datasetOf(run.datasetId),
    curves: withCurves ? curvesOf(run.curves) : [],
    versions: runVersionsSchema.safeParse(run.versions).data ?? null,
    ...(await evaluationOf(run)),
  };
}

async function activeIdsOf(catalogId: string): Promise<ReadonlySet<string>> {
  const active = await Promise.all(trainedKindSchema.options.map((kind) => loadActiveModel(catalogId, kind)));
  return new Set(active.flatMap((model) => model?.modelVersionId ?? []));
}

export async function listRuns(catalogId: string): Promise<RunView[]> {
  const [runs, activeIds] = await Promise.all([readRuns(catalogId), activeIdsOf(catalogId)]);
  return Promise.all(runs.map((run, at) => toView(run, activeIds, at < runsWithCurves)));
}

/** One run; null where there is none that this actor may see. */
export async function readRun(actor: Actor, id: string): Promise<RunView | null> {
  const run = z.uuid().safeParse(id).success ? await findRun(id) : null;
  if (!run || !(await maySeeCatalog(actor, run.catalogId))) return null;
  return toView(run, await activeIdsOf(run.catalogId), true);
}
