/** A sparse matrix by rows (CSR). Buffers are shared memory, so that threads read them without a copy. */
export interface SparseRows {
  rowCount: number;
  columnCount: number;
  /** rowCount + 1 offsets into indices and values. */
  offsets: Int32Array;
  indices: Int32Array;
  values: Float32Array;
}

function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

/** Copies growing lists into shared memory. */
export function toSparseRows(
  rows: { indices: Int32Array; values: Float32Array }[],
  columnCount: number,
): SparseRows {
  const offsets = sharedInt32(rows.length + 1);
  rows.forEach((row, at) => {
    offsets[at + 1] = offsets[at] + row.indices.length;
  });
  const size = offsets[rows.length];
  const indices = sharedInt32(size);
  const values = new Float32Array(new SharedArrayBuffer(4 * size));
  rows.forEach((row, at) => {
    indices.set(row.indices, offsets[at]);
    values.set(row.values, offsets[at]);
  });
  return { rowCount: rows.length, columnCount, offsets, indices, values };
}

/** The rows named, in that order. */
export function takeRows(matrix: SparseRows, rows: ArrayLike<number>): SparseRows {
  const picked: { indices: Int32Array; values: Float32Array }[] = [];
  for (let at = 0; at < rows.length; at++) {
    const from = matrix.offsets[rows[at]];
    const to = matrix.offsets[rows[at] + 1];
    picked.push({ indices: matrix.indices.subarray(from, to), values: matrix.values.subarray(from, to) });
  }
  return toSparseRows(picked, matrix.columnCount);
}
