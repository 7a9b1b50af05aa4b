/**
 * Scores sparse rows with tables of vectors (place-bags.ts): Σ value · table[column] (+ bias), and heads over such sums.
 * Threads score with one copy of the model.
 */
import { type BagKernel, sliceSize } from '#server/ml/embedding/bag-kernel.ts';
import { type SmallBagKernel, toSteps } from '#server/ml/embedding/small-vectors.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { openBagKernel, openSmallBagKernel } from './bag-kernel.ts';
import {
  type BagScorerParts,
  featuresMax,
  type PlacedHead,
  type PlacedTable,
  placesMax,
  rowsMax,
  type Scratch,
  walkMax,
} from './place-bags.ts';

/** Rows to score: those of a matrix, or some. */
export type ScoredRows = Pick<SparseRows, 'offsets' | 'indices' | 'values'>;

/** Features of a row in the working memory. */
interface Loaded {
  /** First place, an even one. */
  place: number;
  count: number;
  /** What a step of its weights is worth, where the tables are int8. */
  unit: number;
}

/** One thread's way to score. */
export class BagScorer {
  private readonly parts: BagScorerParts;
  private readonly own: Scratch;
  private readonly kernel: BagKernel;
  /** Null where the tables are float32. */
  private readonly small: { kernel: SmallBagKernel; scales: Float32Array; steps: Int16Array } | null;
  private readonly ids: Int32Array;
  private readonly weights: Float32Array;
  private readonly x: Float32Array;
  private readonly rest: Float32Array;
  private readonly values: Float32Array;

  /** @param place which of the scratch memories is this thread's */
  constructor(parts: BagScorerParts, place: number) {
    const { memory, columnCount, small } = parts;
    const { buffer } = memory;
    this.parts = parts;
    this.own = parts.scratch[place];
    this.kernel = openBagKernel(parts.module, memory);
    this.small = small && {
      kernel: openSmallBagKernel(small.module, memory),
      scales: new Float32Array(buffer, small.scales, columnCount),
      steps: new Int16Array(buffer, this.own.steps, placesMax),
    };
    this.ids = new Int32Array(buffer, this.own.ids, placesMax);
    this.weights = new Float32Array(buffer, this.own.weights, placesMax);
    this.x = new Float32Array(buffer, this.own.x, rowsMax * parts.size);
    this.rest = new Float32Array(buffer, this.own.rest, sliceSize);
    const most = Math.max(1, ...parts.heads.map(({ bias }) => bias.length));
    this.values = new Float32Array(buffer, this.own.values, most);
  }

  /**
   * Writes the outputs of all rows, the first of them to `firstRow`: `out` by name, rows × width. Outputs that `out` lacks
   * are not worked out.
   */
  score(rows: ScoredRows, firstRow: number, out: Readonly<Record<string, Float32Array>>): void {
    const { offsets } = rows;
    const rowCount = offsets.length - 1;
    const lengthOf = (row: number): number => offsets[row + 1] - offsets[row];
    for (let from = 0; from < rowCount; ) {
      let to = from + 1;
      if (lengthOf(from) > walkMax) this.sumLong(rows, from);
      else {
        const fits = (row: number): boolean =>
          row - from < rowsMax && lengthOf(row) <= walkMax && offsets[row + 1] - offsets[from] <= featuresMax;
        while (to < rowCount && fits(to)) to++;
        this.sumBatch(rows, from, to);
      }
      for (let row = from; row < to; row++) this.write(row - from, firstRow + row, out);
      from = to;
    }
  }

  /** Puts features into the working memory, from an even place on. */
  private load({ indices, values }: ScoredRows, from: number, to: number, place: number): Loaded {
    const { ids, weights, small } = this;
    const count = to - from;
    ids.set(indices.subarray(from, to), place);
    weights.set(values.subarray(from, to), place);
    if (!small) return { place, count, unit: 0 };
    // The walk takes two features at a time.
    if (count % 2 === 1) {
      ids[place + count] = 0;
      weights[place + count] = 0;
    }
    const even = count + (count % 2);
    const unit = toSteps(ids, weights, small.scales, place, place + even, small.steps);
    return { place, count: even, unit };
  }

  /** Writes the sum of loaded features in one slice of the table. */
  private sum({ place, count, unit }: Loaded, slice: number, to: number): void {
    const { table, columnCount } = this.parts;
    const ids = this.own.ids + 4 * place;
    if (this.small) {
      const steps = this.own.steps + 2 * place;
      const own = table + slice * columnCount * sliceSize;
      this.small.kernel.sum({ ids, steps, count, table: own, unit }, to);
      return;
    }
    const stride = 4 * sliceSize;
    const weights = this.own.weights + 4 * place;
    this.kernel.sum({ ids, weights, table: table + slice * columnCount * stride, stride }, count, to);
  }

  /** Sums of rows whose features fit into the working memory together; none is longer than a walk. */
  private sumBatch(rows: ScoredRows, from: number, to: number): void {
    const { offsets } = rows;
    const { size } = this.parts;
    const loaded: Loaded[] = [];
    for (let row = from, place = 0; row < to; row++) {
      const own = this.load(rows, offsets[row], offsets[row + 1], place);
      loaded.push(own);
      place += own.count + (own.count % 2);
    }
    for (let slice = 0; slice < size / sliceSize; slice++)
      for (let at = 0; at < loaded.length; at++)
        this.sum(loaded[at], slice, this.own.x + 4 * (at * size + slice * sliceSize));
  }

  /** Sums of one row of more features than that, piece by piece. */
  private sumLong(rows: ScoredRows, row: number): void {
    const { offsets } = rows;
    this.x.fill(0, 0, this.parts.size);
    for (let from = offsets[row]; from < offsets[row + 1]; from += walkMax) {
      const loaded = this.load(rows, from, Math.min(offsets[row + 1], from + walkMax), 0);
      for (let slice = 0; slice < this.parts.size / sliceSize; slice++) {
        this.sum(loaded, slice, this.own.rest);
        for (let d = 0; d < sliceSize; d++) this.x[slice * sliceSize + d] += this.rest[d];
      }
    }
  }

  private write(place: number, row: number, out: Readonly<Record<string, Float32Array>>): void {
    for (const table of this.parts.tables) {
      const to = out[table.name];
      if (to) this.writeTable(table, place, to, row * table.width);
    }
    for (const head of this.parts.heads) {
      const to = out[head.name];
      if (to) this.writeHead(head, place, to, row * head.bias.length);
    }
  }

  private writeTable(table: PlacedTable, place: number, to: Float32Array, at: number): void {
    const { width, bias, unitLength } = table;
    const from = place * this.parts.size + table.from;
    for (let d = 0; d < width; d++) to[at + d] = this.x[from + d] + (bias ? bias[d] : 0);
    if (!unitLength) return;
    let squares = 0;
    for (let d = 0; d < width; d++) squares += to[at + d] * to[at + d];
    const length = Math.max(1e-9, Math.sqrt(squares));
    for (let d = 0; d < width; d++) to[at + d] /= length;
  }

  private writeHead(head: PlacedHead, place: number, to: Float32Array, at: number): void {
    const { vectors, stride, bias } = head;
    const from = this.own.x + 4 * (place * this.parts.size + head.from);
    const count = bias.length;
    this.values.set(bias);
    for (let slice = 0; slice < stride; slice += 4 * sliceSize) {
      const classes = { vectors: vectors + slice, stride, count, values: this.own.values };
      this.kernel.score(classes, from + slice);
    }
    to.set(this.values.subarray(0, count), at);
  }
}
