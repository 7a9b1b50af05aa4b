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

export function reject(line: number, reason: string, raw: string, field: string | null = null): RejectedRow {
  return { line, field, reason, raw: raw.slice(0, rawMaxChars) };
}

/** A value as text: numbers plainly, nested values as JSON, empty text as nothing. */
export function asText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
