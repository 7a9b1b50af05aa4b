import type { RoutineDefinition } from './define-job.ts';
import { readJobFigures } from './job-figures.ts';
import { writeHeartbeat } from './store-heartbeat.ts';

const startedAt = new Date();
const beatEveryMs = 5000;

/** The worker's sign of life, with what it has measured. */
export const beat: RoutineDefinition = {
  name: 'jobs.beat',
  everyMs: beatEveryMs,
  load: async () => ({
    run: async () => {
      const life = { process: `worker:${process.pid}:${startedAt.getTime()}`, kind: 'worker', startedAt };
      await writeHeartbeat({ ...life, figures: await readJobFigures() });
    },
  }),
};
