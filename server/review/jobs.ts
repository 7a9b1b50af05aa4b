import { defineRoutine } from '#server/jobs/define-job.ts';

/** Leases that ran out go back to the queue. */
export const reapLeasesRoutine = defineRoutine({
  name: 'review.reap-leases',
  everyMs: 30_000,
  load: () => import('./reap-leases.handler.ts'),
});
