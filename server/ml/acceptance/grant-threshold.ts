/**
 * Which suggestions may be accepted without a person: the lowest threshold whose precision is proven to keep a promise.
 * Audits are blind labels of items that chance drew from everything above the lowest threshold, in the order drawn.
 */
import { type AnytimeBound, anytimeBound } from '#server/ml/statistics/anytime-bound.ts';
import { type EDetector, eDetector } from './e-detector.ts';

/** Strictest first. Tested in this order, each at the full alpha: the first that fails ends it (fixed-sequence testing, Bauer 1991). */
export const thresholdLadder: readonly number[] = [0.995, 0.99, 0.98, 0.95, 0.9, 0.8];
/**
 * After so many audits the sequence gets its beginning: the strictest threshold that one in seven of them passes. One that hardly
 * any item passes would never be proven, and bar the way to those below it. Chosen once and by the items' own
 * probabilities, never by how they were judged: the order of the tests stays fixed.
 */
const beginAfter = 150;
const beginShare = 1 / 7;

export interface KeptPromise {
  /** Precision that must hold, such as .98. */
  precision: number;
  /** Probability, over the whole future, that a threshold is granted which does not keep it. */
  alpha: number;
  /** Audits between false alarms, at least, while the promise holds. */
  runLength: number;
}

export interface Grant {
  /** Lowest probability that is accepted; null: nothing is. */
  threshold: number | null;
  /** Proven lower bound of the precision there, and the audits it rests on. */
  lower: number;
  audits: number;
  /** All audits of the stratum so far. */
  observed: number;
  /** The promise was kept and is broken: nothing is accepted until somebody begins anew. */
  isClosed: boolean;
  /** Where it is closed: audits since the likely change. What was accepted since then goes back to people. */
  doubtedAudits: number;
}

export interface Stratum {
  observe(p: number, isRight: boolean): void;
  grant(): Grant;
}

interface Step {
  threshold: number;
  bound: AnytimeBound;
  detector: EDetector;
  /** For each audit at this threshold: how many audits of the stratum there were by then. */
  seenAt: number[];
}

/** One pooled stratum of categories. Nothing is granted before the evidence is there, and nothing after an alarm. */
export function openStratum({ precision, alpha, runLength }: KeptPromise): Stratum {
  const steps = thresholdLadder.map(
    (threshold): Step => ({
      threshold,
      bound: anytimeBound(alpha),
      detector: eDetector(precision, runLength),
      seenAt: [],
    }),
  );
  let observed = 0;
  /** Place in the ladder of the first test; null until enough is known. */
  let beginsAt: number | null = null;
  /** Audits of the whole stratum since the likely change at one threshold. */
  const doubted = ({ detector, seenAt }: Step): number => {
    const first = seenAt[seenAt.length - detector.changedAgo - 1];
    return observed - (first ?? 0);
  };
  return {
    observe(p, isRight) {
      observed++;
      for (const step of steps) {
        if (p < step.threshold) continue;
        step.bound.observe(Number(isRight));
        step.detector.observe(isRight);
        step.seenAt.push(observed);
      }
      if (observed === beginAfter)
        beginsAt = steps.findIndex(({ bound }) => bound.count >= beginShare * observed);
    },
    grant() {
      let granted: Grant = {
        ...{ threshold: null, lower: 0, audits: 0, observed },
        ...{ isClosed: false, doubtedAudits: 0 },
      };
      if (beginsAt === null) return { ...granted, audits: observed };
      for (const step of steps.slice(beginsAt)) {
        const { threshold, bound, detector } = step;
        const isFirst = granted.threshold === null;
        if (detector.isRinging)
          return isFirst ? { ...granted, isClosed: true, doubtedAudits: doubted(step) } : granted;
        if (!bound.refutes(precision))
          return isFirst ? { ...granted, lower: bound.lower(), audits: bound.count } : granted;
        granted = { ...granted, threshold, lower: bound.lower(), audits: bound.count };
      }
      return granted;
    },
  };
}

/**
 * Pools categories until a stratum is large enough to be proven: each leaf goes to its deepest ancestor whose items reach
 * `itemsMin`; what never does is pooled at the root. By the number of items alone, never by outcomes.
 * @param leaves path of codes from the root, with the items that were answered with it
 * @returns the stratum (path joined by '/', '' is the root) of each leaf, in the same order
 */
export function poolStrata(
  leaves: readonly { path: readonly string[]; items: number }[],
  itemsMin: number,
): string[] {
  const totals = new Map<string, number>();
  for (const { path, items } of leaves)
    for (let depth = 0; depth <= path.length; depth++) {
      const key = path.slice(0, depth).join('/');
      totals.set(key, (totals.get(key) ?? 0) + items);
    }
  return leaves.map(({ path }) => {
    for (let depth = path.length; depth > 0; depth--) {
      const key = path.slice(0, depth).join('/');
      if ((totals.get(key) ?? 0) >= itemsMin) return key;
    }
    return '';
  });
}
