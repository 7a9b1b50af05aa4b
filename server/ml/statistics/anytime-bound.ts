/**
 * A lower confidence bound of a mean that holds at every moment at once: one may look after each label and stop when one
 * likes. Source: Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting" (JRSS B 2024), the
 * one-sided capital process of section 4.1 with predictable plug-in bets (equations 15 and 25).
 */

/** Share of the largest safe bet: a bet of 1/m could lose everything on one error and never recover. */
const betCap = 0.75;

/** The bounds that are looked at: 1,000 steps are finer than any decision taken on them. */
const gridSteps = 1000;

export interface AnytimeBound {
  /** Takes the next observation in [0, 1], in the order in which they were sampled. */
  observe(value: number): void;
  /** Greatest m such that every mean up to m is refuted at this level; 0 before anything is. */
  lower(): number;
  /** Whether a mean of at most `m` is refuted: ln of the capital against it has reached ln(1/alpha). */
  refutes(m: number): boolean;
  readonly count: number;
}

/**
 * Bets against each possible mean m: capital grows by 1 + λ(x − m) an observation. If the true mean is at most m that is
 * a supermartingale, so by Ville's inequality it ever reaches 1/alpha with probability ≤ alpha.
 * @param alpha error probability over the whole future, such as .05
 */
export function anytimeBound(alpha: number): AnytimeBound {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError('alpha must lie between 0 and 1');
  const needed = Math.log(1 / alpha);
  // Capital against a smaller mean is never less, so what refutes the upper end of a cell refutes the whole cell.
  const means = Float64Array.from({ length: gridSteps }, (_, at) => (at + 1) / gridSteps);
  const capital = new Float64Array(gridSteps);
  const reached = new Uint8Array(gridSteps);
  let count = 0;
  let sum = 0;
  let squares = 0;
  return {
    get count() {
      return count;
    },
    observe(value) {
      if (!(value >= 0 && value <= 1)) throw new RangeError('observations lie in [0, 1]');
      // Only the past may set the bet, else it would be no fair game: mean and variance before this observation.
      const mean = (0.5 + sum) / (count + 1);
      const variance = (0.25 + squares) / (count + 1);
      const bet = Math.sqrt((2 * needed) / (variance * (count + 1) * Math.log(count + 2)));
      for (let at = 0; at < gridSteps; at++) {
        if (reached[at]) continue;
        const capped = Math.min(bet, betCap / means[at]);
        capital[at] += Math.log1p(capped * (value - means[at]));
        if (capital[at] >= needed) reached[at] = 1;
      }
      count++;
      sum += value;
      squares += (value - mean) ** 2;
    },
    lower() {
      let at = 0;
      while (at < gridSteps && reached[at]) at++;
      return at / gridSteps;
    },
    refutes: (m) =>
      reached.subarray(0, Math.min(gridSteps, Math.ceil(m * gridSteps))).every((done) => done === 1),
  };
}
