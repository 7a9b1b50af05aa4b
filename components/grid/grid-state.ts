/**
 * The confirm grid as a pure state machine: the page in hand, the page behind it, what is marked, and what was
 * confirmed and may be undone. Like the deck's reducer it knows neither clock nor network.
 *
 * Invariants (tested by random sequences): an item stands on one page only; marks name items of the page in hand; a page
 * that is taken back is the page that was confirmed last, with its marks.
 */
export interface Tile<Card> {
  itemId: string;
  leaseNumber: number;
  subjectRevision: number;
  card: Card;
}

export interface GridPage<Card> {
  tiles: readonly Tile<Card>[];
  marked: readonly string[];
}

export interface ConfirmedPage<Card> extends GridPage<Card> {
  bulkId: string;
  categoryId: string;
}

export interface GridState<Card> extends GridPage<Card> {
  ahead: readonly Tile<Card>[];
  focus: number;
  /** Where the last mark was made: a range begins there. */
  anchor: number | null;
  done: readonly ConfirmedPage<Card>[];
}

export type GridAction<Card> =
  | { type: 'claimed'; tiles: readonly Tile<Card>[] }
  | { type: 'focused'; at: number }
  | { type: 'marked'; at: number }
  | { type: 'range-marked'; at: number }
  | { type: 'confirmed'; bulkId: string; categoryId: string }
  /** Before it was sent: the page itself comes back. */
  | { type: 'taken-back'; bulkId: string }
  /** Undone on the server, or elsewhere: it is no longer on the stack. */
  | { type: 'forgotten'; bulkId: string }
  /** The heartbeat says that these are no longer ours. */
  | { type: 'lost'; itemIds: readonly string[] }
  | { type: 'cleared' };

export function emptyGrid<Card>(): GridState<Card> {
  return { tiles: [], marked: [], ahead: [], focus: 0, anchor: null, done: [] };
}

/** Every lease that the grid holds. */
export function heldTiles<Card>(state: GridState<Card>): Tile<Card>[] {
  return [...state.tiles, ...state.ahead];
}

/** What F decides, and what goes back to the queue for a closer look. */
export function partsOf<Card>(state: GridPage<Card>, takesMarked: boolean) {
  const marked = new Set(state.marked);
  const inside = state.tiles.filter((tile) => marked.has(tile.itemId));
  const outside = state.tiles.filter((tile) => !marked.has(tile.itemId));
  return takesMarked ? { confirmed: inside, rest: outside } : { confirmed: outside, rest: inside };
}

const within = (at: number, count: number): number => Math.max(0, Math.min(count - 1, at));

function turn<Card>(state: GridState<Card>): GridState<Card> {
  return { ...state, tiles: state.ahead, ahead: [], marked: [], focus: 0, anchor: null };
}

function claim<Card>(state: GridState<Card>, tiles: readonly Tile<Card>[]): GridState<Card> {
  const held = new Set(heldTiles(state).map((tile) => tile.itemId));
  const fresh = tiles.filter((tile) => !held.has(tile.itemId));
  const next = { ...state, ahead: [...state.ahead, ...fresh] };
  return next.tiles.length > 0 ? next : turn(next);
}

function mark<Card>(state: GridState<Card>, at: number): GridState<Card> {
  const tile = state.tiles[at];
  if (!tile) return state;
  const isMarked = state.marked.includes(tile.itemId);
  const marked = isMarked
    ? state.marked.filter((itemId) => itemId !== tile.itemId)
    : [...state.marked, tile.itemId];
  return { ...state, marked, focus: at, anchor: at };
}

function markRange<Card>(state: GridState<Card>, at: number): GridState<Card> {
  if (!state.tiles[at]) return state;
  const from = state.anchor ?? at;
  const range = state.tiles.slice(Math.min(from, at), Math.max(from, at) + 1).map((tile) => tile.itemId);
  return { ...state, marked: [...new Set([...state.marked, ...range])], focus: at, anchor: at };
}

function takeBack<Card>(state: GridState<Card>, bulkId: string): GridState<Card> {
  const page = state.done.find((past) => past.bulkId === bulkId);
  if (!page) return state;
  const { tiles, marked } = page;
  const done = state.done.filter((past) => past !== page);
  const own = new Set(tiles.map((tile) => tile.itemId));
  const ahead = heldTiles(state).filter((tile) => !own.has(tile.itemId));
  return { ...state, tiles, marked, ahead, focus: 0, anchor: null, done };
}

function lose<Card>(state: GridState<Card>, itemIds: readonly string[]): GridState<Card> {
  const gone = new Set(itemIds);
  const kept = (tile: Tile<Card>) => !gone.has(tile.itemId);
  const tiles = state.tiles.filter(kept);
  const next = {
    ...state,
    tiles,
    ahead: state.ahead.filter(kept),
    marked: state.marked.filter((itemId) => !gone.has(itemId)),
    focus: within(state.focus, Math.max(1, tiles.length)),
    anchor: null,
  };
  return tiles.length > 0 || state.tiles.length === 0 ? next : turn(next);
}

export function gridReducer<Card>(state: GridState<Card>, action: GridAction<Card>): GridState<Card> {
  switch (action.type) {
    case 'claimed':
      return claim(state, action.tiles);
    case 'focused':
      return { ...state, focus: within(action.at, Math.max(1, state.tiles.length)) };
    case 'marked':
      return mark(state, action.at);
    case 'range-marked':
      return markRange(state, action.at);
    case 'confirmed': {
      const { tiles, marked, done } = state;
      const page = { bulkId: action.bulkId, categoryId: action.categoryId, tiles, marked };
      return turn({ ...state, done: [...done, page].slice(-50) });
    }
    case 'taken-back':
      return takeBack(state, action.bulkId);
    case 'forgotten':
      return { ...state, done: state.done.filter((past) => past.bulkId !== action.bulkId) };
    case 'lost':
      return lose(state, action.itemIds);
    case 'cleared':
      return { ...emptyGrid<Card>(), done: state.done };
  }
}
