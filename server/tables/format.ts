/** Which format a file is in, and in which encoding its text is. */
import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { refuseBinary } from './refuse-binary.ts';
import { TableError } from './table-error.ts';

export type TableFormat = 'csv' | 'tsv' | 'jsonl' | 'json' | 'parquet';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const byExtension: Record<string, TableFormat> = {
  csv: 'csv',
  txt: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'jsonl',
  parquet: 'parquet',
};

/** Bytes looked at to tell the encoding. */
const probeBytes = 1 << 20;

async function readPart(file: string, bytes: number, from: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Throws TableError where there is no such plain file. */
export async function assertFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new TableError(`no such file: ${file}`);
  if (!found.isFile()) throw new TableError(`not a plain file: ${file}`);
}

/** The format by content where it shows (Parquet, a JSON array), else by the name's ending. */
export async function detectFormat(file: string): Promise<TableFormat> {
  await assertFile(file);
  const head = await readPart(file, 4096, 0);
  if (head.length === 0) throw new TableError(`the file is empty: ${file}`);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  const ending = file.toLowerCase().replace(/\.gz$/, '').split('.').at(-1) ?? '';
  const named = byExtension[ending];
  if (named === 'parquet') throw new TableError(`not a Parquet file: ${file}`);
  refuseBinary(file, head);
  if (named === 'jsonl' && /^\s*\[/.test(head.toString('utf8').replace(/^\uFEFF/, ''))) return 'json';
  if (named) return named;
  if (/^\s*\{/.test(head.toString('utf8'))) return 'jsonl';
  return 'csv';
}

function isUtf8(bytes: Buffer): boolean {
  // A character may be cut at the end of the probe: leave out the last three bytes.
  const whole = bytes.length === probeBytes ? bytes.subarray(0, bytes.length - 3) : bytes;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(whole, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The first megabyte that is not plain ASCII, begun a little before it; the first of all where none is. */
async function tellingPiece(file: string, head: Buffer): Promise<Buffer> {
  let seen = 0;
  for await (const part of createReadStream(file, { highWaterMark: probeBytes })) {
    const bytes = part as Buffer;
    if (!isAscii(bytes)) {
      const at = seen + bytes.findIndex((byte) => byte > 127);
      return at < head.length ? head : readPart(file, probeBytes, at);
    }
    seen += bytes.length;
  }
  return head;
}

/** UTF-8 and UTF-16 by mark or by pattern; bytes that are no UTF-8 are windows-1252, which has every byte. */
export async function detectEncoding(file: string): Promise<TextEncoding> {
  const head = await readPart(file, probeBytes, 0);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 2000);
  const evenZeros = sample.filter((byte, at) => byte === 0 && at % 2 === 0).length;
  const oddZeros = sample.filter((byte, at) => byte === 0 && at % 2 === 1).length;
  if (oddZeros > sample.length / 4) return 'utf-16le';
  if (evenZeros > sample.length / 4) return 'utf-16be';
  // Accents may come late in a big feed: its first megabyte alone would be taken for UTF-8.
  return isUtf8(await tellingPiece(file, head)) ? 'utf-8' : 'windows-1252';
}
