/** What the worker does for leads and engineers. */
import { defineRoutine } from '#server/jobs/define-job.ts';

export const watchDrift = defineRoutine({
  name: 'insights.watch-drift',
  everyMs: 5 * 60_000,
  load: () => import('./watch-drift.handler.ts'),
});

export const estimateWrong = defineRoutine({
  name: 'insights.estimate-wrong',
  everyMs: 5 * 60_000,
  load: () => import('./estimate-wrong.handler.ts'),
});
