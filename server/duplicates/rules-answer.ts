import { crossPairs, type PairRelation, samePairs } from './rules-contradiction.ts';
import type { ClusterAnswer } from './schema-card.ts';

/** What an answer says about pairs, and which members it keeps together. Pure. */
export interface AnswerMeaning {
  groups: string[][];
  relations: PairRelation[];
}

/** Every member that an answer names. */
export function membersNamed(answer: ClusterAnswer): string[] {
  if (answer.kind === 'merge') return [...answer.ticked, ...answer.others.map((other) => other.productId)];
  return answer.kind === 'split' ? answer.groups.flat() : [];
}

/**
 * merge: the ticked are one product and each other one is apart from all of them; what the others are to each other is
 * not said. split: groups are one product each, and apart from each other. apart: every two members are apart.
 */
export function meaningOf(answer: ClusterAnswer, memberIds: readonly string[]): AnswerMeaning {
  switch (answer.kind) {
    case 'merge':
      return {
        groups: [[...answer.ticked].sort()],
        relations: [
          ...samePairs(answer.ticked),
          ...answer.others.flatMap((other) => crossPairs([other.productId], answer.ticked, other.relation)),
        ],
      };
    case 'split':
      return {
        groups: answer.groups.map((group) => [...group].sort()),
        relations: answer.groups.flatMap((group, at) => [
          ...samePairs(group),
          ...answer.groups.slice(at + 1).flatMap((other) => crossPairs(group, other, answer.relation)),
        ]),
      };
    case 'apart':
      return {
        groups: [],
        relations: memberIds.flatMap((id, at) => crossPairs([id], memberIds.slice(at + 1), answer.relation)),
      };
    default:
      return { groups: [], relations: [] };
  }
}

/** The one word that the decision row stores for the whole answer. */
export function relationOf(answer: ClusterAnswer): string | null {
  if (answer.kind === 'merge') return 'same';
  if (answer.kind === 'cant-tell') return 'cant_tell';
  return answer.kind === 'escalate' ? null : answer.relation;
}
