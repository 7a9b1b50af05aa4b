/** What every reader gives. */

export type Values = Record<string, string | null>;

export interface TableRow {
  /** Line of the file on which the row begins, from 1; the ordinal of the row in a Parquet file. */
  line: number;
  values: Values;
}

export interface RejectedRow {
  line: number;
  field: string | null;
  reason: string;
  raw: string;
}

export interface RowBatch {
  rows: TableRow[];
  rejects: RejectedRow[];
}

/** Longest raw text that a reject keeps. */
const rawMaxChars = 2000;

/**
 * Text as a database can keep it. NUL, with which some exports fill their columns, goes; half of a surrogate pair, which JSON can
 * write, becomes U+FFFD. PostgreSQL takes neither, and one of them would fail the whole batch that it stands in.
 */
export function keepable(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();
}

/** The first characters of a text, never half of one. */
export function cutText(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const isHalf = /[\ud800-\udbff]/.test(text[charsMax - 1]);
  return text.slice(0, isHalf ? charsMax - 1 : charsMax);
}

export function reject(line: number, reason: string, raw: string, field: string | null = null): RejectedRow {
  // A parser's complaint quotes the text, and may cut it within a character.
  return { line, field, reason: keepable(reason), raw: keepable(cutText(raw, rawMaxChars)) };
}

/** A value as text: numbers plainly, nested values as JSON, empty text as nothing. */
export function asText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return keepable(value) || null;
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
