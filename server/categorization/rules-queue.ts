/** Which products a person should look at, and in which order. Pure. */
import { askedWords } from '#server/review/asked-words.ts';
import type { Opinion } from './make-suggestion.ts';

export interface QueueFacts {
  givenCategoryIds: string[];
  currentSource: string;
  survivorId: string | null;
  delistedAt: Date | null;
  popularity: number | null;
  /** How much more than by its popularity it counts, where somebody set a value for its category. */
  worth?: number;
  suggestedId: string;
  p: number;
  suspicion: number;
  depthOk: number;
  levelCount: number;
  /** What the model believes of its second leaf; 0 where it named one alone. */
  secondP: number;
  /** Products that are filed under the suggested category, counted to `filedMax`. */
  filedThere: number;
  entropy: number;
  /** What text and picture each say for themselves, as far as there are such. */
  opinions: readonly Pick<Opinion, 'name' | 'categoryId' | 'p'>[];
}

export interface QueuePlace {
  reason: 'suspect' | 'uncertain' | 'missing' | 'disagreement';
  /** Value of asking: uncertainty × business value × training value. The queue multiplies it by age (column `rank`). */
  priority: number;
  priorityReason: string;
}

/** Doubt from which the model prefers another category than the given one. */
export const suspicionMin = 0.5;
/** A given category that no answer speaks against is left alone unless the model is this unsure (nats). */
const entropyMin = 1.5;

/** What people say of a category moves its products by at most this factor: an order must not become a wall. */
const worthMost = 8;
/** From here on the card says that the category counts. */
const valuedMin = 2;

/** Business value of being looked at: popularity on a logarithmic scale, 1 for an unknown one; times what its category counts. */
function businessValue({ popularity, worth = 1 }: Pick<QueueFacts, 'popularity' | 'worth'>): number {
  const counts = Math.min(worthMost, Math.max(1 / worthMost, worth));
  return (1 + Math.log10(1 + Math.max(0, popularity ?? 0))) * counts;
}

/** Each is calibrated for itself: from here on it is more likely right than wrong, and of two such one is wrong. */
const sureMin = 0.5;

/** How sure the less sure of text and picture is where both are and name different categories; else null. */
function contradiction(opinions: QueueFacts['opinions']): number | null {
  const [text, image] = ['text', 'image'].map((name) => opinions.find((one) => one.name === name));
  if (!text || !image || text.categoryId === image.categoryId) return null;
  const sure = Math.min(text.p, image.p);
  return sure >= sureMin ? sure : null;
}

/** More examples than these make no difference to the training value. */
export const filedMax = 100;
/** A category of this many examples teaches half as much as an empty one. */
const halfTaught = 10;
/** From here on the card says that the answer would teach much. */
const instructiveMin = 1.3;

/**
 * Expected training value of an answer, 1 … 2: how close the model's first two leaves are (margin sampling, Scheffer et al. 2001,
 * the measure of server/ml/active as well), times how few examples the suggested category has.
 */
export function trainingValue(facts: Pick<QueueFacts, 'p' | 'secondP' | 'filedThere'>): number {
  const closeness = Math.min(1, Math.max(0, 1 - facts.p + facts.secondP));
  return 1 + (closeness * halfTaught) / (halfTaught + facts.filedThere);
}

/** Why a person is asked; null where nobody needs to look. */
export function placeInQueue(facts: QueueFacts): QueuePlace | null {
  const isSettled = facts.currentSource === 'decision' || facts.currentSource === 'accepted';
  if (facts.survivorId || facts.delistedAt || isSettled) return null;
  const teaches = trainingValue(facts);
  const value = businessValue(facts) * teaches;
  const why = (code: 'missing' | 'doubted' | 'unsure' | 'text-picture') =>
    askedWords({
      code,
      values: {
        sellsWell: businessValue({ popularity: facts.popularity }) > 2,
        instructive: teaches >= instructiveMin,
        ...((facts.worth ?? 1) >= valuedMin ? { valued: true } : {}),
      },
    });
  if (facts.givenCategoryIds.length === 0) {
    return {
      reason: 'missing',
      priority: (0.5 + facts.p) * value,
      priorityReason: why('missing'),
    };
  }
  const isOther = !facts.givenCategoryIds.includes(facts.suggestedId);
  if (isOther && facts.suspicion >= suspicionMin) {
    return {
      reason: 'suspect',
      priority: (1 + facts.suspicion) * value,
      priorityReason: why('doubted'),
    };
  }
  const sure = contradiction(facts.opinions);
  if (sure !== null)
    return { reason: 'disagreement', priority: (0.5 + sure) * value, priorityReason: why('text-picture') };
  if (facts.entropy >= entropyMin && facts.depthOk < facts.levelCount && isOther) {
    return { reason: 'uncertain', priority: 0.5 * value, priorityReason: why('unsure') };
  }
  return null;
}
