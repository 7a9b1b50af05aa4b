/** How many pairs of each stratum are asked, and what their answers say. Pure. */
import { stratifiedRatio, stratifiedTotal } from '#server/ml/statistics/stratified.ts';
import {
  type Bounded,
  type DrawnStratum,
  type PairAccuracy,
  type PairStratum,
  pairStrata,
  type StratumAnswers,
} from './schema-pair-sample.ts';

/** Names the way of drawing, so that a later, different one is told apart in the labels. */
export const pairSamplePolicy = 'pair-sample-1';
/** Nearly half of the questions goes to what the desk proposes (precision), the rest to what it may have missed. */
const shares: Record<'together' | 'apart' | 'outside', number> = {
  together: 0.45,
  apart: 0.35,
  outside: 0.2,
};
/** Of the questions outside the candidates: most where a duplicate may be. */
const outsideWeights: Partial<Record<PairStratum, number>> = {
  'outside-name': 0.6,
  'outside-category': 0.25,
  'outside-rest': 0.15,
};
/** Fewer tell nothing of a stratum; a small sample has no more than one for each. */
const askedMin = (size: number): number => (size < 60 ? 1 : 3);
/** A matcher is never so sure that none of its pairs need be asked. */
const leastDoubt = 0.01;

export interface StratumSize {
  name: PairStratum;
  population: number;
  /** Mean p of its pairs, the guess of how many are duplicates; 0 where no search looked. */
  meanP: number;
}

export const partOf = (name: PairStratum): 'together' | 'apart' | 'outside' =>
  name.startsWith('together') ? 'together' : name.startsWith('apart') ? 'apart' : 'outside';

/** Neyman's allocation by the matcher's own guess (Cochran, Sampling Techniques, 5.5); fixed where there is no guess. */
function weightOf({ name, population, meanP }: StratumSize): number {
  if (partOf(name) === 'outside') return outsideWeights[name] ?? 0;
  const guess = Math.min(1 - leastDoubt, Math.max(leastDoubt, meanP));
  return population * Math.sqrt(guess * (1 - guess));
}

/** Splits `count` over strata by weight, at least `least` each, none above its population. */
function spread(strata: readonly StratumSize[], count: number, least: number): Map<PairStratum, number> {
  const asked = new Map(strata.map(({ name, population }) => [name, Math.min(least, population)]));
  const total = (): number => [...asked.values()].reduce((sum, one) => sum + one, 0);
  // One by one to whoever is furthest behind its share: exact, and a few hundred steps.
  while (total() < count) {
    const open = strata.filter(({ name, population }) => (asked.get(name) ?? 0) < population);
    if (open.length === 0) break;
    const behind = (stratum: StratumSize): number => ((asked.get(stratum.name) ?? 0) + 1) / weightOf(stratum);
    const next = open.reduce((best, one) => (behind(one) < behind(best) ? one : best));
    asked.set(next.name, (asked.get(next.name) ?? 0) + 1);
  }
  return asked;
}

/** How many pairs to ask of each stratum; what one part has no pairs for goes to the others. */
export function allocate(strata: readonly StratumSize[], size: number): Map<PairStratum, number> {
  const known = strata.filter(({ population }) => population > 0);
  const least = askedMin(size);
  const of = (part: keyof typeof shares): StratumSize[] => known.filter(({ name }) => partOf(name) === part);
  const outside = spread(of('outside'), Math.round(shares.outside * size), least);
  const askedOf = (chosen: Map<PairStratum, number>): number =>
    [...chosen.values()].reduce((sum, one) => sum + one, 0);
  const together = spread(of('together'), Math.round(shares.together * size), least);
  const apart = spread(of('apart'), size - askedOf(outside) - askedOf(together), least);
  const left = size - askedOf(outside) - askedOf(together) - askedOf(apart);
  const more = left > 0 ? spread(of('together'), askedOf(together) + left, least) : together;
  return new Map([...more, ...apart, ...outside]);
}

/** Strata whose pairs a way of proposing calls duplicates. */
const calledBy = {
  proposed: new Set<PairStratum>(['together-sure', 'together', 'together-weak']),
  matcher: new Set<PairStratum>(['together-sure', 'together', 'apart-above']),
};

const bounded = (over: { value: number; low: number; high: number }, scale: number): Bounded =>
  scale > 0
    ? {
        value: over.value / scale,
        low: Math.max(0, over.low / scale),
        high: Math.min(1, over.high / scale),
      }
    : { value: 0, low: 0, high: 1 };

/**
 * Precision, recall and F1 with intervals of 95 %, from the answers so far: those in a stratum are a sample by chance of
 * it, since their order was drawn too. Who could not tell is left out. Null before any stratum that is called has an answer.
 */
export function accuracyOf(
  answers: readonly StratumAnswers[],
  by: 'proposed' | 'matcher',
): PairAccuracy | null {
  const strata = answers.filter(({ population }) => population > 0);
  const sample = strata.map(({ population, answered, same, cantTell }) => ({
    population,
    asked: answered - cantTell,
    hits: same,
  }));
  const isCalled = strata.map(({ name }) => calledBy[by].has(name));
  if (!sample.some(({ asked }, at) => asked > 0 && isCalled[at])) return null;
  const isCandidate = strata.map(({ name }) => partOf(name) !== 'outside');
  const called = strata.reduce((sum, { population }, at) => sum + (isCalled[at] ? population : 0), 0);
  const hit = (at: number): number => Number(isCalled[at]);
  return {
    precision: bounded(stratifiedTotal(sample, hit), called),
    recall: stratifiedRatio(sample, hit, () => 1),
    recallOfCandidates: stratifiedRatio(sample, hit, (at) => Number(isCandidate[at])),
    f1: stratifiedRatio(
      sample,
      (at) => 2 * hit(at),
      () => 1,
      called,
    ),
  };
}

/** Strata in the order of the page, those without pairs left out. */
export const inOrder = <Row extends DrawnStratum>(rows: readonly Row[]): Row[] =>
  pairStrata.flatMap((name) => rows.find((row) => row.name === name && row.population > 0) ?? []);
