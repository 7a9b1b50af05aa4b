/** Names of the stages, in the order of the flow. What they mean and wake: server/pipeline.ts. */
export const stageNames = [
  'import',
  'fetch-image',
  'features',
  'embed',
  'suggest',
  'review-category',
  'block',
  'score-pairs',
  'cluster',
  'review-duplicates',
  'label',
  'train',
  'evaluate',
  'promote',
  'rescore',
] as const;
export type StageName = (typeof stageNames)[number];

/** Work on request that is no stage of the flow: it wakes nothing and counts in no conservation. */
export const errandNames = [
  'export',
  'import-labels',
  'draw-portrait',
  'carry-taxonomy',
  'draw-pairs',
] as const;
export type ErrandName = (typeof errandNames)[number];

/** Everything that has units in `stage_state`. */
export type QueueName = StageName | ErrandName;
