import { z } from 'zod';

export const insightsRequestSchema = z.object({
  catalog: z.uuid().optional(),
  /** How far back decisions count. */
  days: z.coerce.number().int().min(1).max(365).default(14),
});

/** Decisions of one day (UTC) and kind; a day without any stands there with zeros. */
export interface DayCount {
  day: string;
  category: number;
  duplicate: number;
  undone: number;
}

/** One kind of answer: how long a person takes, pauses left out. */
export interface Pace {
  kind: string;
  decisions: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
}

export interface PersonFigures {
  id: string;
  name: string;
  decisions: number;
  hours: number;
  medianSeconds: number | null;
  /** Of the things that somebody else judged too: how many, and on how many both said the same. */
  shared: number;
  agreed: number;
  /** Of the items whose answer is known, unmarked among the others: how many, and how many were answered so. */
  gold: number;
  goldRight: number;
  undone: number;
}

export interface QueueFigures {
  queue: string;
  reason: string;
  open: number;
  withPeople: number;
  escalated: number;
  medianAgeHours: number | null;
  oldestAgeHours: number | null;
}

export interface Forecast {
  queue: string;
  open: number;
  /** Items a day since people began on the queue, within the period; null until a day has passed. */
  arrived: number | null;
  decided: number | null;
  /** Null: at this pace the queue never empties. `unknown`: people have not worked on it for a day yet. */
  daysLeft: number | null | 'unknown';
}

export interface CoverageFigures {
  products: number;
  /** Category stands by a person's decision, by automatic acceptance, as the seller gave it, or not at all. */
  decided: number;
  accepted: number;
  given: number;
  none: number;
  /** Records after merging. */
  records: number;
}

/** What people made of the model's doubts and proposals. */
export interface ProposalFigures {
  reason: string;
  decided: number;
  /** The answer was the proposal; with a suggestion on screen, and judged blind. */
  shown: number;
  shownTaken: number;
  blind: number;
  blindTaken: number;
}

/** What the model proposed and people answered otherwise. */
export interface Correction {
  proposed: string;
  answered: string;
  decided: number;
  /** Summed business value of the products: popularity, weighed by what people say the answered category is worth. */
  value: number;
  /** Some of them, the worthiest first. */
  examples: { productId: string; title: string }[];
}

export interface Insights {
  days: DayCount[];
  pace: Pace[];
  people: PersonFigures[];
  /** Krippendorff's alpha over all things that two or more people judged; null where there is none. */
  alpha: { category: number | null; pair: number | null; things: number };
  queues: QueueFigures[];
  forecasts: Forecast[];
  coverage: CoverageFigures;
  proposals: ProposalFigures[];
  /** The costliest first. */
  corrections: Correction[];
  activeRunId: string | null;
}
