/** What the worker does for portraits. The unit is the catalog. */
import { defineJob } from '#server/jobs/define-job.ts';

export const drawPortraitJob = defineJob({
  stage: 'draw-portrait',
  batchSizeMax: 1,
  load: () => import('./draw-portrait.handler.ts'),
});
