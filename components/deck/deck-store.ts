import { type DeckAction, type DeckState, deckReducer, emptyDeck } from './reducer.ts';

/**
 * The deck's state outside React, so that two keys pressed before one paint act on two states, not on one stale
 * closure. React reads it through useSyncExternalStore.
 */
export class DeckStore<Body, Answer> {
  private state: DeckState<Body, Answer> = emptyDeck();
  private readonly listeners = new Set<() => void>();

  read = (): DeckState<Body, Answer> => this.state;

  dispatch = (action: DeckAction<Body, Answer>): void => {
    const next = deckReducer(this.state, action);
    if (next === this.state) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  };

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}
