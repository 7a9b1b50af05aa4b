import { defineJob, defineRoutine } from '#server/jobs/define-job.ts';

// Not while an import brings rows in: every batch would take its listings into the index of the catalog again.
export const blockJob = defineJob({
  stage: 'block',
  batchSizeMax: 1000,
  waitsFor: ['import', 'features'],
  load: () => import('./block.handler.ts'),
});

export const scorePairsJob = defineJob({
  stage: 'score-pairs',
  batchSizeMax: 1000,
  load: () => import('./score-pairs.handler.ts'),
});

export const clusterJob = defineJob({
  stage: 'cluster',
  batchSizeMax: 1,
  waitsFor: ['block', 'score-pairs'],
  load: () => import('./cluster.handler.ts'),
});

/** Looks once after a start: only an upgrade changes which matcher is in use without anybody's act. */
export const rescoreRoutine = defineRoutine({
  name: 'duplicates.rescore-unscored',
  everyMs: 24 * 3_600_000,
  load: () => import('./rescore-unscored.handler.ts'),
});
