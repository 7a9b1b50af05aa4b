/** What the worker does for labels. */
import { defineJob, defineRoutine } from '#server/jobs/define-job.ts';

export const labelJob = defineJob({
  stage: 'label',
  batchSizeMax: 500,
  load: () => import('./label.handler.ts'),
});

export const importLabelsJob = defineJob({
  stage: 'import-labels',
  batchSizeMax: 1,
  load: () => import('./import-labels.handler.ts'),
});

export const expireExports = defineRoutine({
  name: 'labels.expire-exports',
  everyMs: 10 * 60_000,
  load: () => import('./expire-exports.handler.ts'),
});
