import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DeckAction,
  type DeckState,
  deckReducer,
  emptyDeck,
  type HeldCard,
  heldCards,
  wanted,
} from './reducer.ts';

type State = DeckState<string, string>;
type Action = DeckAction<string, string>;
const card = (id: string, leaseNumber = 1): HeldCard<string> => ({
  itemId: id,
  leaseNumber,
  subjectRevision: 1,
  leaseUntilMs: 1_000,
  body: `body ${id}`,
});
const run = (actions: Action[], from: State = emptyDeck()) => actions.reduce<State>(deckReducer, from);
const claimed = (...ids: string[]): Action => ({
  type: 'claimed',
  cards: ids.map((id) => card(id)),
  nowMs: 0,
});
const answered = (key: string, answer = 'yes'): Action => ({
  type: 'answered',
  key,
  kind: 'decide',
  answer,
  nowMs: 10,
});

describe('deck', () => {
  it('takes the first card in hand and keeps the rest in order, each once', () => {
    const state = run([claimed('a', 'b'), claimed('b', 'c')]);
    expect(heldCards(state).map((held) => held.itemId)).toEqual(['a', 'b', 'c']);
  });

  it('advances at once on an answer and remembers it', () => {
    const state = run([claimed('a', 'b'), answered('k1', 'kettles')]);
    expect(state.current?.itemId).toBe('b');
    expect(state.lastAnswer).toBe('kettles');
    expect(state.shownAtMs).toBe(10);
  });

  it('undoes in reverse order, repeatably, the interrupted card waiting next', () => {
    const state = run([
      claimed('a', 'b', 'c'),
      answered('k1'),
      answered('k2'),
      { type: 'undone', key: 'k2', nowMs: 20 },
      { type: 'undone', key: 'k1', nowMs: 30 },
    ]);
    expect(heldCards(state).map((held) => held.itemId)).toEqual(['a', 'b', 'c']);
    expect(state.answered).toEqual([]);
  });

  it('brings a refused answer back to hand with the reason', () => {
    const state = run([
      claimed('a', 'b'),
      answered('k1'),
      { type: 'refused', key: 'k1', text: 'B and C were told apart', nowMs: 20 },
    ]);
    expect(state.current?.itemId).toBe('a');
    expect(state.notice).toMatchObject({ tone: 'stop', text: 'B and C were told apart' });
  });

  it('drops prefetched cards whose lease is lost, but never the card in hand', () => {
    const beat: Action = {
      type: 'heartbeat',
      asked: ['a', 'b', 'c'],
      kept: [{ itemId: 'c', leaseNumber: 1 }],
      leaseUntilMs: 9_000,
      nowMs: 50,
    };
    const state = run([claimed('a', 'b', 'c'), beat]);
    expect(heldCards(state).map((held) => held.itemId)).toEqual(['a', 'c']);
    expect(state.ahead[0].leaseUntilMs).toBe(9_000);
    expect(state.current?.leaseUntilMs).toBe(1_000);
  });

  it('keeps cards claimed while a heartbeat was on its way', () => {
    const beat: Action = {
      type: 'heartbeat',
      asked: ['a'],
      kept: [{ itemId: 'a', leaseNumber: 1 }],
      leaseUntilMs: 9_000,
      nowMs: 50,
    };
    expect(heldCards(run([claimed('a', 'b'), beat])).map((held) => held.itemId)).toEqual(['a', 'b']);
  });

  it('takes the new lease of a card that came back by undo', () => {
    const state = run([
      claimed('a'),
      answered('k1'),
      { type: 'undone', key: 'k1', nowMs: 1 },
      { type: 'leased-again', itemId: 'a', lease: { leaseNumber: 7, subjectRevision: 3, leaseUntilMs: 5 } },
    ]);
    expect(state.current).toMatchObject({ itemId: 'a', leaseNumber: 7, subjectRevision: 3, body: 'body a' });
  });

  it('asks for cards before it runs dry', () => {
    expect(wanted(emptyDeck<string, string>(), 3, 5)).toBe(5);
    const full = run([claimed('a', 'b', 'c', 'd', 'e')]);
    expect(wanted(full, 3, 5)).toBe(0);
    expect(wanted(run([answered('k1'), answered('k2')], full), 3, 5)).toBe(2);
  });

  it('holds its invariants under any sequence', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const action: fc.Arbitrary<Action> = fc.oneof(
      fc.subarray(ids).map((some) => claimed(...some)),
      fc.nat(8).map((n) => answered(`k${n}`)),
      fc.nat(8).map((n): Action => ({ type: 'undone', key: `k${n}`, nowMs: n })),
      fc.nat(8).map((n): Action => ({ type: 'refused', key: `k${n}`, text: 'no', nowMs: n })),
      fc.subarray(ids).map(
        (kept): Action => ({
          type: 'heartbeat',
          asked: ids,
          kept: kept.map((itemId) => ({ itemId, leaseNumber: 1 })),
          leaseUntilMs: 2,
          nowMs: 2,
        }),
      ),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const state = run(actions);
        const held = heldCards(state).map((one) => one.itemId);
        expect(new Set(held).size).toBe(held.length);
        expect(new Set(state.answered.map((past) => past.card.itemId)).size).toBe(state.answered.length);
        if (state.ahead.length > 0) expect(state.current).not.toBeNull();
      }),
    );
  });
});
