import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { messages } from '#components/language/en/messages.ts';
import type { ClusterCard } from '#server/duplicates/schema-card.ts';
import {
  answerLabel,
  answerOf,
  leaveOut,
  moveFocus,
  startMarks,
  toggleMember,
  toggleSplit,
  toggleVariant,
} from './cluster-marks.ts';

const t = createTranslator({ locale: 'en', messages, namespace: 'pairs' });

const ids = ['a', 'b', 'c', 'd'];
const card = {
  members: ids.map((productId) => ({ productId })),
  links: [
    { a: 'a', b: 'b', p: 0.9 },
    { a: 'c', b: 'd', p: 0.9 },
    { a: 'b', b: 'c', p: 0.4 },
    { a: 'a', b: 'd', p: 0.3 },
  ],
  weakest: { a: 'a', b: 'd', p: 0.3 },
} as unknown as ClusterCard;

describe('marks of a cluster', () => {
  it('merges all at first, and leaves out what is unticked', () => {
    expect(answerOf(startMarks(4), card)).toEqual({ kind: 'merge', ticked: ids, others: [] });
    const marked = toggleVariant(toggleMember(startMarks(4), 3), 2);
    expect(answerOf(marked, card)).toEqual({
      kind: 'merge',
      ticked: ['a', 'b'],
      others: [
        { productId: 'c', relation: 'variant' },
        { productId: 'd', relation: 'not_same' },
      ],
    });
    expect(answerLabel(t, marked, card)).toBe('merge 2 ticked');
    expect(toggleMember(toggleMember(startMarks(4), 3), 3).marks).toEqual(startMarks(4).marks);
  });

  it('marks the focused one and moves on', () => {
    const marked = leaveOut(moveFocus(startMarks(4), 1));
    expect(marked).toMatchObject({ marks: ['same', 'different', 'same', 'same'], focus: 2 });
    expect(moveFocus(startMarks(4), -1).focus).toBe(3);
  });

  it('says that none is the same when fewer than two are ticked', () => {
    const none = [0, 1, 2].reduce(toggleMember, startMarks(4));
    expect(answerOf(none, card)).toEqual({ kind: 'apart', relation: 'not_same' });
  });

  it('splits at the weakest link, each to the end it is more like, and lets groups be changed', () => {
    const split = toggleSplit(startMarks(4), card);
    expect(answerOf(split, card)).toEqual({
      kind: 'split',
      groups: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      relation: 'not_same',
    });
    const three = toggleMember(split, 3);
    expect(answerOf(three, card)).toMatchObject({ groups: [['a', 'b'], ['c'], ['d']] });
    expect(toggleSplit(split, card).mode).toBe('tick');
  });

  it('ignores digits beyond the members', () => {
    expect(toggleMember(startMarks(2), 5)).toEqual(startMarks(2));
  });
});
