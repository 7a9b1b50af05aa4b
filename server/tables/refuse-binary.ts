/** Names what a file is that is no table, by its first bytes, so that a person knows what to do instead. */
import { TableError } from './table-error.ts';

const signatures: readonly (readonly [string, string])[] = [
  ['504b0304', 'is a ZIP archive or an Excel workbook: save the sheet as CSV and bring that'],
  ['d0cf11e0', 'is an old Excel workbook: save the sheet as CSV and bring that'],
  ['25504446', 'is a PDF document, no table'],
  ['ffd8ff', 'is a picture, no table'],
  ['89504e47', 'is a picture, no table'],
  ['47494638', 'is a picture, no table'],
  ['1f8b', 'is packed with gzip: its name must end in .csv.gz, .tsv.gz or .jsonl.gz'],
  ['28b52ffd', 'is packed with Zstandard: unpack it first'],
  ['425a68', 'is packed with bzip2: unpack it first'],
  ['fd377a585a', 'is packed with xz: unpack it first'],
  ['53514c69746520666f726d6174', 'is an SQLite database: export the table as CSV'],
];

/** Share of NUL bytes at even and odd places that UTF-16 of mostly Latin text has at one of them. */
function looksLikeUtf16(head: Buffer): boolean {
  const nulsAt = (odd: number): number =>
    head.reduce((count, byte, at) => count + (byte === 0 && at % 2 === odd ? 1 : 0), 0);
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return marked || Math.max(nulsAt(0), nulsAt(1)) > head.length / 4;
}

/** Throws TableError where the bytes are of a known other kind, or hold NULs that no text encoding explains. */
export function refuseBinary(file: string, head: Buffer): void {
  const hex = head.subarray(0, 16).toString('hex');
  const known = signatures.find(([signature]) => hex.startsWith(signature));
  if (known && !(known[0] === '1f8b' && file.endsWith('.gz'))) throw new TableError(`${file} ${known[1]}`);
  if (!known && head.includes(0) && !looksLikeUtf16(head))
    throw new TableError(`${file} holds binary data, no text: CSV, TSV, JSON Lines and Parquet can be read`);
}
