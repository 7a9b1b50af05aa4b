import { z } from 'zod';

export const insightsRequestSchema = z.object({
  catalog: z.uuid().optional(),
  /** How far back decisions count. */
  days: z.coerce.number().int().min(1).max(365).default(14),
});

/** Decisions of one day (UTC) and kind. */
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
  /** Items a day over the period. */
  arrived: number;
  decided: number;
  /** Null: at this pace the queue never empties. */
  daysLeft: number | null;
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
  activeRunId: string | null;
}
