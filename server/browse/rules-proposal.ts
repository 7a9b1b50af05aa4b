/** Which target category a seller's category most likely is, by the votes of its products. Pure. */
import type { MappingProposal } from './schema-sellers.ts';

/** Others shown beside the first. */
const othersMax = 3;

/**
 * The deepest category that more than half of the voters lie in; where none has so many even at the top, the root with
 * the most votes. After it the strongest of the deepest level that votes reach, so that a person sees what else is in it.
 */
export function chooseProposals(votes: readonly MappingProposal[], voters: number): MappingProposal[] {
  if (votes.length === 0) return [];
  const order = (a: MappingProposal, b: MappingProposal): number =>
    b.votes - a.votes || a.pathName.localeCompare(b.pathName);
  const wide = votes.filter((one) => 2 * one.votes > voters);
  const first =
    wide.length > 0
      ? wide.toSorted((a, b) => b.depth - a.depth || order(a, b))[0]
      : votes.filter((one) => one.depth === 1).toSorted(order)[0];
  const isAncestor = (above: MappingProposal, below: MappingProposal): boolean =>
    below.pathName.startsWith(`${above.pathName} > `);
  const ends = votes.filter((one) => !votes.some((other) => isAncestor(one, other)));
  const others = ends.filter((one) => one.categoryId !== first.categoryId).toSorted(order);
  return [first, ...others.slice(0, othersMax)];
}
