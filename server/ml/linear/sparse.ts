/** A sparse matrix by rows (CSR). Buffers are shared memory, so that threads read them without a copy. */
export interface SparseRows {
  rowCount: number;
  columnCount: number;
  /** rowCount + 1 offsets into indices and values. */
  offsets: Int32Array;
  indices: Int32Array;
  values: Float32Array;
}

export interface SparseRow {
  indices: Int32Array;
  values: Float32Array;
}

function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

function sharedFloat32(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length));
}

/** Entries of one piece of a growing matrix: 8 MiB, so that a million rows never need one buffer twice over. */
const pieceSize = 1 << 20;

/** A matrix that grows row by row. */
export class RowWriter {
  private readonly pieces: SparseRow[] = [];
  private readonly ends: number[] = [];
  private size = 0;

  add(column: number, value: number): void {
    const at = this.size % pieceSize;
    if (at === 0 && this.size === this.pieces.length * pieceSize) this.addPiece();
    const piece = this.pieces[this.pieces.length - 1];
    if (at === piece.indices.length) this.growPiece(piece);
    piece.indices[at] = column;
    piece.values[at] = value;
    this.size++;
  }

  endRow(): void {
    this.ends.push(this.size);
  }

  private addPiece(): void {
    const length = this.pieces.length === 0 ? 256 : pieceSize;
    this.pieces.push({ indices: new Int32Array(length), values: new Float32Array(length) });
  }

  /** The first piece starts small: most writers hold one row. */
  private growPiece(piece: SparseRow): void {
    const indices = new Int32Array(Math.min(pieceSize, 4 * piece.indices.length));
    const values = new Float32Array(indices.length);
    indices.set(piece.indices);
    values.set(piece.values);
    piece.indices = indices;
    piece.values = values;
  }

  /** What was written, as one row. Throws RangeError beyond a million entries. */
  asRow(): SparseRow {
    if (this.pieces.length > 1) throw new RangeError('too long for one row');
    const [piece] = this.pieces;
    return {
      indices: piece ? piece.indices.slice(0, this.size) : new Int32Array(0),
      values: piece ? piece.values.slice(0, this.size) : new Float32Array(0),
    };
  }

  /**
   * The matrix in memory of this thread alone, valid until `clear`; nothing is copied while it is of one piece. What is read a batch
   * at a time should lie here: no collector counts shared memory, and gigabytes of it wait to be freed.
   */
  asRows(columnCount: number): SparseRows {
    const offsets = new Int32Array(this.ends.length + 1);
    offsets.set(this.ends, 1);
    const rowCount = this.ends.length;
    if (this.pieces.length === 1) {
      const [{ indices, values }] = this.pieces;
      const own = { indices: indices.subarray(0, this.size), values: values.subarray(0, this.size) };
      return { rowCount, columnCount, offsets, ...own };
    }
    const joined = { indices: new Int32Array(this.size), values: new Float32Array(this.size) };
    for (let at = 0; at < this.pieces.length; at++) this.copyPiece(at, joined);
    return { rowCount, columnCount, offsets, ...joined };
  }

  /** Forgets all rows; working memory is kept for the next. */
  clear(): void {
    this.pieces.length = Math.min(1, this.pieces.length);
    this.ends.length = 0;
    this.size = 0;
  }

  /** The matrix; the writer is spent. */
  toRows(columnCount: number): SparseRows {
    const offsets = sharedInt32(this.ends.length + 1);
    offsets.set(this.ends, 1);
    const joined = { indices: sharedInt32(this.size), values: sharedFloat32(this.size) };
    for (let at = 0; at < this.pieces.length; at++) {
      this.copyPiece(at, joined);
      this.pieces[at] = { indices: new Int32Array(0), values: new Float32Array(0) };
    }
    return { rowCount: this.ends.length, columnCount, offsets, ...joined };
  }

  private copyPiece(at: number, to: SparseRow): void {
    const { indices, values } = this.pieces[at];
    const from = at * pieceSize;
    const length = Math.min(pieceSize, this.size - from);
    to.indices.set(indices.subarray(0, length), from);
    to.values.set(values.subarray(0, length), from);
  }
}

/** Pieces of a matrix, one behind the other. */
export function joinRows(pieces: readonly SparseRows[], columnCount: number): SparseRows {
  const total = (of: (piece: SparseRows) => number): number =>
    pieces.reduce((sum, piece) => sum + of(piece), 0);
  const rowCount = total((piece) => piece.rowCount);
  const offsets = sharedInt32(rowCount + 1);
  const indices = sharedInt32(total((piece) => piece.indices.length));
  const values = sharedFloat32(indices.length);
  let row = 0;
  let size = 0;
  for (const piece of pieces) {
    for (let at = 1; at <= piece.rowCount; at++) offsets[row + at] = size + piece.offsets[at];
    indices.set(piece.indices, size);
    values.set(piece.values, size);
    row += piece.rowCount;
    size += piece.indices.length;
  }
  return { rowCount, columnCount, offsets, indices, values };
}

/** Copies rows into one matrix. */
export function toSparseRows(rows: readonly SparseRow[], columnCount: number): SparseRows {
  const writer = new RowWriter();
  for (const { indices, values } of rows) {
    for (let at = 0; at < indices.length; at++) writer.add(indices[at], values[at]);
    writer.endRow();
  }
  return writer.toRows(columnCount);
}
