import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { messages } from '#components/language/en/messages.ts';
import type { QueueCounts } from '#server/review/schema.ts';
import { emptySentence } from './empty-deck.tsx';

const t = createTranslator({ locale: 'en', messages, namespace: 'deck.empty' });
const none: QueueCounts = {
  ...{ left: 0, free: 0, mine: 0, withOthers: 0, skippedByMe: 0, escalated: 0 },
  nextFreeSeconds: null,
};
const said = (counts: Partial<QueueCounts>) => emptySentence(t, { ...none, ...counts });

describe('an empty deck', () => {
  it('is only called done when nothing is left', () => {
    expect(said({}).title).toBe('Nothing left to decide.');
    expect(emptySentence(t, none, true)).toEqual({
      title: 'Nothing left in this part of the queue.',
      text: '',
    });
    expect(said({ left: 3, withOthers: 3 }).title).toBe('Nothing free for you right now.');
  });

  it('says where the rest is and when something comes free', () => {
    expect(said({ left: 3, withOthers: 2, skippedByMe: 1, nextFreeSeconds: 40 }).text).toBe(
      '2 with other people, 1 skipped by you. The next is free in 40 s.',
    );
    expect(said({ left: 1, skippedByMe: 1, nextFreeSeconds: 0 }).text).toBe(
      '1 skipped by you. The next is free any moment.',
    );
    expect(said({ left: 2, nextFreeSeconds: 200 }).text).toBe('2 on their way. The next is free in 4 min.');
  });
});
