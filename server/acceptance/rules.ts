/** What a policy may do, from its audits. Pure. */
import {
  type Grant,
  openStratum,
  poolStrata,
  type Stratum,
  thresholdLadder,
} from '#server/ml/acceptance/grant-threshold.ts';

/** Error probability of a promise, over its whole future. */
export const alpha = 0.05;
/** Audits between false alarms, at least, while a promise is kept. */
const runLength = 5000;
/** Suggestions that a stratum needs: with a tenth audited, fewer could never be proven (149 flawless audits at the least). */
const stratumItemsMin = 3000;

export const lowestThreshold = thresholdLadder[thresholdLadder.length - 1];

export interface Audit {
  path: string;
  p: number;
  isRight: boolean;
}

export interface Strata {
  /** Stratum of a leaf; a leaf that the model had never answered before belongs to the whole tree's. */
  of(path: string): string;
  names: string[];
}

const codes = (path: string): string[] => (path === '' ? [] : path.split('/'));

export function strataOf(leaves: readonly { path: string; items: number }[]): Strata {
  const found = poolStrata(
    leaves.map(({ path, items }) => ({ path: codes(path), items })),
    stratumItemsMin,
  );
  const byLeaf = new Map(leaves.map(({ path }, at) => [path, found[at]]));
  return { of: (path) => byLeaf.get(path) ?? '', names: [...new Set([...found, ''])].sort() };
}

/** What each stratum has proven, by its audits in the order they were judged. */
export function grantAll(strata: Strata, audits: readonly Audit[], precision: number): Map<string, Grant> {
  const open = new Map<string, Stratum>(
    strata.names.map((name) => [name, openStratum({ precision, alpha, runLength })]),
  );
  for (const audit of audits) open.get(strata.of(audit.path))?.observe(audit.p, audit.isRight);
  return new Map([...open].map(([name, stratum]) => [name, stratum.grant()]));
}

/**
 * Since when what a stratum accepted is in doubt: the earliest draw among its audits since the likely change, null where
 * none of them was drawn. What was accepted after that came from the same world as they, however late they were judged.
 * @param drawnAt draws of the stratum's audits, in the order judged
 */
export function doubtedSince(drawnAt: readonly (Date | null)[], grant: Grant): Date | null {
  const doubted = drawnAt.slice(Math.max(0, drawnAt.length - Math.max(1, grant.doubtedAudits)));
  const times = doubted.flatMap((at) => at?.getTime() ?? []);
  return times.length > 0 ? new Date(times.reduce((least, time) => Math.min(least, time))) : null;
}
