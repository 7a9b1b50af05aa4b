/** Fewest listings with a category that a first model can be learnt from (`rowsMin` of the trainer, held by a test). */
export const labelledMin = 20;

/** What a catalog without a categorizer in use needs next. */
export type NextStep =
  /** It has no taxonomy: only duplicates are looked for until an import brings one. */
  | { step: 'taxonomy' }
  /** Too few listings have a category: people say it of some first. */
  | { step: 'label'; labelled: number; needed: number }
  /** So many listings have one: a first model can be trained. */
  | { step: 'train'; labelled: number }
  /** It is being trained. */
  | { step: 'training' }
  /** It is measured and waits for somebody to put it to use. */
  | { step: 'promote' };
