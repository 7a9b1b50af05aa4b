import { type DeckAction, type DeckState, deckReducer, emptyDeck } from './reducer.ts';
import { StateStore } from './state-store.ts';

/** The state of a deck, outside React. */
export class DeckStore<Body, Answer> extends StateStore<DeckState<Body, Answer>, DeckAction<Body, Answer>> {
  constructor() {
    super(deckReducer<Body, Answer>, emptyDeck<Body, Answer>());
  }
}
