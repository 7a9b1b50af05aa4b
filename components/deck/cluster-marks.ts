/**
 * What a person has marked on a cluster before deciding: ticked, not this one, variant; or, in a split, which group
 * each listing belongs to. Pure; the answer is made from it and from nothing else.
 */
import type { useTranslations } from 'use-intl';
import type { ClusterAnswer, ClusterCard } from '#server/duplicates/schema-card.ts';

export type Mark = 'same' | 'different' | 'variant';

export interface ClusterMarks {
  mode: 'tick' | 'split';
  marks: readonly Mark[];
  /** Group of each member in a split, from 0. */
  groups: readonly number[];
  focus: number;
}

type MarkedCard = Pick<ClusterCard, 'members' | 'links' | 'weakest'>;

/** All ticked: the machine proposed the whole; untick what does not belong. */
export function startMarks(memberCount: number): ClusterMarks {
  return {
    mode: 'tick',
    marks: Array(memberCount).fill('same'),
    groups: Array(memberCount).fill(0),
    focus: 0,
  };
}

function replaceAt<T>(list: readonly T[], at: number, value: T): T[] {
  return list.map((old, index) => (index === at ? value : old));
}

/** Digit n: tick or untick; in a split, the next group (a new one after the last). */
export function toggleMember(state: ClusterMarks, at: number): ClusterMarks {
  if (at < 0 || at >= state.marks.length) return state;
  if (state.mode === 'split') {
    const groupCount = Math.max(...state.groups) + 1;
    const next = (state.groups[at] + 1) % Math.min(groupCount + 1, state.marks.length);
    return { ...state, groups: compact(replaceAt(state.groups, at, next)), focus: at };
  }
  return {
    ...state,
    marks: replaceAt(state.marks, at, state.marks[at] === 'same' ? 'different' : 'same'),
    focus: at,
  };
}

/** Shift and digit: a variant of the ticked, or ticked again. */
export function toggleVariant(state: ClusterMarks, at: number): ClusterMarks {
  if (state.mode === 'split' || at < 0 || at >= state.marks.length) return state;
  return {
    ...state,
    marks: replaceAt(state.marks, at, state.marks[at] === 'variant' ? 'same' : 'variant'),
    focus: at,
  };
}

/** "Not this one" for the focused listing; focus moves on to the next that is ticked. */
export function leaveOut(state: ClusterMarks): ClusterMarks {
  if (state.mode === 'split') return state;
  const marks = replaceAt(state.marks, state.focus, 'different' as const);
  const next = marks.findIndex((mark, at) => at > state.focus && mark === 'same');
  return { ...state, marks, focus: next >= 0 ? next : state.focus };
}

export function moveFocus(state: ClusterMarks, by: 1 | -1): ClusterMarks {
  const count = state.marks.length;
  return { ...state, focus: (state.focus + by + count) % count };
}

/** Group numbers without gaps, in the order of the members: A's group is always the first. */
function compact(groups: readonly number[]): number[] {
  const names = [...new Set(groups)];
  return groups.map((group) => names.indexOf(group));
}

/** Cuts at the weakest link: every member goes to the end that it is more like. A second time leaves the split. */
export function toggleSplit(state: ClusterMarks, card: MarkedCard): ClusterMarks {
  if (state.mode === 'split') return { ...state, mode: 'tick' };
  const { members, links, weakest } = card;
  const ends = weakest ?? { a: members[0].productId, b: members[members.length - 1].productId };
  const p = (x: string, y: string) =>
    links.find((link) => (link.a === x && link.b === y) || (link.a === y && link.b === x))?.p ?? 0;
  const groups = members.map(({ productId }) => {
    if (productId === ends.a) return 0;
    if (productId === ends.b) return 1;
    return p(productId, ends.b) > p(productId, ends.a) ? 1 : 0;
  });
  return { ...state, mode: 'split', groups: compact(groups) };
}

export function tickedIds(state: ClusterMarks, card: MarkedCard): string[] {
  return card.members.filter((_, at) => state.marks[at] === 'same').map((member) => member.productId);
}

function splitAnswer(state: ClusterMarks, card: MarkedCard): ClusterAnswer {
  const groupCount = Math.max(...state.groups) + 1;
  const groups = Array.from({ length: groupCount }, (_, group) =>
    card.members.filter((_member, at) => state.groups[at] === group).map((member) => member.productId),
  );
  if (groupCount === 1) return { kind: 'merge', ticked: groups[0], others: [] };
  return { kind: 'split', groups, relation: 'not_same' };
}

/** The answer that Enter gives now. With fewer than two ticked it says that no two are the same product. */
export function answerOf(state: ClusterMarks, card: MarkedCard): ClusterAnswer {
  if (state.mode === 'split') return splitAnswer(state, card);
  const ticked = tickedIds(state, card);
  if (ticked.length < 2) return { kind: 'apart', relation: 'not_same' };
  const others = card.members.flatMap((member, at) => {
    const mark = state.marks[at];
    if (mark === 'same') return [];
    return [
      {
        productId: member.productId,
        relation: mark === 'variant' ? ('variant' as const) : ('not_same' as const),
      },
    ];
  });
  return { kind: 'merge', ticked, others };
}

/** What the button says that this answer does. */
export function answerLabel(
  t: ReturnType<typeof useTranslations<'pairs'>>,
  state: ClusterMarks,
  card: MarkedCard,
): string {
  const answer = answerOf(state, card);
  if (answer.kind === 'split') return t('splitInto', { count: answer.groups.length });
  if (answer.kind === 'merge') return t('mergeTicked', { count: answer.ticked.length });
  return t('noneSame');
}
