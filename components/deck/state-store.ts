/**
 * A screen's state outside React, so that two keys pressed before one paint act on two states, not on one stale
 * closure. React reads it through useSyncExternalStore.
 */
export class StateStore<State, Action> {
  private state: State;
  private readonly reduce: (state: State, action: Action) => State;
  private readonly listeners = new Set<() => void>();

  constructor(reduce: (state: State, action: Action) => State, initial: State) {
    this.reduce = reduce;
    this.state = initial;
  }

  read = (): State => this.state;

  dispatch = (action: Action): void => {
    const next = this.reduce(this.state, action);
    if (next === this.state) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  };

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}
