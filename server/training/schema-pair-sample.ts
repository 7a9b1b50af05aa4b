import { z } from 'zod';

/** Where pairs are drawn from: what the desk proposes as one product, what it does not, and what no search looked at. */
export const pairStrata = [
  'together-sure',
  'together',
  'together-weak',
  'apart-above',
  'apart-near',
  'apart-far',
  'outside-name',
  'outside-category',
  'outside-rest',
] as const;
export type PairStratum = (typeof pairStrata)[number];

export const drawPairSampleSchema = z.object({
  catalogId: z.uuid(),
  idempotencyKey: z.uuid(),
  size: z.number().int().min(20).max(2000).default(120),
});
export type DrawPairSample = z.input<typeof drawPairSampleSchema>;

export const endPairSampleSchema = z.object({ catalogId: z.uuid() });

/** A stratum as it was drawn. */
export interface DrawnStratum {
  name: PairStratum;
  /** Pairs in it; estimated by drawing for those that no search looked at. */
  population: number;
  asked: number;
}

export interface StratumAnswers extends DrawnStratum {
  answered: number;
  same: number;
  /** Answered, and nobody could tell. */
  cantTell: number;
}

/** A share with its 95 % interval. */
export interface Bounded {
  value: number;
  low: number;
  high: number;
}

export interface PairAccuracy {
  precision: Bounded;
  recall: Bounded;
  /** Recall among the pairs that a search proposed: what is missed there, the matcher missed. */
  recallOfCandidates: Bounded;
  f1: Bounded;
}

export interface PairSampleView {
  id: string;
  state: 'drawing' | 'open' | 'closed';
  at: string;
  by: string;
  size: number;
  seed: number;
  modelName: string | null;
  isCurrentModel: boolean;
  asked: number;
  answered: number;
  /** Still in the queue. */
  waiting: number;
  /** Left the queue without an answer: ended early, or a listing went. */
  dropped: number;
  strata: StratumAnswers[];
  /** Of the proposed clusters: both listings in one. Null before anything is answered. */
  proposed: PairAccuracy | null;
  /** Of the matcher alone, at its cut-off of one half. */
  matcher: PairAccuracy | null;
}

export interface PairSamplesView {
  /** Newest first; the first is the one that counts. */
  samples: PairSampleView[];
}
