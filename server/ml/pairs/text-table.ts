/**
 * Texts of many records in one array of bytes that threads can share: one byte a letter where all letters of a text are Latin-1,
 * else two. A million strings would each be an object of its own, in one thread alone.
 */
import { grownLength, roomForBytes } from './array-room.ts';
import { IntColumn } from './columns.ts';

export interface TextTableParts {
  bytes: Uint8Array;
  /** Where each text ends, after a 0: twice the place, and 1 where its letters take two bytes. One more than there are texts. */
  ends: Int32Array;
}

/** Texts that were read last stay strings: pairs come in an order in which they are read again. */
const keptTexts = 4096;
const placeMax = 2 ** 31;

export class TextTable {
  private bytes: Buffer;
  private readonly ends: IntColumn;
  private kept: { records: Int32Array; texts: string[] } | null = null;

  constructor(parts?: TextTableParts) {
    this.bytes = asBuffer(parts?.bytes ?? roomForBytes(1024));
    this.ends = new IntColumn(parts?.ends);
    if (!parts) this.ends.push(0);
  }

  get count(): number {
    return this.ends.count - 1;
  }

  get parts(): TextTableParts {
    return { bytes: this.bytes.subarray(0, this.size), ends: this.ends.parts };
  }

  private get size(): number {
    return this.ends.data[this.count] >>> 1;
  }

  push(text: string): void {
    const isWide = hasWide(text);
    const place = this.reserve(isWide ? 2 * text.length : text.length);
    const written = isWide
      ? this.bytes.write(text, place, 'utf16le')
      : this.bytes.write(text, place, 'latin1');
    this.ends.push(2 * (place + written) + (isWide ? 1 : 0));
  }

  /** Adds a text of another table. */
  pushFrom(other: TextTable, record: number): void {
    const [start, end] = [other.ends.data[record] >>> 1, other.ends.data[record + 1]];
    const place = this.reserve((end >>> 1) - start);
    other.bytes.copy(this.bytes, place, start, end >>> 1);
    this.ends.push(2 * (place + (end >>> 1) - start) + (end & 1));
  }

  /** Adds the texts of another table. */
  append({ bytes, ends }: TextTableParts): void {
    const place = this.reserve(bytes.length);
    this.bytes.set(bytes, place);
    for (let at = 1; at < ends.length; at++) this.ends.push(ends[at] + 2 * place);
  }

  /** The text of a record. */
  of(record: number): string {
    this.kept ??= {
      records: new Int32Array(keptTexts).fill(-1),
      texts: new Array<string>(keptTexts).fill(''),
    };
    const { records, texts } = this.kept;
    const slot = record & (keptTexts - 1);
    if (records[slot] === record) return texts[slot];
    const { data } = this.ends;
    const [start, end] = [data[record] >>> 1, data[record + 1]];
    const text = this.bytes.toString(end & 1 ? 'utf16le' : 'latin1', start, end >>> 1);
    records[slot] = record;
    texts[slot] = text;
    return text;
  }

  /** Its length in code units. */
  lengthOf(record: number): number {
    const { data } = this.ends;
    const [start, end] = [data[record] >>> 1, data[record + 1]];
    return ((end >>> 1) - start) >> (end & 1);
  }

  isEmpty(record: number): boolean {
    return this.lengthOf(record) === 0;
  }

  /** Whether two records have one text. */
  areEqual(a: number, b: number): boolean {
    return this.isEqualTo(a, this, b);
  }

  /** The same of a record of another table. */
  isEqualTo(a: number, other: TextTable, b: number): boolean {
    const [ends, endsB] = [this.ends.data, other.ends.data];
    const [startA, startB] = [ends[a] >>> 1, endsB[b] >>> 1];
    const length = (ends[a + 1] >>> 1) - startA;
    // A text has one way to be written: of two equal ones both are wide, or neither.
    if (length !== (endsB[b + 1] >>> 1) - startB || (ends[a + 1] & 1) !== (endsB[b + 1] & 1)) return false;
    for (let at = 0; at < length; at++)
      if (this.bytes[startA + at] !== other.bytes[startB + at]) return false;
    return true;
  }

  /** Makes room behind the last text; answers where it ends. */
  private reserve(length: number): number {
    const place = this.size;
    if (place + length >= placeMax / 2) throw new Error('more text than one table of texts can hold');
    if (place + length > this.bytes.length) {
      const grown = roomForBytes(Math.max(grownLength(this.bytes.length), place + length));
      grown.set(this.bytes);
      this.bytes = asBuffer(grown);
    }
    return place;
  }
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function hasWide(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 255) return true;
  return false;
}
