/**
 * A learning rate that falls by half whenever held-out rows stop getting better, and training that stops when that no longer
 * helps: "new bob" of speech recognition (Morgan and Bourlard 1990; Renals et al. 1992), with the patience of early stopping
 * (Prechelt, "Early Stopping — But When?", 1998).
 */

export interface PlateauOptions {
  /** Epochs without a better loss after which the rate is halved. */
  halveAfter: number;
  /** Epochs without a better loss after which it ends. */
  patience: number;
  /** Share by which a loss must be less than the least so far to count as better. */
  gainMin: number;
}

export const plateauDefaults: PlateauOptions = { halveAfter: 3, patience: 10, gainMin: 0.002 };

export interface PlateauStep {
  /** The least loss so far: what is worth keeping. */
  isBest: boolean;
  isDone: boolean;
}

/** What the rate is multiplied by while a model trains. */
export interface RateSchedule {
  /** @param share of the epoch that is through, 0..1 */
  factor(epoch: number, share: number): number;
  /** Tells of an epoch, from 0, and its held-out loss in any unit. */
  observe(epoch: number, loss: number): PlateauStep;
}

const goOn: PlateauStep = { isBest: false, isDone: false };

/** Falls evenly to 0 over all epochs. */
export function linearDecay(epochs: number): RateSchedule {
  return { factor: (epoch, share) => 1 - (epoch + share) / epochs, observe: () => goOn };
}

/** A number for each epoch: what an earlier training found. */
export function fixedFactors(factors: readonly number[]): RateSchedule {
  return { factor: (epoch) => factors[epoch], observe: () => goOn };
}

/** Follows the held-out loss of one training. */
export class Plateau implements RateSchedule {
  private current = 1;
  private readonly options: PlateauOptions;
  private least = Number.POSITIVE_INFINITY;
  /** Least loss that counted as a gain, and epochs since it and since the rate last fell. */
  private mark = Number.POSITIVE_INFINITY;
  private waited = 0;
  private waitedAtRate = 0;

  constructor(options: PlateauOptions) {
    this.options = options;
  }

  factor(): number {
    return this.current;
  }

  observe(_epoch: number, loss: number): PlateauStep {
    const { gainMin, halveAfter, patience } = this.options;
    const isBest = loss < this.least;
    if (isBest) this.least = loss;
    if (loss < this.mark * (1 - gainMin)) {
      this.mark = loss;
      this.waited = 0;
      this.waitedAtRate = 0;
      return { isBest, isDone: false };
    }
    this.waited++;
    this.waitedAtRate++;
    if (this.waitedAtRate >= halveAfter) {
      this.current /= 2;
      this.waitedAtRate = 0;
    }
    return { isBest, isDone: this.waited >= patience };
  }
}
