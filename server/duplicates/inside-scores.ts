/**
 * The p of every two members of a cluster as one list, in the order of their ids: the first with each later one, then the
 * second with each later one, and so on. Pure.
 */
import { pairsAmong } from '#server/ml/groups.ts';
import type { ScoredPair } from './rules-groups.ts';

/** 1,770 numbers: the table of a card shows a dozen, and a group so large is taken apart otherwise. */
const membersMax = 60;

const key = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

function eachPair(memberIds: readonly string[]): string[] {
  const ids = memberIds.toSorted();
  return ids.flatMap((a, at) => ids.slice(at + 1).map((b) => key(a, b)));
}

/** To three digits, 0 where two were not compared; null for a cluster that is too large. */
export function packScores(memberIds: readonly string[], pairs: readonly ScoredPair[]): number[] | null {
  if (memberIds.length > membersMax) return null;
  const known = new Map(pairs.map(({ a, b, p }) => [key(a, b), Math.round(1000 * p) / 1000]));
  return eachPair(memberIds).map((pair) => known.get(pair) ?? 0);
}

/** The p of two members; null where the list is not of these members. */
export function scoreReader(
  memberIds: readonly string[],
  packed: readonly number[] | null | undefined,
): ((a: string, b: string) => number | null) | null {
  if (!packed || packed.length !== pairsAmong(memberIds.length)) return null;
  const known = new Map(eachPair(memberIds).map((pair, at) => [pair, packed[at]]));
  return (a, b) => known.get(key(a, b)) ?? null;
}
