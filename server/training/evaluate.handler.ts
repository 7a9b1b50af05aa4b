/** The `evaluate` stage: what the run measured out of fold becomes an evaluation with its thresholds (laws 7 and 8). */

import { categorizerMeasuresSchema } from '#server/categorization/schema-evaluation.ts';
import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { loadModelVersion } from '#server/registry/load-model.ts';
import { findRun, saveEvaluation, updateRun } from './store.ts';

export const handle: StageHandler = async ({ unitIds: [runId] }) => {
  const run = await findRun(runId);
  const model = run?.modelVersionId ? await loadModelVersion(run.modelVersionId) : null;
  if (!run || !model) return { notApplicable: [runId] };
  const measured = categorizerMeasuresSchema.parse(model.manifest.evaluation);
  const thresholds = Object.fromEntries(
    measured.levels.map((level) => [`level${level.level}`, level.threshold]),
  );
  return {
    done: [runId],
    wakes: [{ stage: 'promote', unitIds: [runId] }],
    write: async (tx) => {
      await saveEvaluation(tx, {
        id: newId(),
        modelVersionId: model.modelVersionId,
        datasetId: run.datasetId,
        provisional: true,
        metrics: measured,
        thresholds,
      });
      await updateRun(runId, { state: 'done', progress: 1, stage: '', finishedAt: new Date() }, tx);
    },
  };
};
