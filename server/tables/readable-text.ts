/** The text of a file, decoded as it streams, unzipped where its name ends in .gz. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { detectEncoding, type TextEncoding } from './format.ts';
import { keepable } from './rows.ts';

const pieceBytes = 1 << 18;

/** Bytes that do not decode become U+FFFD, which later stages know as damage; the mark at the front and NULs are left out. */
export async function* streamText(file: string, encoding?: TextEncoding): AsyncGenerator<string> {
  const zipped = file.endsWith('.gz');
  const bytes = createReadStream(file, { highWaterMark: pieceBytes });
  const decoder = new TextDecoder(encoding ?? (zipped ? 'utf-8' : await detectEncoding(file)));
  for await (const part of zipped ? bytes.pipe(createGunzip()) : bytes) {
    const text = decoder.decode(part as Buffer, { stream: true });
    if (text) yield keepable(text);
  }
  const last = decoder.decode();
  if (last) yield last;
}
