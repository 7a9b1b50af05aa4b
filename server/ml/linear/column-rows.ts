/**
 * Tables of columns × width, read some columns at a time. Linear models are trained class by class and served feature by
 * feature: a large table is turned where it is written, and never held both ways.
 */
import type { ByteParts } from '../byte-parts.ts';

export interface ColumnRows {
  columnCount: number;
  width: number;
  /** Writes the rows of columns `from` … `to` − 1, one behind the other. */
  read(from: number, to: number, out: Float32Array): void;
}

/** A table that is held feature by feature. */
export function heldRows(table: Float32Array, width: number): ColumnRows {
  return {
    columnCount: table.length / width,
    width,
    read: (from, to, out) => out.set(table.subarray(from * width, to * width)),
  };
}

/** Classes × (columns + 1), bias last, as a table of columns × classes and the bias. */
export function turnedRows(
  weights: Float32Array,
  columnCount: number,
): { rows: ColumnRows; bias: Float32Array } {
  const stride = columnCount + 1;
  const width = weights.length / stride;
  const read = (from: number, to: number, out: Float32Array): void => {
    for (let label = 0; label < width; label++) {
      const own = label * stride;
      for (let column = from, at = label; column < to; column++, at += width) out[at] = weights[own + column];
    }
  };
  const bias = Float32Array.from({ length: width }, (_, label) => weights[label * stride + columnCount]);
  return { rows: { columnCount, width, read }, bias };
}

/** Columns of a piece: what is turned stays in the processor's cache. */
const pieceNumbers = 1 << 16;

/** Calls `use` with the rows of some columns after the other; the array is reused. */
export function eachPiece(
  rows: ColumnRows,
  use: (from: number, to: number, numbers: Float32Array) => void,
): void {
  for (const { from, to, numbers } of piecesOfRows(rows)) use(from, to, numbers);
}

function* piecesOfRows(rows: ColumnRows): Generator<{ from: number; to: number; numbers: Float32Array }> {
  const { columnCount, width } = rows;
  const most = Math.max(1, Math.floor(pieceNumbers / width));
  const numbers = new Float32Array(most * width);
  for (let from = 0; from < columnCount; from += most) {
    const to = Math.min(columnCount, from + most);
    rows.read(from, to, numbers);
    yield { from, to, numbers: numbers.subarray(0, (to - from) * width) };
  }
}

/** The numbers of a table as bytes, little-endian as all machines that we run on have them. */
export function rowBytes(rows: ColumnRows): ByteParts {
  return {
    byteLength: 4 * rows.columnCount * rows.width,
    *[Symbol.iterator]() {
      for (const { numbers } of piecesOfRows(rows))
        yield new Uint8Array(numbers.slice().buffer, 0, numbers.byteLength);
    },
  };
}
