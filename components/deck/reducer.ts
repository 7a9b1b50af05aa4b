/**
 * The deck as a pure state machine: the card in hand, the cards fetched ahead, what was answered and may be
 * undone, and what the person must be told. It knows neither clock nor network: every action carries its time,
 * and the outbox (outbox.ts) sends what the deck decides.
 *
 * Invariants (tested by random sequences): an item is in one place only (hand, ahead, or undo stack); a refused answer
 * brings its card back; undo gives back exactly the card that was answered last.
 */
export interface HeldCard<Body> {
  itemId: string;
  leaseNumber: number;
  /** Revision of the product or cluster as shown; goes back with the answer. */
  subjectRevision: number;
  /** When the lease ends on this machine's clock. */
  leaseUntilMs: number;
  body: Body;
}

export interface AnsweredCard<Body, Answer> {
  /** Idempotency key of the operation in the outbox. */
  key: string;
  kind: 'decide' | 'skip';
  card: HeldCard<Body>;
  answer: Answer | null;
}

export type NoticeTone = 'ok' | 'doubt' | 'stop';

export interface Notice {
  id: number;
  tone: NoticeTone;
  text: string;
}

export interface DeckState<Body, Answer> {
  current: HeldCard<Body> | null;
  /** When the current card was put in front of the person. */
  shownAtMs: number;
  ahead: readonly HeldCard<Body>[];
  /** Undo stack, newest last. */
  answered: readonly AnsweredCard<Body, Answer>[];
  notice: Notice | null;
  noticeCount: number;
  /** The last category given, for "repeat". */
  lastAnswer: Answer | null;
}

export type DeckAction<Body, Answer> =
  | { type: 'claimed'; cards: readonly HeldCard<Body>[]; nowMs: number }
  | { type: 'answered'; key: string; kind: 'decide' | 'skip'; answer: Answer | null; nowMs: number }
  | { type: 'undone'; key: string; nowMs: number }
  /** The undo reached the server: the card is leased to this person again, under a new number. */
  | { type: 'leased-again'; itemId: string; lease: Omit<HeldCard<Body>, 'itemId' | 'body'> }
  /** The server refused an answer (a contradiction, say): the card comes back to hand. */
  | { type: 'refused'; key: string; text: string; nowMs: number }
  /** The answer was kept beside another's: tell, and forget it for undo where nothing was changed. */
  | { type: 'told'; key: string | null; tone: NoticeTone; text: string; forget: boolean }
  /** The server kept these leases; others of ours are lost. */
  | {
      type: 'heartbeat';
      kept: readonly { itemId: string; leaseNumber: number }[];
      leaseUntilMs: number;
      nowMs: number;
      asked: readonly string[];
    }
  /** This card is no longer ours to answer: out of the hand and out of the line. */
  | { type: 'dropped'; itemId: string; nowMs: number }
  /** It was taken back elsewhere: no longer on this deck's undo stack. */
  | { type: 'forgotten'; key: string }
  | { type: 'notice-closed' };

/** How far undo reaches in one sitting; the product's history page reaches further. */
export const undoDepthMax = 200;

export function emptyDeck<Body, Answer>(): DeckState<Body, Answer> {
  return {
    current: null,
    shownAtMs: 0,
    ahead: [],
    answered: [],
    notice: null,
    noticeCount: 0,
    lastAnswer: null,
  };
}

/** Items this deck holds leases on. */
export function heldCards<Body, Answer>(state: DeckState<Body, Answer>): HeldCard<Body>[] {
  return state.current ? [state.current, ...state.ahead] : [...state.ahead];
}

/** Cards to ask for so that `aheadMin` wait behind the one in hand; 0 when enough are there. */
export function wanted<Body, Answer>(
  state: DeckState<Body, Answer>,
  aheadMin: number,
  batch: number,
): number {
  const missing = batch - heldCards(state).length;
  return state.ahead.length >= aheadMin && state.current ? 0 : Math.max(0, missing);
}

function withNotice<Body, Answer>(
  state: DeckState<Body, Answer>,
  tone: NoticeTone,
  text: string,
): DeckState<Body, Answer> {
  const id = state.noticeCount + 1;
  return { ...state, notice: { id, tone, text }, noticeCount: id };
}

function advance<Body, Answer>(state: DeckState<Body, Answer>, nowMs: number): DeckState<Body, Answer> {
  const [next, ...ahead] = state.ahead;
  return { ...state, current: next ?? null, ahead, shownAtMs: nowMs };
}

