/** JSON Lines, and a file that is one JSON array of objects. Line numbers are exact. */
import { readFile } from 'node:fs/promises';
import type { TableFormat, TextEncoding } from './format.ts';
import { streamText } from './readable-text.ts';
import { asText, keepable, type RowBatch, reject, type Values } from './rows.ts';
import { TableError } from './table-error.ts';

/** A line that goes on longer is no row, and would be gathered in memory: a packed file of one line knows no bound. */
const lineMaxChars = 1 << 24;

function toValues(parsed: unknown): Values | null {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [keepable(name), asText(value)]));
}

async function* eachLine(file: string, encoding?: TextEncoding): AsyncGenerator<string> {
  let rest = '';
  for await (const text of streamText(file, encoding)) {
    rest += text;
    // Only what has come is searched: a long line in small pieces would be read over and over.
    if (text.includes('\n')) {
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest.length > lineMaxChars)
      throw new TableError(
        `a line does not end within ${lineMaxChars} characters, where JSON Lines ends each row`,
      );
  }
  if (rest) yield rest;
}

async function* streamLines(
  file: string,
  batchSize: number,
  encoding?: TextEncoding,
): AsyncGenerator<RowBatch> {
  let batch: RowBatch = { rows: [], rejects: [] };
  let line = 0;
  for await (const text of eachLine(file, encoding)) {
    line++;
    if (!text.trim()) continue;
    try {
      const values = toValues(JSON.parse(text));
      if (values) batch.rows.push({ line, values });
      else batch.rejects.push(reject(line, 'the line is no JSON object', text));
    } catch (error) {
      batch.rejects.push(reject(line, `the line is no JSON: ${(error as Error).message}`, text));
    }
    if (batch.rows.length + batch.rejects.length >= batchSize) {
      yield batch;
      batch = { rows: [], rejects: [] };
    }
  }
  if (batch.rows.length + batch.rejects.length) yield batch;
}

/** A whole array is held in memory: such files are small, or should be JSON Lines. */
async function* streamArray(file: string, batchSize: number): AsyncGenerator<RowBatch> {
  let parsed: unknown;
  try {
    parsed = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new TableError(`${file} is no JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(parsed)) throw new TableError(`${file} holds no array of objects`);
  for (let at = 0; at < parsed.length; at += batchSize) {
    const batch: RowBatch = { rows: [], rejects: [] };
    parsed.slice(at, at + batchSize).forEach((item: unknown, offset) => {
      const values = toValues(item);
      const line = at + offset + 1;
      if (values) batch.rows.push({ line, values });
      else batch.rejects.push(reject(line, 'the item is no JSON object', JSON.stringify(item)));
    });
    yield batch;
  }
}

export function streamJson(
  file: string,
  format: TableFormat,
  batchSize: number,
  encoding?: TextEncoding,
): AsyncGenerator<RowBatch> {
  return format === 'json' ? streamArray(file, batchSize) : streamLines(file, batchSize, encoding);
}
