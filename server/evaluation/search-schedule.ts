/**
 * How long product2vec trains, and at what rate, where a run asks for it: one model learns from nine rows in ten until the
 * tenth stops getting better (ml/embedding/plateau.ts). The models of folds and the final one then repeat its rates on all of
 * their rows (a model without the tenth knows less than one with it, whatever epoch is kept), and let them fall evenly to
 * nothing over as many epochs: Hägele et al., "Scaling Laws and Compute-Optimal Training Beyond Fixed Training
 * Durations" (2024), section 3.
 */
import { type EpochPoint, trainProduct2vec } from '#server/compute/train-product2vec.ts';
import { plateauDefaults } from '#server/ml/embedding/plateau.ts';
import { addToGroup } from '#server/ml/groups.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';

/** One row in so many is held out. */
const sliceOf = 10;
/** More held-out rows tell no more of an average, and are asked after every epoch. */
const heldOutMax = 1000;
/** Visits of rows that a search may take: it ends sooner, but for large tables whose epochs are long. */
const visitsMax = 4_000_000;
const [epochsMin, epochsMax] = [6, 80];

/** Epochs of falling rates at the end, as a share of those before. */
const tailShare = 1;

/** A schedule with its end. */
export function withTail(factors: readonly number[]): number[] {
  const count = Math.ceil(tailShare * factors.length);
  const last = factors[factors.length - 1];
  return [...factors, ...Array.from({ length: count }, (_, at) => last * (1 - (at + 1) / (count + 1)))];
}

export interface SearchInput {
  matrix: SparseRows;
  starts: readonly number[];
  labels: readonly Int32Array[];
  classCounts: readonly number[];
  /** Rows with a label. */
  known: readonly number[];
  divisor: number;
  seed: number;
  watch?: (epochs: EpochPoint[]) => void;
  signal?: AbortSignal;
}

/** FNV-1a over a row's features and the seed: copies have the same, and a row keeps its own when others come. */
function keyOf({ offsets, indices, values }: SparseRows, row: number, seed: number): number {
  let key = 0x811c9dc5 ^ seed;
  const floats = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let at = offsets[row]; at < offsets[row + 1]; at++)
    key = Math.imul(Math.imul(key ^ indices[at], 0x01000193) ^ floats[at], 0x01000193);
  key = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  return (key ^ (key >>> 13)) >>> 0;
}

/** Rows that are held out, whole groups of copies, and those that are learnt from. */
export function sliceByCopies(
  matrix: SparseRows,
  known: readonly number[],
  seed: number,
): { heldOut: Int32Array; learnt: Int32Array } {
  const groups = new Map<number, number[]>();
  for (const row of known) addToGroup(groups, keyOf(matrix, row, seed), row);
  const [heldOut, learnt]: [number[], number[]] = [[], []];
  for (const [key, rows] of groups) {
    if (key % sliceOf === 0 && heldOut.length >= heldOutMax) continue;
    const side = key % sliceOf === 0 ? heldOut : learnt;
    for (const row of rows) side.push(row);
  }
  return { heldOut: Int32Array.from(heldOut).sort(), learnt: Int32Array.from(learnt).sort() };
}

/**
 * What the rate is multiplied by in each epoch: up to the best one, and down from there. Same input and seed, same answer.
 * @returns null where the table is too small to hold any row out
 */
export async function searchSchedule(input: SearchInput): Promise<number[] | null> {
  const { matrix, starts, labels, classCounts, known, divisor, seed, watch, signal } = input;
  const { heldOut, learnt } = sliceByCopies(matrix, known, seed);
  if (heldOut.length === 0 || learnt.length === 0) return null;
  const epochs = Math.round(Math.min(epochsMax, Math.max(epochsMin, visitsMax / learnt.length)));
  const { factors } = await trainProduct2vec({
    matrices: [matrix],
    starts,
    problems: [{ rows: learnt, labels, classCounts, score: [], heldOut }],
    threads: 1,
    seed,
    members: 1,
    options: { divisor, epochs, plateau: plateauDefaults },
    watch,
    signal,
  });
  return withTail(factors[0]);
}
