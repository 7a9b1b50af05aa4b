/** What a person did lately, and what taking it back would change: codes with values, for the screen's languages. */
export type AnswerSaid =
  | { code: 'category'; values: { name: string | null } }
  | { code: 'bulk' | 'merge' | 'split'; values: { count: number } }
  | {
      code: 'not_same' | 'variant' | 'apart' | 'escalate' | 'cant-tell' | 'reject';
      values: Record<string, never>;
    };

export interface HistoryEntry {
  kind: 'category' | 'pair' | 'cluster' | 'bulk';
  /** Of a decision: the key that an undo names. Of a bulk act: its id. */
  key: string;
  itemId: string | null;
  subjectId: string | null;
  /** Title of the product; of a cluster its first member's; of a bulk act its category. */
  title: string;
  answer: AnswerSaid;
  at: string;
  seconds: number | null;
  count: number;
  isUndone: boolean;
  isKeptApart: boolean;
}

type PlainState = 'trained' | 'set-aside' | 'answered' | 'decided' | 'yours' | 'settled' | 'withdrawn';

/** How something stands: a category by its path, listings and statements by their number. */
export type UndoState =
  | { code: 'path'; values: { path: string } }
  | { code: 'as-one' | 'of-their-own' | 'in-force' | 'open'; values: { count: number } }
  | { code: PlainState; values: Record<string, never> };

export interface UndoChange {
  what: 'label' | 'item' | 'category' | 'record' | 'facts' | 'cluster';
  /** Null: none. */
  now: UndoState | null;
  after: UndoState | null;
}

export type UndoPreview =
  | { ok: true; changes: UndoChange[] }
  | { ok: false; reason: 'not-found' | 'already-undone' | 'overtaken' };

/** A state that has no values. */
export const plainState = (code: PlainState): UndoState => ({ code, values: {} });
