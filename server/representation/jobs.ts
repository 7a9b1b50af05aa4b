import { defineJob, defineRoutine } from '#server/jobs/define-job.ts';

export const featuresJob = defineJob({
  stage: 'features',
  batchSizeMax: 500,
  load: () => import('./features.handler.ts'),
});

export const embedJob = defineJob({
  stage: 'embed',
  batchSizeMax: 500,
  load: () => import('./embed.handler.ts'),
});

export const groupEmbeddings = defineRoutine({
  name: 'representation.group-embeddings',
  everyMs: 60_000,
  load: () => import('./group-embeddings.handler.ts'),
});
