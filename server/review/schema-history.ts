/** What a person did lately, and what taking it back would change. */
export interface HistoryEntry {
  kind: 'category' | 'pair' | 'cluster' | 'bulk';
  /** Of a decision: the key that an undo names. Of a bulk act: its id. */
  key: string;
  itemId: string | null;
  subjectId: string | null;
  /** Title of the product; of a cluster its first member's; of a bulk act its category. */
  title: string;
  /** What was answered, in words. */
  answer: string;
  at: string;
  seconds: number | null;
  count: number;
  isUndone: boolean;
  isKeptApart: boolean;
}

export interface UndoChange {
  what: string;
  now: string | null;
  after: string | null;
}

export type UndoPreview =
  | { ok: true; changes: UndoChange[] }
  | { ok: false; reason: 'not-found' | 'already-undone' | 'overtaken' };