/** Puts a card into hand; the one that was there waits first in line. */
function takeBack<Body, Answer>(
  state: DeckState<Body, Answer>,
  card: HeldCard<Body>,
  nowMs: number,
): DeckState<Body, Answer> {
  const rest = heldCards(state).filter((held) => held.itemId !== card.itemId);
  return { ...state, current: card, ahead: rest, shownAtMs: nowMs };
}

function claim<Body, Answer>(
  state: DeckState<Body, Answer>,
  cards: readonly HeldCard<Body>[],
  nowMs: number,
): DeckState<Body, Answer> {
  const held = new Set(heldCards(state).map((card) => card.itemId));
  const fresh = cards.filter((card) => !held.has(card.itemId));
  const next = { ...state, ahead: [...state.ahead, ...fresh] };
  return next.current ? next : advance(next, nowMs);
}

function answer<Body, Answer>(
  state: DeckState<Body, Answer>,
  action: Extract<DeckAction<Body, Answer>, { type: 'answered' }>,
): DeckState<Body, Answer> {
  if (!state.current) return state;
  const done: AnsweredCard<Body, Answer> = {
    key: action.key,
    kind: action.kind,
    card: state.current,
    answer: action.answer,
  };
  const answered = [...state.answered.filter((past) => past.card.itemId !== done.card.itemId), done].slice(
    -undoDepthMax,
  );
  return advance(
    { ...state, answered, notice: null, lastAnswer: action.answer ?? state.lastAnswer },
    action.nowMs,
  );
}

function undo<Body, Answer>(
  state: DeckState<Body, Answer>,
  key: string,
  nowMs: number,
): DeckState<Body, Answer> {
  const done = state.answered.find((past) => past.key === key);
  if (!done) return state;
  const answered = state.answered.filter((past) => past.key !== key);
  return { ...takeBack(state, done.card, nowMs), answered, notice: null };
}

function renew<Body, Answer>(
  state: DeckState<Body, Answer>,
  action: Extract<DeckAction<Body, Answer>, { type: 'heartbeat' }>,
): DeckState<Body, Answer> {
  const kept = new Map(action.kept.map((lease) => [lease.itemId, lease.leaseNumber]));
  const asked = new Set(action.asked);
  const isLost = (card: HeldCard<Body>) =>
    asked.has(card.itemId) && kept.get(card.itemId) !== card.leaseNumber;
  const longer = (card: HeldCard<Body>): HeldCard<Body> =>
    kept.get(card.itemId) === card.leaseNumber ? { ...card, leaseUntilMs: action.leaseUntilMs } : card;
  const ahead = state.ahead.filter((card) => !isLost(card)).map(longer);
  const { current } = state;
  // The card in hand stays in hand even when its lease is lost: an answer may still count (law 2), and a
  // card that vanishes under the eyes is worse than being told afterwards.
  return { ...state, ahead, current: current ? longer(current) : null };
}

export function deckReducer<Body, Answer>(
  state: DeckState<Body, Answer>,
  action: DeckAction<Body, Answer>,
): DeckState<Body, Answer> {
  switch (action.type) {
    case 'claimed':
      return claim(state, action.cards, action.nowMs);
    case 'answered':
      return answer(state, action);
    case 'undone':
      return undo(state, action.key, action.nowMs);
    case 'leased-again': {
      const again = (card: HeldCard<Body>) =>
        card.itemId === action.itemId ? { ...card, ...action.lease } : card;
      return {
        ...state,
        current: state.current ? again(state.current) : null,
        ahead: state.ahead.map(again),
      };
    }
    case 'refused':
      return withNotice(undo(state, action.key, action.nowMs), 'stop', action.text);
    case 'told': {
      const answered = action.forget
        ? state.answered.filter((past) => past.key !== action.key)
        : state.answered;
      return withNotice({ ...state, answered }, action.tone, action.text);
    }
    case 'heartbeat':
      return renew(state, action);
    case 'dropped': {
      const ahead = state.ahead.filter((card) => card.itemId !== action.itemId);
      const rest = { ...state, ahead };
      return state.current?.itemId === action.itemId ? advance(rest, action.nowMs) : rest;
    }
    case 'forgotten':
      return { ...state, answered: state.answered.filter((past) => past.key !== action.key) };
    case 'notice-closed':
      return { ...state, notice: null };
  }
}
