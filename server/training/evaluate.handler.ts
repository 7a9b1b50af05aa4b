/**
 * The `evaluate` stage: what the run measured out of fold, and on the golden set, becomes an evaluation with its
 * thresholds. It is provisional until the golden set has 200 items (laws 7 and 8).
 */

import { measureSpeed } from '#server/categorization/measure-speed.ts';
import {
  type CategorizerMeasures,
  categorizerMeasuresSchema,
} from '#server/categorization/schema-evaluation.ts';
import { scoreBeside } from '#server/categorization/score-beside.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { loadActiveModel, loadModelVersion, type ModelFiles } from '#server/registry/load-model.ts';
import { evaluateFilter } from './evaluate-filter.ts';
import { evaluatePairs, testPairsNeeded } from './evaluate-pairs.ts';
import { compareModels, goldenNeeded, measureModel } from './rules-compare.ts';
import { findRun, type RunRow, saveEvaluation, updateRun } from './store.ts';
import { readActiveId, readJudgedItems } from './store-compare.ts';
import { readGoldenIds } from './store-golden.ts';

/** The candidate answers the golden products, which it has never seen; its answers stay beside the others. */
async function measureGolden(catalogId: string, model: ModelFiles): Promise<CategorizerMeasures['golden']> {
  const ids = await readGoldenIds(catalogId);
  if (ids.length === 0) return undefined;
  await scoreBeside(catalogId, ids, model);
  const items = await readJudgedItems(catalogId, 'golden', [model.modelVersionId]);
  return { rows: items.length, levels: measureModel(items, (item) => item.candidate).levels };
}

interface Measured {
  provisional: boolean;
  metrics: Prisma.InputJsonObject;
  thresholds: Prisma.InputJsonObject;
}

async function measurePairs(catalogId: string, datasetId: string, model: ModelFiles): Promise<Measured> {
  const metrics = await evaluatePairs(catalogId, datasetId, model);
  const provisional = metrics.pairs.test < testPairsNeeded;
  return { provisional, metrics: { ...metrics }, thresholds: { same: metrics.threshold } };
}

/** Provisional where its recall is not shown: then it cannot be put to use, acknowledged or not. */
async function measureFilter(catalogId: string, datasetId: string, model: ModelFiles): Promise<Measured> {
  const metrics = await evaluateFilter(catalogId, datasetId, model);
  return { provisional: !metrics.isProven, metrics: { ...metrics }, thresholds: {} };
}

async function measureCategorizer(catalogId: string, model: ModelFiles): Promise<Measured> {
  const measured = categorizerMeasuresSchema.parse(model.manifest.evaluation);
  const golden = await measureGolden(catalogId, model);
  const thresholds = Object.fromEntries(
    measured.levels.map((level) => [`level${level.level}`, level.threshold]),
  );
  return {
    provisional: (golden?.rows ?? 0) < goldenNeeded,
    metrics: {
      ...{ ...measured, golden },
      speed: await measureBoth(catalogId, model),
      beside: await compareWithInUse(catalogId, model.modelVersionId),
    },
    thresholds,
  };
}

/** The candidate beside the model in use on the same products: the golden set once it is large enough. */
async function compareWithInUse(
  catalogId: string,
  candidateId: string,
): Promise<CategorizerMeasures['beside']> {
  const activeId = await readActiveId(catalogId);
  if (!activeId || activeId === candidateId) return undefined;
  const ids = [candidateId, activeId];
  const goldens = await readJudgedItems(catalogId, 'golden', ids);
  const basis = goldens.length >= goldenNeeded ? 'golden' : 'given';
  const items = basis === 'golden' ? goldens : await readJudgedItems(catalogId, 'given', ids);
  const lead = compareModels(items, (item) => item.weight, 1);
  return lead ? { modelVersionId: activeId, basis, rows: items.length, ...lead } : undefined;
}

async function measureBoth(catalogId: string, model: ModelFiles): Promise<CategorizerMeasures['speed']> {
  const active = await loadActiveModel(catalogId, 'categorizer');
  const other = active?.modelVersionId === model.modelVersionId ? null : active;
  const found = await measureSpeed(catalogId, other ? [model, other] : [model]);
  if (!found) return undefined;
  const [msPerProduct, ofOther] = found;
  return {
    msPerProduct,
    inUse: other ? { modelVersionId: other.modelVersionId, msPerProduct: ofOther } : null,
  };
}

/** By the kind of the run. */
async function measure({ kind, catalogId, datasetId }: RunRow, model: ModelFiles): Promise<Measured> {
  if (kind === 'pair-matcher' && datasetId) return measurePairs(catalogId, datasetId, model);
  if (kind === 'pair-filter' && datasetId) return measureFilter(catalogId, datasetId, model);
  return measureCategorizer(catalogId, model);
}

export const handle: StageHandler = async ({ unitIds: [runId] }) => {
  const run = await findRun(runId);
  const model = run?.modelVersionId ? await loadModelVersion(run.modelVersionId) : null;
  if (!run || !model) return { notApplicable: [runId] };
  const { datasetId } = run;
  const { modelVersionId } = model;
  const measured = await measure(run, model);
  return {
    done: [runId],
    wakes: [{ stage: 'promote', unitIds: [runId] }],
    write: async (tx) => {
      await saveEvaluation(tx, { id: newId(), modelVersionId, datasetId, ...measured });
      await updateRun(runId, { state: 'done', progress: 1, stage: '', finishedAt: new Date() }, tx);
    },
  };
};
