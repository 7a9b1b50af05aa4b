/**
 * Brings the pieces of the training rows to a block's training: in memory they lie where they are; in files each is read
 * into the thread's slot, and the dual variables of its rows (128 bytes a row) wait in a file of the thread's own. What
 * stays in memory of a row is 12 bytes a thread.
 */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { lanes, type RowAddresses, type RowPieces } from '#server/ml/linear/block-svm.ts';
import type { SharedProblem, ThreadPlace, TrainingRows } from './one-vs-rest-task.ts';
import { readInto, readShard } from './row-shards.ts';

const alphaBytes = 4 * lanes;

export class PieceVisitor {
  private readonly buffer: ArrayBufferLike;
  private readonly training: TrainingRows;
  private readonly place: ThreadPlace;
  private readonly shift: number;
  private readonly laneOf: Int32Array;
  private readonly steps: Float32Array;
  private readonly order: Int32Array;
  /** Pieces whose steps are known. */
  private readonly measured: Uint8Array;
  /** Pieces whose alpha has been kept since the block began. */
  private readonly visited: Uint8Array;
  private readonly alphaHandle: number | null;

  /** @param shift 1/2C */
  constructor(buffer: ArrayBufferLike, training: TrainingRows, place: ThreadPlace, shift: number) {
    const { rowCount, pieces } = training;
    this.buffer = buffer;
    this.training = training;
    this.place = place;
    this.shift = shift;
    this.laneOf = new Int32Array(buffer, place.laneOf, rowCount);
    this.steps = new Float32Array(buffer, place.steps, rowCount);
    this.order = new Int32Array(buffer, place.order, rowCount);
    this.measured = new Uint8Array(pieces.length);
    this.visited = new Uint8Array(pieces.length);
    this.alphaHandle = place.alphaFile === null ? null : openSync(place.alphaFile, 'w+');
  }

  /** The pieces for one block: each row's lane, and the rows to visit. */
  begin(problem: SharedProblem, laneOfClass: Int32Array): RowPieces {
    const { pieces } = this.training;
    const counts = new Array<number>(pieces.length).fill(0);
    this.visited.fill(0);
    let piece = 0;
    problem.rows.forEach((row, at) => {
      while (row < pieces[piece].firstRow) piece--;
      while (row >= pieces[piece].firstRow + pieces[piece].rowCount) piece++;
      const { firstRow } = pieces[piece];
      this.order[firstRow + counts[piece]++] = row - firstRow;
      this.laneOf[row] = laneOfClass[problem.classOf[at]];
    });
    return {
      counts,
      open: (at) => this.open(at),
      close: (at) => this.close(at),
    };
  }

  end(): void {
    if (this.alphaHandle === null || this.place.alphaFile === null) return;
    closeSync(this.alphaHandle);
    rmSync(this.place.alphaFile, { force: true });
  }

  private open(at: number): ReturnType<RowPieces['open']> {
    const { place, buffer } = this;
    const { firstRow, rowCount, shard, rows } = this.training.pieces[at];
    const own = rows ?? place.slot;
    if (!own) throw new RangeError('rows in files need a slot');
    if (shard && !rows) readShard(shard, buffer, own);
    if (this.measured[at] === 0) this.measure(own, firstRow, rowCount);
    this.measured[at] = 1;
    const alpha = place.alpha + (this.alphaHandle === null ? alphaBytes * firstRow : 0);
    this.openAlpha(at, alpha);
    const moved = (address: number): number => address + 4 * firstRow;
    const [laneOf, steps, order] = [moved(place.laneOf), moved(place.steps), moved(place.order)];
    return { rows: own, block: { ...place, alpha, laneOf, steps, order } };
  }

  private openAlpha(at: number, address: number): void {
    const { firstRow, rowCount } = this.training.pieces[at];
    const bytes = new Uint8Array(this.buffer, address, alphaBytes * rowCount);
    if (this.visited[at] === 0) bytes.fill(0);
    else if (this.alphaHandle !== null) readInto(this.alphaHandle, bytes, alphaBytes * firstRow);
    this.visited[at] = 1;
  }

  private close(at: number): void {
    if (this.alphaHandle === null) return;
    const { firstRow, rowCount } = this.training.pieces[at];
    const bytes = new Uint8Array(this.buffer, this.place.alpha, alphaBytes * rowCount);
    writeSync(this.alphaHandle, bytes, 0, bytes.length, alphaBytes * firstRow);
  }

  /** 1 / (‖x‖² + 1 + 1/2C): the second derivative of each row's dual. */
  private measure(rows: RowAddresses, firstRow: number, rowCount: number): void {
    const offsets = new Int32Array(this.buffer, rows.offsets, rowCount + 1);
    const values = new Float32Array(this.buffer, rows.values, offsets[rowCount]);
    for (let row = 0; row < rowCount; row++) {
      let square = 1 + this.shift;
      for (let at = offsets[row]; at < offsets[row + 1]; at++) square += values[at] * values[at];
      this.steps[firstRow + row] = 1 / square;
    }
  }
}
