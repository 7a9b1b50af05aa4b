/** Runs as the page shows them: newest first, with their measures and whether their model is in use. */
import type { Actor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { categorizerMeasuresSchema } from '#server/categorization/schema-evaluation.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import type { EvaluationView, RunView } from './schema.ts';
import { findDataset, findEvaluation, findRun, type RunRow, listRuns as readRuns } from './store.ts';

async function evaluationOf(modelVersionId: string | null): Promise<EvaluationView | null> {
  const row = modelVersionId ? await findEvaluation(modelVersionId) : null;
  return row ? { provisional: row.provisional, ...categorizerMeasuresSchema.parse(row.metrics) } : null;
}

async function datasetOf(datasetId: string | null): Promise<RunView['dataset']> {
  const row = datasetId ? await findDataset(datasetId) : null;
  if (!row) return null;
  const manifest = row.manifest as { rows?: number; decided?: number };
  return { sha256: row.sha256, rows: manifest.rows ?? 0, decided: manifest.decided ?? 0 };
}

async function toView(run: RunRow, activeId: string | null): Promise<RunView> {
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
    isActive: run.modelVersionId !== null && run.modelVersionId === activeId,
    dataset: await datasetOf(run.datasetId),
    evaluation: await evaluationOf(run.modelVersionId),
  };
}

export async function listRuns(catalogId: string): Promise<RunView[]> {
  const [runs, active] = await Promise.all([readRuns(catalogId), loadActiveModel(catalogId, 'categorizer')]);
  return Promise.all(runs.map((run) => toView(run, active?.modelVersionId ?? null)));
}

/** One run; null where there is none that this actor may see. */
export async function readRun(actor: Actor, id: string): Promise<RunView | null> {
  const run = /^[0-9a-f-]{36}$/.test(id) ? await findRun(id) : null;
  if (!run || !(await maySeeCatalog(actor, run.catalogId))) return null;
  const active = await loadActiveModel(run.catalogId, 'categorizer');
  return toView(run, active?.modelVersionId ?? null);
}
