/**
 * Rows of a matrix in files, a piece each, for tables that do not fit into memory. A shard's file holds its offsets
 * (int32, rows + 1), its columns (int32) and its values (float32), one behind the other.
 */
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { RowAddresses } from '#server/ml/linear/block-svm.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { spreadEvenly } from '#server/ml/spread-evenly.ts';
import { sharedFloats, sharedInts } from './shared-arrays.ts';

export interface Shard {
  file: string;
  firstRow: number;
  rowCount: number;
  entryCount: number;
}

export interface RowShards {
  folder: string;
  shards: Shard[];
  rowCount: number;
  columnCount: number;
}

/** Bytes of a shard's rows, on disk and in memory. */
export function shardBytes({ rowCount, entryCount }: Pick<Shard, 'rowCount' | 'entryCount'>): number {
  return 4 * (rowCount + 1) + 8 * entryCount;
}

function bytesOf(array: Int32Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Writes rows to shards as they come. */
export class ShardWriter {
  private readonly shards: Shard[] = [];
  private readonly folder: string;
  private readonly columnCount: number;
  private readonly bytesMax: number;
  private waiting: SparseRows[] = [];
  private waitingBytes = 0;
  private rowCount = 0;

  /**
   * @param folder made where it is missing; the writer's own
   * @param bytesMax a shard holds less, or a single piece
   */
  constructor(folder: string, columnCount: number, bytesMax: number) {
    mkdirSync(folder, { recursive: true });
    this.folder = folder;
    this.columnCount = columnCount;
    this.bytesMax = bytesMax;
  }

  /** Adds a piece of the matrix, the next rows. */
  add(rows: SparseRows): void {
    const bytes = shardBytes({ rowCount: rows.rowCount, entryCount: rows.indices.length });
    if (this.waitingBytes + bytes > this.bytesMax) this.flush();
    this.waiting.push(rows);
    this.waitingBytes += bytes;
  }

  /** The shards; the writer is spent. */
  close(): RowShards {
    this.flush();
    const { folder, shards, rowCount, columnCount } = this;
    return { folder, shards, rowCount, columnCount };
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    const file = path.join(this.folder, `rows-${this.shards.length}`);
    const handle = openSync(file, 'w');
    const rowCount = this.waiting.reduce((sum, rows) => sum + rows.rowCount, 0);
    const offsets = new Int32Array(rowCount + 1);
    let row = 0;
    let entryCount = 0;
    for (const rows of this.waiting) {
      for (let at = 1; at <= rows.rowCount; at++) offsets[row + at] = entryCount + rows.offsets[at];
      row += rows.rowCount;
      entryCount += rows.indices.length;
    }
    writeSync(handle, bytesOf(offsets));
    for (const rows of this.waiting) writeSync(handle, bytesOf(rows.indices));
    for (const rows of this.waiting) writeSync(handle, bytesOf(rows.values));
    closeSync(handle);
    this.shards.push({ file, firstRow: this.rowCount, rowCount, entryCount });
    this.rowCount += rowCount;
    this.waiting = [];
    this.waitingBytes = 0;
  }
}

/** Removes the shards' files. */
export function removeShards({ folder }: RowShards): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Reads bytes of a file into memory. Throws where the file is shorter. */
export function readInto(handle: number, bytes: Uint8Array, position: number): void {
  for (let read = 0; read < bytes.length; ) {
    const got = readSync(handle, bytes, read, bytes.length - read, position + read);
    if (got === 0) throw new Error('a file of rows ends too early');
    read += got;
  }
}

/** Reads a shard to the addresses given. */
export function readShard(shard: Shard, buffer: ArrayBufferLike, to: RowAddresses): void {
  const handle = openSync(shard.file, 'r');
  try {
    const offsetBytes = 4 * (shard.rowCount + 1);
    const entryBytes = 4 * shard.entryCount;
    readInto(handle, new Uint8Array(buffer, to.offsets, offsetBytes), 0);
    readInto(handle, new Uint8Array(buffer, to.indices, entryBytes), offsetBytes);
    readInto(handle, new Uint8Array(buffer, to.values, entryBytes), offsetBytes + entryBytes);
  } finally {
    closeSync(handle);
  }
}

/** The rows of a shard among ascending rows of the whole matrix: from which place on, and up to which. */
function placesIn({ firstRow, rowCount }: Shard, rows: Int32Array, from: number): number {
  let to = from;
  while (to < rows.length && rows[to] < firstRow + rowCount) to++;
  return to;
}

/** Numbers of a shard's file, from a number on. */
function readNumbers(handle: number, from: number, count: number): ArrayBuffer {
  const bytes = new Uint8Array(4 * count);
  readInto(handle, bytes, 4 * from);
  return bytes.buffer;
}

/** Some rows of the shards as a matrix, spread evenly over all. Shards are read one at a time, and what is read is held once. */
export function sampleShards(
  { shards, rowCount, columnCount }: RowShards,
  rowsMax: number,
): { rows: Int32Array; matrix: SparseRows } {
  const rows = Int32Array.from(spreadEvenly(rowCount, rowsMax));
  const eachShard = (
    use: (shard: Shard, handle: number, offsets: Int32Array, first: number, end: number) => void,
  ) => {
    let first = 0;
    for (const shard of shards) {
      const end = placesIn(shard, rows, first);
      const handle = openSync(shard.file, 'r');
      try {
        use(shard, handle, new Int32Array(readNumbers(handle, 0, shard.rowCount + 1)), first, end);
      } finally {
        closeSync(handle);
      }
      first = end;
    }
  };
  const offsets = sharedInts(new Int32Array(rows.length + 1));
  eachShard(({ firstRow }, _, own, first, end) => {
    for (let at = first; at < end; at++) {
      const row = rows[at] - firstRow;
      offsets[at + 1] = offsets[at] + own[row + 1] - own[row];
    }
  });
  const size = offsets[rows.length];
  const indices = new Int32Array(new SharedArrayBuffer(4 * size));
  const values = sharedFloats(size);
  eachShard((shard, handle, own, first, end) => {
    const from = shard.rowCount + 1;
    const columns = new Int32Array(readNumbers(handle, from, shard.entryCount));
    const weights = new Float32Array(readNumbers(handle, from + shard.entryCount, shard.entryCount));
    for (let at = first; at < end; at++) {
      const row = rows[at] - shard.firstRow;
      indices.set(columns.subarray(own[row], own[row + 1]), offsets[at]);
      values.set(weights.subarray(own[row], own[row + 1]), offsets[at]);
    }
  });
  return { rows, matrix: { rowCount: rows.length, columnCount, offsets, indices, values } };
}
