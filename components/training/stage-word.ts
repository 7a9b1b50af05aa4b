'use client';

import { useTranslations } from 'use-intl';

/** What a run says it is doing, as the worker writes it down. */
export const stages = {
  '': 'waiting',
  'freezing the dataset': 'freeze',
  'freezing decided pairs': 'freezePairs',
  'reading listings': 'read',
  'reading the pictures': 'pictures',
  'learning from decided pairs': 'learnPairs',
  'learning from what stands around them': 'around',
  'asking it about the validation and test splits': 'ask',
  registering: 'register',
  'learning the embedding': 'embed',
  'opening the model': 'open',
  'weighing the fields': 'weigh',
  'training on folds, for honest answers about the training products': 'folds',
  'weighing text, pictures and neighbours, and calibrating': 'fuse',
  'training on all products': 'all',
  'learning which attributes listings state': 'attributes',
  'rounding the numbers that are served': 'round',
  'writing the model files': 'write',
  'writing out-of-fold suggestions': 'outOfFold',
  evaluating: 'evaluate',
} as const;

const isKnown = (stage: string): stage is keyof typeof stages => Object.hasOwn(stages, stage);

/** In the reader's language; a stage that has no text of its own as it came. */
export function useStageWord(): (stage: string) => string {
  const t = useTranslations('training.stage');
  return (stage) => (isKnown(stage) ? t(stages[stage]) : stage);
}
