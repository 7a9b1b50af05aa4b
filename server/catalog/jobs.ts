/** What the worker does for the catalog. */
import { defineJob, defineRoutine } from '#server/jobs/define-job.ts';

export const importJob = defineJob({
  stage: 'import',
  batchSizeMax: 1,
  load: () => import('./import.handler.ts'),
});

export const fetchImageJob = defineJob({
  stage: 'fetch-image',
  batchSizeMax: 64,
  load: () => import('./fetch-image.handler.ts'),
});

/** Unpacked image archives that nobody has used for a day go. */
export const sweepArchivesRoutine = defineRoutine({
  name: 'catalog.sweep-archives',
  everyMs: 3_600_000,
  load: () => import('./sweep-archives.handler.ts'),
});
