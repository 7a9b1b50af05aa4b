import { defineJob, defineRoutine } from '#server/jobs/define-job.ts';

export const trainJob = defineJob({
  stage: 'train',
  batchSizeMax: 1,
  load: () => import('./train.handler.ts'),
});

export const evaluateJob = defineJob({
  stage: 'evaluate',
  batchSizeMax: 1,
  load: () => import('./evaluate.handler.ts'),
});

export const runSchedules = defineRoutine({
  name: 'training.run-schedules',
  everyMs: 60_000,
  load: () => import('./run-schedules.handler.ts'),
});

export const scoreInShadow = defineRoutine({
  name: 'training.score-in-shadow',
  everyMs: 15_000,
  load: () => import('./score-in-shadow.handler.ts'),
});

export const drawPairsJob = defineJob({
  stage: 'draw-pairs',
  batchSizeMax: 1,
  waitsFor: ['block', 'score-pairs', 'cluster'],
  load: () => import('./draw-pairs.handler.ts'),
});
