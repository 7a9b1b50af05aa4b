/**
 * Delimited text, by RFC 4180 with what real feeds add: any delimiter, quotes that were not doubled, lines that end in
 * CR, LF or both, rows too short or too long. Each row knows the line it begins on, so that a reject can be found in
 * the seller's own file (docs/decisions/004).
 */
import type { TextEncoding } from './format.ts';
import { streamText } from './readable-text.ts';
import { type RowBatch, reject, type Values } from './rows.ts';
import { TableError } from './table-error.ts';

export interface CsvOptions {
  delimiter?: string;
  encoding?: TextEncoding;
}

export interface RawRecord {
  line: number;
  fields: string[];
  raw: string;
  /** The file ended inside a quoted field. */
  isOpen: boolean;
}

/** A record that spans more than this is taken for an open quote. */
const recordMaxChars = 4_000_000;

const quote = 0x22;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** The delimiter that the header line uses most outside quotes; a comma where it uses none. */
export function guessDelimiter(head: string): string {
  const end = head.search(/\r|\n/);
  const bare = (end < 0 ? head : head.slice(0, end)).replace(/"(?:[^"]|"")*"/g, '');
  const counted = [',', ';', '\t', '|'].map((mark) => ({ mark, count: bare.split(mark).length - 1 }));
  const best = counted.reduce((left, right) => (right.count > left.count ? right : left));
  return best.count > 0 ? best.mark : ',';
}

/** Cuts text that arrives in pieces into records. */
export class RecordCutter {
  private text = '';
  private line = 1;
  private readonly delimiter: number;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** Records that are whole after this piece; with `isLast` also the one without a line end. */
  cut(piece: string, isLast: boolean): RawRecord[] {
    this.text += piece;
    const records: RawRecord[] = [];
    let at = 0;
    while (at < this.text.length) {
      const found = this.readRecord(at, isLast);
      if (!found) break;
      if (found.record.raw !== '') records.push(found.record);
      this.line += found.lines;
      at = found.next;
    }
    this.text = this.text.slice(at);
    if (this.text.length > recordMaxChars) {
      throw new TableError(
        `line ${this.line}: a quoted field is not closed within ${recordMaxChars} characters`,
      );
    }
    return records;
  }

  private readRecord(
    start: number,
    isLast: boolean,
  ): { record: RawRecord; next: number; lines: number } | null {
    const { text } = this;
    const fields: string[] = [];
    let at = start;
    for (;;) {
      const field = text.charCodeAt(at) === quote ? this.quoted(at + 1, isLast) : this.plain(at, isLast);
      if (!field) return null;
      fields.push(field.value);
      at = field.end;
      if (text.charCodeAt(at) === this.delimiter && at < text.length) {
        at++;
        continue;
      }
      const next = this.afterLineEnd(at, isLast);
      if (next < 0) return null;
      const raw = text.slice(start, at);
      const lines = raw.split('\n').length - 1 + (next > at ? 1 : 0);
      return { record: { line: this.line, fields, raw, isOpen: field.isOpen }, next, lines };
    }
  }

  /** Index after the line end at `at`; -1 where the rest of a CR LF may still come. */
  private afterLineEnd(at: number, isLast: boolean): number {
    if (at >= this.text.length) return at;
    if (this.text.charCodeAt(at) === lineFeed) return at + 1;
    if (at + 1 >= this.text.length && !isLast) return -1;
    return this.text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
  }

  private plain(start: number, isLast: boolean): { value: string; end: number; isOpen: boolean } | null {
    for (let at = start; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === this.delimiter || code === lineFeed || code === carriageReturn) {
        return { value: this.text.slice(start, at), end: at, isOpen: false };
      }
    }
    return isLast ? { value: this.text.slice(start), end: this.text.length, isOpen: false } : null;
  }

  /** A quote ends the field only before a delimiter, a line end or the end; another one is part of the text. */
  private quoted(start: number, isLast: boolean): { value: string; end: number; isOpen: boolean } | null {
    const { text } = this;
    let value = '';
    let from = start;
    for (;;) {
      const mark = text.indexOf('"', from);
      if (mark < 0 || (mark + 1 >= text.length && !isLast)) {
        return isLast ? { value: value + text.slice(from), end: text.length, isOpen: true } : null;
      }
      const after = mark + 1 < text.length ? text.charCodeAt(mark + 1) : lineFeed;
      if (after === this.delimiter || after === lineFeed || after === carriageReturn) {
        return { value: value + text.slice(from, mark), end: mark + 1, isOpen: false };
      }
      value += text.slice(from, mark + 1);
      from = after === quote ? mark + 2 : mark + 1;
    }
  }
}

function headerOf(record: RawRecord): string[] {
  const seen = new Map<string, number>();
  return record.fields.map((field, at) => {
    const name = field.trim() || `column${at + 1}`;
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), count);
    return count === 1 ? name : `${name}_${count}`;
  });
}

function addRecord(batch: RowBatch, record: RawRecord, header: string[], delimiter: string): void {
  const { fields, line, raw } = record;
  if (record.isOpen) {
    batch.rejects.push(reject(line, 'a quoted field is not closed before the end of the file', raw));
    return;
  }
  // Trailing empty cells beyond the header are a habit of spreadsheets, not an error.
  const surplus = fields.slice(header.length);
  if (fields.length < header.length || surplus.some((field) => field !== '')) {
    const shown = delimiter === '\t' ? 'tab' : delimiter;
    batch.rejects.push(
      reject(line, `${fields.length} cells where the header has ${header.length} (delimiter ${shown})`, raw),
    );
    return;
  }
  const values: Values = {};
  for (let column = 0; column < header.length; column++) values[header[column]] = fields[column] || null;
  batch.rows.push({ line, values });
}

/** All rows of a delimited file in batches; the first batch, maybe empty, comes even for a file with a header alone. */
export async function* streamCsv(
  file: string,
  batchSize: number,
  options: CsvOptions = {},
  onHeader?: (header: string[]) => void,
): AsyncGenerator<RowBatch> {
  let cutter: RecordCutter | null = null;
  let header: string[] | null = null;
  let delimiter = options.delimiter ?? ',';
  let batch: RowBatch = { rows: [], rejects: [] };
  const take = (records: RawRecord[]): void => {
    for (const record of records) {
      if (header) addRecord(batch, record, header, delimiter);
      else {
        header = headerOf(record);
        onHeader?.(header);
      }
    }
  };
  for await (const piece of streamText(file, options.encoding)) {
    const text = cutter ? piece : piece.replace(/^\uFEFF/, '');
    if (!cutter) {
      delimiter = options.delimiter ?? guessDelimiter(text);
      cutter = new RecordCutter(delimiter);
    }
    take(cutter.cut(text, false));
    if (batch.rows.length + batch.rejects.length >= batchSize) {
      yield batch;
      batch = { rows: [], rejects: [] };
    }
  }
  if (cutter) take(cutter.cut('', true));
  if (!header) throw new TableError(`the file has no header line: ${file}`);
  if (batch.rows.length + batch.rejects.length) yield batch;
}
