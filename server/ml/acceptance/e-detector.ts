/**
 * Watches whether a promised share still holds, and says so when it no longer does.
 * Source: Shin, Ramdas and Rinaldo, "E-detectors: a nonparametric framework for sequential change detection" (2023), the
 * Shiryaev–Roberts e-detector (definition 2.3) over a mixture of baseline e-processes (section 3.2).
 */

/** Shares to which quality may have dropped; the detector bets on all of them at once, in equal parts. */
const drops = [0.95, 0.9, 0.8, 0.5];
/**
 * A change begins before its first wrong answer: with a drop to the slightest of these, fewer than one in twenty leaves so
 * many flawless ones first. Without going back so far, what was accepted in between stayed (100 streams of proposed
 * clusters, shifted in the middle: the promise was kept in 84).
 */
const flawlessFirst = Math.ceil(Math.log(0.05) / Math.log(drops[0]));

export interface EDetector {
  /** Takes the next right (true) or wrong (false) answer of the promised stratum. Returns whether the alarm rings. */
  observe(isRight: boolean): boolean;
  readonly isRinging: boolean;
  /**
   * How many observations ago the change may have begun: since the cumulated likelihood ratios of all drops (Page 1954)
   * were last at their floor before the alarm, and the flawless ones that a change may begin with. The slightest drop has
   * the longest memory, so this errs to the safe side.
   */
  readonly changedAgo: number;
}

/**
 * @param promise the share that must hold
 * @param runLength while the promise holds, the mean number of observations until a false alarm is at least this
 */
export function eDetector(promise: number, runLength: number): EDetector {
  // A likelihood ratio of "dropped to q" against "just kept": a fair bet while the promise holds.
  const alternatives = drops.filter((drop) => drop < promise);
  const evidence = new Float64Array(alternatives.length);
  const cumulated = new Float64Array(alternatives.length);
  const quietAt = new Float64Array(alternatives.length);
  let count = 0;
  let isRinging = false;
  return {
    get changedAgo() {
      return Math.min(count, count - Math.min(...quietAt) + flawlessFirst);
    },
    get isRinging() {
      return isRinging;
    },
    observe(isRight) {
      let sum = 0;
      count++;
      alternatives.forEach((drop, at) => {
        const ratio = isRight ? drop / promise : (1 - drop) / (1 - promise);
        evidence[at] = (1 + evidence[at]) * ratio;
        sum += evidence[at] / alternatives.length;
        cumulated[at] = Math.max(0, cumulated[at] + Math.log(ratio));
        if (cumulated[at] === 0 && !isRinging) quietAt[at] = count;
      });
      if (sum >= runLength) isRinging = true;
      return isRinging;
    },
  };
}
