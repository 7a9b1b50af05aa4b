/**
 * Puts models over bags into memory that threads share: tables of one model lie beside each other, cut into slices of 64
 * numbers. Rows come in batches, and a slice is done for all of them before the next: what common features have in one slice
 * fits into the processor's cache, what they have in all does not. Numbers are float32, or int8 with a scale for each feature
 * (ml/embedding/small-vectors.ts): a quarter of the memory that a row waits for.
 */
import { sliceSize } from '#server/ml/embedding/bag-kernel.ts';
import { scaleOf } from '#server/ml/embedding/small-vectors.ts';
import { type ColumnRows, eachPiece, heldRows } from '#server/ml/linear/column-rows.ts';
import { sharedBagKernelText } from '#server/ml/wasm/bag-kernel.ts';
import { sharedSmallBagKernelText } from '#server/ml/wasm/small-bag-kernel.ts';
import { KernelPlan } from './kernel-memory.ts';
import { wasmModule } from './wasm-module.ts';

/** A table as a model holds it: columns × width. */
export interface ScorerTable {
  name: string;
  table: Float32Array | ColumnRows;
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

export interface PlacedTable {
  name: string;
  /** First number within a vector. */
  from: number;
  width: number;
  bias: Float32Array | null;
  unitLength: boolean;
}

export interface PlacedHead {
  name: string;
  from: number;
  vectors: number;
  stride: number;
  bias: Float32Array;
}

/** Working memory of one thread. */
export interface Scratch {
  /** Features of a batch of rows; each row begins at an even place. */
  ids: number;
  weights: number;
  /** The weights in whole steps, int16; read where the tables are int8. */
  steps: number;
  /** A whole vector for each of them, and a slice for what does not fit a walk. */
  x: number;
  rest: number;
  values: number;
}

/** How numbers of the tables are held. */
export type Precision = 'float32' | 'int8';

/** What threads need to score: all of it can be sent to them, and only addresses are copied. */
export interface BagScorerParts {
  module: WebAssembly.Module | null;
  /** For tables of int8; null where they are float32. */
  small: { module: WebAssembly.Module | null; scales: number } | null;
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
/** Features and rows of a batch; a row of an odd number of features has one more, of weight 0. */
export const featuresMax = 262144;
export const rowsMax = 256;
/** Features of a row that are summed in one go: float32 loses more the longer it adds. */
export const walkMax = 32_768;
export const placesMax = featuresMax + rowsMax;

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

const rowsOf = ({ table, width }: ScorerTable): ColumnRows =>
  table instanceof Float32Array ? heldRows(table, width) : table;

/** The scale of each column over all tables. */
function writeScales(scales: Float32Array, tables: readonly ScorerTable[]): void {
  for (const own of tables)
    eachPiece(rowsOf(own), (from, to, numbers) => {
      for (let column = from, at = 0; column < to; column++)
        for (const end = at + own.width; at < end; at++)
          if (Math.abs(numbers[at]) > scales[column]) scales[column] = Math.abs(numbers[at]);
    });
  for (let column = 0; column < scales.length; column++) scales[column] = scaleOf(scales[column]);
}

/** Copies a piece of a table to its slices. */
function copyPiece(
  { columnCount }: BagScorerParts,
  { from, width }: PlacedTable,
  [first, end]: readonly [first: number, end: number],
  piece: Float32Array,
  scales: Float32Array | null,
  numbers: Int8Array | Float32Array,
): void {
  for (let d = 0; d < width; ) {
    const slice = Math.floor((from + d) / sliceSize);
    const lane = (from + d) % sliceSize;
    const count = Math.min(sliceSize - lane, width - d);
    for (let column = first; column < end; column++) {
      const to = (slice * columnCount + column) * sliceSize + lane;
      const own = (column - first) * width + d;
      if (scales)
        for (let at = 0; at < count; at++) numbers[to + at] = Math.round(piece[own + at] / scales[column]);
      else for (let at = 0; at < count; at++) numbers[to + at] = piece[own + at];
    }
    d += count;
  }
}

/** Copies tables to their slices. @param scales null writes the numbers as they are, else whole steps of a column's scale */
function copyTables(
  parts: BagScorerParts,
  tables: readonly ScorerTable[],
  scales: Float32Array | null,
): void {
  const { memory, columnCount, size, table: address } = parts;
  const numbers = scales
    ? new Int8Array(memory.buffer, address, size * columnCount)
    : new Float32Array(memory.buffer, address, size * columnCount);
  tables.forEach((table, at) => {
    eachPiece(rowsOf(table), (from, to, piece) =>
      copyPiece(parts, parts.tables[at], [from, to], piece, scales, numbers),
    );
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
  precision: Precision = 'float32',
): Promise<BagScorerParts> {
  const placed = placeTables(tables, heads);
  const size = toSlices(Math.max(...placed.map(({ from, width }) => from + width)));
  const isSmall = precision === 'int8';
  const plan = new KernelPlan();
  const table = plan.take((columnCount * size) / (isSmall ? 4 : 1));
  const scalesAt = plan.take(isSmall ? columnCount : 0);
  const placedHeads = heads.map(({ name, reads, bias }): PlacedHead => {
    const read = placed.find((one) => one.name === reads);
    if (!read) throw new RangeError(`${name} reads ${reads}, which is no table`);
    const stride = toSlices(read.width);
    return { name, from: read.from, vectors: plan.take(bias.length * stride), stride: 4 * stride, bias };
  });
  const most = Math.max(1, ...heads.map(({ bias }) => bias.length));
  const scratch = Array.from({ length: scorersMax }, () => ({
    ids: plan.take(placesMax),
    weights: plan.take(placesMax),
    steps: plan.take(isSmall ? placesMax / 2 : 0),
    x: plan.take(rowsMax * size),
    rest: plan.take(sliceSize),
    values: plan.take(most),
  }));
  const memory = plan.allocate();
  const parts: BagScorerParts = {
    module: await wasmModule('shared bags', sharedBagKernelText),
    small: isSmall
      ? { module: await wasmModule('small bags', sharedSmallBagKernelText), scales: scalesAt }
      : null,
    ...{ memory, table, columnCount, size },
    ...{ tables: placed, heads: placedHeads, scratch },
  };
  const scales = isSmall ? new Float32Array(memory.buffer, scalesAt, columnCount) : null;
  if (scales) writeScales(scales, tables);
  copyTables(parts, tables, scales);
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
