/** What the worker does for automatic acceptance. */
import { defineRoutine } from '#server/jobs/define-job.ts';

export const runPolicies = defineRoutine({
  name: 'acceptance.run-policies',
  everyMs: 20_000,
  load: () => import('./run-policies.handler.ts'),
});
