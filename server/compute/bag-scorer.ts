/**
 * Scores sparse rows with tables of vectors: Σ value · table[column] (+ bias), and heads over such sums. Tables of one model
 * lie beside each other, cut into slices of 64 numbers. Rows come in batches, and a slice is done for all of them before the
 * next: what common features have in one slice fits into the processor's cache, what they have in all does not. The memory is
 * shared, so that threads score with one copy.
 */
import { type BagAddresses, type BagKernel, sliceSize } from '#server/ml/embedding/bag-kernel.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { sharedBagKernelText } from '#server/ml/wasm/bag-kernel.ts';
import { openBagKernel } from './bag-kernel.ts';
import { KernelPlan } from './kernel-memory.ts';
import { wasmModule } from './wasm-module.ts';

/** A table as a model holds it: columns × width. */
export interface ScorerTable {
  name: string;
  table: Float32Array;
  width: number;
  bias: Float32Array | null;
  /** Scale each sum to unit length. */
  unitLength: boolean;
}

/** Outputs × the width of the table whose sum it reads. */
export interface ScorerHead {
  name: string;
  reads: string;
  weights: Float32Array;
  bias: Float32Array;
}

interface PlacedTable {
  name: string;
  /** First number within a vector. */
  from: number;
  width: number;
  bias: Float32Array | null;
  unitLength: boolean;
}

interface PlacedHead {
  name: string;
  from: number;
  vectors: number;
  stride: number;
  bias: Float32Array;
}

/** Working memory of one thread. */
interface Scratch {
  /** Features of a batch of rows. */
  ids: number;
  weights: number;
  /** A whole vector for each of them, and a slice for what does not fit a walk. */
  x: number;
  rest: number;
  values: number;
}

/** What threads need to score: all of it can be sent to them, and only addresses are copied. */
export interface BagScorerParts {
  module: WebAssembly.Module | null;
  memory: WebAssembly.Memory;
  /** Slice by slice: columns × 64. */
  table: number;
  columnCount: number;
  /** Numbers of a whole vector: a multiple of `sliceSize`. */
  size: number;
  tables: PlacedTable[];
  heads: PlacedHead[];
  scratch: Scratch[];
}

/** Scratch memories: threads take them from the first on, whoever scores without a thread has the last. */
const scorersMax = 17;
export const inlinePlace = scorersMax - 1;
/** Features and rows of a batch. */
const featuresMax = 32_768;
const rowsMax = 64;

const toSlices = (length: number): number => Math.ceil(length / sliceSize) * sliceSize;

/** Places of the tables in one vector: each begins a slice where a head reads it, and where it is scaled. */
function placeTables(tables: readonly ScorerTable[], heads: readonly ScorerHead[]): PlacedTable[] {
  let from = 0;
  return tables.map(({ name, width, bias, unitLength }) => {
    const isRead = heads.some((head) => head.reads === name);
    if (isRead) from = toSlices(from);
    const placed = { name, from, width, bias, unitLength };
    from += isRead ? toSlices(width) : width;
    return placed;
  });
}

function copyTables(parts: BagScorerParts, tables: readonly ScorerTable[]): void {
  const { memory, columnCount } = parts;
  tables.forEach(({ table, width }, at) => {
    const { from } = parts.tables[at];
    for (let d = 0; d < width; ) {
      const slice = Math.floor((from + d) / sliceSize);
      const lane = (from + d) % sliceSize;
      const count = Math.min(sliceSize - lane, width - d);
      const address = parts.table + 4 * slice * columnCount * sliceSize;
      const floats = new Float32Array(memory.buffer, address, columnCount * sliceSize);
      for (let column = 0; column < columnCount; column++)
        for (let at = 0; at < count; at++)
          floats[column * sliceSize + lane + at] = table[column * width + d + at];
      d += count;
    }
  });
}

/**
 * Puts a model into shared memory.
 * @throws KernelMemoryError beyond 4 GiB
 */
