/**
 * Scores sparse rows with tables of vectors: Σ value · table[column] (+ bias), and heads over such sums. Tables of one model
 * lie beside each other, so that a row's features are walked once for all of them; the memory is shared, so that threads
 * score with one copy. Twice the speed of gathering the same rows for a product of matrices, which writes them out first.
 */
import { type BagKernel, sliceSize } from '#server/ml/embedding/bag-kernel.ts';
import type { SparseRow } from '#server/ml/linear/sparse.ts';
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
  ids: number;
  weights: number;
  /** A whole vector, and one for what does not fit a walk. */
  x: number;
  values: number;
}

/** What threads need to score: all of it can be sent to them, and only addresses are copied. */
export interface BagScorerParts {
  module: WebAssembly.Module | null;
  memory: WebAssembly.Memory;
  table: number;
  /** Numbers of a whole vector: a multiple of `sliceSize`. */
  size: number;
  tables: PlacedTable[];
  heads: PlacedHead[];
  scratch: Scratch[];
}

/** Scratch memories: threads take them from the first on, whoever scores without a thread has the last. */
const scorersMax = 17;
export const inlinePlace = scorersMax - 1;
/** Features of one walk. */
const walkMax = 4096;

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

function copyTables(memory: WebAssembly.Memory, parts: BagScorerParts, tables: readonly ScorerTable[]): void {
  const floats = new Float32Array(memory.buffer, parts.table);
  tables.forEach(({ table, width }, at) => {
    const { from } = parts.tables[at];
    for (let column = 0; column < table.length / width; column++)
      floats.set(table.subarray(column * width, (column + 1) * width), column * parts.size + from);
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
    ids: plan.take(walkMax),
    weights: plan.take(walkMax),
    x: plan.take(2 * size),
    values: plan.take(most),
  }));
  const memory = plan.allocate();
  const module = await wasmModule('shared bags', sharedBagKernelText);
  const parts: BagScorerParts = { module, memory, table, size, tables: placed, heads: placedHeads, scratch };
  copyTables(memory, parts, tables);
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
    this.ids = new Int32Array(buffer, this.own.ids, walkMax);
    this.weights = new Float32Array(buffer, this.own.weights, walkMax);
    this.x = new Float32Array(buffer, this.own.x, parts.size);
    this.rest = new Float32Array(buffer, this.own.x + 4 * parts.size, parts.size);
    const most = Math.max(1, ...parts.heads.map(({ bias }) => bias.length));
    this.values = new Float32Array(buffer, this.own.values, most);
  }

  /** Writes the outputs of one row: `out` by name, rows × width. Outputs that `out` lacks are not worked out. */
  score({ indices, values }: SparseRow, row: number, out: Readonly<Record<string, Float32Array>>): void {
    this.walk(indices, values, 0, this.own.x);
    for (let from = walkMax; from < indices.length; from += walkMax) {
      this.walk(indices, values, from, this.own.x + 4 * this.parts.size);
      for (let d = 0; d < this.x.length; d++) this.x[d] += this.rest[d];
    }
    for (const table of this.parts.tables) {
      const to = out[table.name];
      if (to) this.writeTable(table, to, row * table.width);
    }
    for (const head of this.parts.heads) {
      const to = out[head.name];
      if (to) this.writeHead(head, to, row * head.bias.length);
    }
  }

  /** Sums the features from one on, as many as a walk takes. */
  private walk(indices: Int32Array, values: Float32Array, from: number, to: number): void {
    const { parts, own } = this;
    const count = Math.min(walkMax, indices.length - from);
    this.ids.set(count === indices.length ? indices : indices.subarray(from, from + count));
    this.weights.set(count === indices.length ? values : values.subarray(from, from + count));
    const bag = { ids: own.ids, weights: own.weights, table: parts.table, stride: 4 * parts.size };
    for (let slice = 0; slice < parts.size; slice += sliceSize) {
      bag.table = parts.table + 4 * slice;
      this.kernel.sum(bag, count, to + 4 * slice);
    }
  }

  private writeTable(table: PlacedTable, to: Float32Array, at: number): void {
    const { from, width, bias, unitLength } = table;
    for (let d = 0; d < width; d++) to[at + d] = this.x[from + d] + (bias ? bias[d] : 0);
    if (!unitLength) return;
    let squares = 0;
    for (let d = 0; d < width; d++) squares += to[at + d] * to[at + d];
    const length = Math.max(1e-9, Math.sqrt(squares));
    for (let d = 0; d < width; d++) to[at + d] /= length;
  }

  private writeHead(head: PlacedHead, to: Float32Array, at: number): void {
    const { from, vectors, stride, bias } = head;
    const count = bias.length;
    this.values.set(bias);
    for (let slice = 0; slice < stride / 4; slice += sliceSize) {
      const classes = { vectors: vectors + 4 * slice, stride, count, values: this.own.values };
      this.kernel.score(classes, this.own.x + 4 * (from + slice));
    }
    to.set(this.values.subarray(0, count), at);
  }
}
