import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { sources } from '#components/language/compiled.ts';
import { messages } from '#components/language/en/messages.ts';
import { outcomeActions } from './outcome-actions.ts';

const t = createTranslator({ locale: 'en', messages, namespace: 'deck.notice' });
const ref = { type: 'decide' as const, key: 'k', itemId: 'i' };

describe('what the person is told', () => {
  it('nothing when all went as expected', () => {
    expect(outcomeActions(t, ref, { ok: true, late: false }, 0)).toEqual([]);
    expect(outcomeActions(t, { ...ref, type: 'skip' }, { ok: true }, 0)).toEqual([]);
  });

  it('what refused an answer, by its status', () => {
    expect(outcomeActions(t, ref, { ok: false, reason: 'refused', status: 403 }, 0)).toMatchObject([
      { tone: 'stop', text: 'This answer could not be saved (refused with 403).' },
    ]);
  });

  it('who was first', () => {
    expect(outcomeActions(t, ref, { ok: false, reason: 'already-decided', by: 'Ann' }, 0)).toMatchObject([
      { type: 'told', forget: true, text: expect.stringContaining('Ann') },
    ]);
  });

  it('the chain of a contradiction, by letters, and the card comes back', () => {
    const chain = [
      { a: '1', b: '2', relation: 'same', by: null },
      { a: '1', b: '2', relation: 'not_same', by: 'Ann' },
    ];
    const [action] = outcomeActions(t, ref, { ok: false, reason: 'contradiction', chain }, 0, (id) =>
      id === '1' ? 'A' : 'B',
    );
    expect(action).toMatchObject({
      type: 'refused',
      text: 'This contradicts earlier decisions: A and B are the same (your answer); A and B were told apart (Ann).',
    });
  });

  it('the listings of a chain that are on no card by their titles, and a merge that nobody made', () => {
    const chain = [
      { a: '1', b: '2', relation: 'same', by: null },
      { a: '2', b: '3', relation: 'same', by: 'automatic' },
      { a: '1', b: '3', relation: 'not_same', by: 'Ann' },
    ];
    const letters: Record<string, string> = { 1: 'A', 2: 'B' };
    const said = {
      ok: false,
      reason: 'contradiction',
      chain,
      titles: { 1: 'Jug', 2: 'Jug 1 l', 3: 'Jug, red' },
    };
    const [action] = outcomeActions(t, ref, said, 0, (id) => letters[id] ?? 'another listing');
    expect(action).toMatchObject({
      text: 'This contradicts earlier decisions: A and B are the same (your answer); B and “Jug, red” are the same (merged automatically); A and “Jug, red” were told apart (Ann).',
    });
    const german = createTranslator({ locale: 'de', messages: sources.de, namespace: 'deck.notice' });
    const [told] = outcomeActions(german, ref, said, 0, (id) => letters[id] ?? german('anotherListing'));
    expect(told).toMatchObject({ text: expect.stringContaining('B und „Jug, red“ sind dasselbe') });
  });

  it('the new lease after an undo, or that the card is gone', () => {
    const undo = { ...ref, type: 'undo' as const };
    const lease = { itemId: 'i', leaseNumber: 4, leaseMs: 1_000, subjectRevision: 3 };
    expect(outcomeActions(t, undo, { ok: true, repeated: false, lease }, 500)).toEqual([
      {
        type: 'leased-again',
        itemId: 'i',
        lease: { leaseNumber: 4, subjectRevision: 3, leaseUntilMs: 1_500 },
      },
    ]);
    expect(outcomeActions(t, undo, { ok: false, reason: 'overtaken' }, 0)[0]).toMatchObject({
      type: 'dropped',
      itemId: 'i',
    });
  });
});