export async function placeBags(
  columnCount: number,
  tables: readonly ScorerTable[],
  heads: readonly ScorerHead[],
): Promise<BagScorerParts> {
  const placed = placeTables(tables, heads);
  const size = toSlices(Math.max(...placed.map(({ from, width }) => from + width)));
  const plan = new KernelPlan();
  const table = plan.take(columnCount * size);
  const placedHeads = heads.map(({ name, reads, bias }): PlacedHead => {
    const read = placed.find((one) => one.name === reads);
    if (!read) throw new RangeError(`${name} reads ${reads}, which is no table`);
    const stride = toSlices(read.width);
    return { name, from: read.from, vectors: plan.take(bias.length * stride), stride: 4 * stride, bias };
  });
  const most = Math.max(1, ...heads.map(({ bias }) => bias.length));
  const scratch = Array.from({ length: scorersMax }, () => ({
    ids: plan.take(featuresMax),
    weights: plan.take(featuresMax),
    x: plan.take(rowsMax * size),
    rest: plan.take(sliceSize),
    values: plan.take(most),
  }));
  const memory = plan.allocate();
  const module = await wasmModule('shared bags', sharedBagKernelText);
  const parts: BagScorerParts = {
    ...{ module, memory, table, columnCount, size },
    ...{ tables: placed, heads: placedHeads, scratch },
  };
  copyTables(parts, tables);
  placedHeads.forEach(({ vectors, stride, bias }, at) => {
    const width = heads[at].weights.length / Math.max(1, bias.length);
    for (let label = 0; label < bias.length; label++)
      new Float32Array(memory.buffer, vectors + label * stride, width).set(
        heads[at].weights.subarray(label * width, (label + 1) * width),
      );
  });
  return parts;
}

/** Outputs of a model and how many numbers each has. */
export function outputsOf({ tables, heads }: BagScorerParts): { name: string; width: number }[] {
  return [
    ...tables.map(({ name, width }) => ({ name, width })),
    ...heads.map(({ name, bias }) => ({ name, width: bias.length })),
  ];
}

/** Rows to score: those of a matrix, or some. */
export type ScoredRows = Pick<SparseRows, 'offsets' | 'indices' | 'values'>;

/** One thread's way to score. */
export class BagScorer {
  private readonly parts: BagScorerParts;
  private readonly own: Scratch;
  private readonly kernel: BagKernel;
  private readonly ids: Int32Array;
  private readonly weights: Float32Array;
  private readonly x: Float32Array;
  private readonly rest: Float32Array;
  private readonly values: Float32Array;

  /** @param place which of the scratch memories is this thread's */
  constructor(parts: BagScorerParts, place: number) {
    const { buffer } = parts.memory;
    this.parts = parts;
    this.own = parts.scratch[place];
    this.kernel = openBagKernel(parts.module, parts.memory);
    this.ids = new Int32Array(buffer, this.own.ids, featuresMax);
    this.weights = new Float32Array(buffer, this.own.weights, featuresMax);
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
    for (let from = 0; from < rowCount; ) {
      let to = from + 1;
      while (to < rowCount && to - from < rowsMax && offsets[to + 1] - offsets[from] <= featuresMax) to++;
      if (offsets[to] - offsets[from] <= featuresMax) this.sumBatch(rows, from, to);
      else this.sumLong(rows, from);
      for (let row = from; row < to; row++) this.write(row - from, firstRow + row, out);
      from = to;
    }
  }

  /** Puts features into the working memory. */
  private load({ indices, values }: ScoredRows, from: number, to: number): void {
    this.ids.set(indices.subarray(from, to));
    this.weights.set(values.subarray(from, to));
  }

  /** What the kernel walks: the features from a place of the working memory, in one slice of the table. */
  private bag(place: number, slice: number): BagAddresses {
    const { table, columnCount } = this.parts;
    const { ids, weights } = this.own;
    const stride = 4 * sliceSize;
    return {
      ids: ids + 4 * place,
      weights: weights + 4 * place,
      table: table + slice * columnCount * stride,
      stride,
    };
  }

  /** Sums of rows whose features fit into the working memory together. */
  private sumBatch(rows: ScoredRows, from: number, to: number): void {
    const { offsets } = rows;
    const { size } = this.parts;
    this.load(rows, offsets[from], offsets[to]);
    for (let slice = 0; slice < size / sliceSize; slice++)
      for (let row = from; row < to; row++) {
        const x = this.own.x + 4 * ((row - from) * size + slice * sliceSize);
        this.kernel.sum(this.bag(offsets[row] - offsets[from], slice), offsets[row + 1] - offsets[row], x);
      }
  }

  /** Sums of one row of more features than that, piece by piece. */
  private sumLong(rows: ScoredRows, row: number): void {
    const { offsets } = rows;
    this.x.fill(0, 0, this.parts.size);
    for (let from = offsets[row]; from < offsets[row + 1]; from += featuresMax) {
      const to = Math.min(offsets[row + 1], from + featuresMax);
      this.load(rows, from, to);
      for (let slice = 0; slice < this.parts.size / sliceSize; slice++) {
        this.kernel.sum(this.bag(0, slice), to - from, this.own.rest);
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
