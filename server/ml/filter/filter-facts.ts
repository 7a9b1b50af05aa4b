/**
 * What the filter's tree asks of two listings: whole numbers from their rows (filter-rows.ts), the same from either side. A
 * fact that one of the two does not know is −1, one that neither knows −2.
 */
import { bitsOfByte } from '../bit-count.ts';
import {
  type FilterRows,
  type Known,
  knownBit,
  partAt,
  type RowPart,
  rowLength,
  rowParts,
} from './filter-rows.ts';

interface FactFrame {
  name: string;
  part: RowPart;
  /** Without it the fact is missing. */
  needs?: Known;
}

/** A fact over some bytes of a part. */
export interface BytesFact extends FactFrame {
  /** Bits that are set on one side alone, bits that are set on both, or the sum of absolute differences of bytes. */
  kind: 'bits apart' | 'bits shared' | 'difference';
  /** Bytes in the part, counted from its begin; bits are a multiple of 8, differences of 16. */
  from: number;
  length: number;
}

/** A fact over an integer: 1 where they differ; their difference; 1 where they have a bit in common. */
export interface IntFact extends FactFrame {
  kind: 'differ' | 'steps' | 'overlap';
}

export type FilterFact = BytesFact | IntFact;

const whole = (name: string, part: RowPart, kind: BytesFact['kind'], needs?: Known): BytesFact => ({
  ...{ name, part, kind, needs },
  from: 0,
  length: rowParts[part],
});
const hash = (name: string, from: number): BytesFact => ({
  ...{ name, from, length: 8 },
  ...{ part: 'hashes', kind: 'bits apart', needs: 'picture' },
});

/** Trees know facts by their place here: where that changes, so does `filterVersion`. */
export const filterFacts: readonly FilterFact[] = [
  whole('title signature', 'grams', 'bits apart'),
  whole('title words shared', 'words', 'bits shared'),
  whole('title words apart', 'words', 'bits apart'),
  whole('codes shared', 'codes', 'bits shared'),
  whole('codes apart', 'codes', 'bits apart'),
  whole('numbers shared', 'numbers', 'bits shared'),
  whole('numbers apart', 'numbers', 'bits apart'),
  { name: 'price', part: 'price', kind: 'steps', needs: 'price' },
  { name: 'brand', part: 'brand', kind: 'differ', needs: 'brand' },
  { name: 'GTIN', part: 'gtin', kind: 'differ', needs: 'gtin' },
  { name: 'part number', part: 'part', kind: 'differ', needs: 'part' },
  { name: 'currency', part: 'currency', kind: 'differ', needs: 'currency' },
  { name: 'language', part: 'language', kind: 'differ', needs: 'language' },
  { name: 'seller', part: 'seller', kind: 'differ' },
  { name: 'colour words', part: 'colours', kind: 'overlap', needs: 'colours' },
  hash('dHash', 0),
  hash('pHash', 8),
  whole('picture colour', 'colour', 'difference', 'picture'),
  whole('picture texture', 'texture', 'difference', 'picture'),
  whole('picture edges', 'edges', 'difference', 'picture'),
  whole('picture thumbnail', 'thumbnail', 'difference', 'picture'),
  { name: 'picture aspect', part: 'aspect', kind: 'steps', needs: 'picture' },
  { name: 'picture grey', part: 'grey', kind: 'steps', needs: 'picture' },
];

/** Changes with the facts or the rows: trees of another version are not read. */
export const filterVersion = 'filter-1';

function overBytes({ kind, part, from, length }: BytesFact, bytes: Uint8Array, a: number, b: number): number {
  const first = partAt[part] + from;
  const [one, other] = [a * rowLength + first, b * rowLength + first];
  let sum = 0;
  for (let at = 0; at < length; at++) {
    const [x, y] = [bytes[one + at], bytes[other + at]];
    if (kind === 'difference') sum += Math.abs(x - y);
    else sum += bitsOfByte[kind === 'bits apart' ? x ^ y : x & y];
  }
  return sum;
}

/** One fact of two rows. */
export function factOf(fact: FilterFact, rows: FilterRows, a: number, b: number): number {
  const { ints } = rows;
  const int = (row: number, part: RowPart): number => ints[(row * rowLength + partAt[part]) >> 2];
  if (fact.needs) {
    const bit = knownBit[fact.needs];
    const knowing = ((int(a, 'known') >> bit) & 1) + ((int(b, 'known') >> bit) & 1);
    if (knowing < 2) return knowing - 2;
  }
  if ('length' in fact) return overBytes(fact, rows.bytes, a, b);
  const [one, other] = [int(a, fact.part), int(b, fact.part)];
  if (fact.kind === 'steps') return Math.abs(one - other);
  return fact.kind === 'differ' ? Number(one !== other) : Number((one & other) !== 0);
}

/** All facts of two rows, as a tree learns from them. */
export function writeFacts(rows: FilterRows, a: number, b: number, out: Float32Array, at: number): void {
  filterFacts.forEach((fact, place) => {
    out[at + place] = factOf(fact, rows, a, b);
  });
}
