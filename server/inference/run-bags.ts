/** Runs bag models over sparse rows, in batches of rows of like width: padding costs as much as features. */
import type { ModelSession } from './session.ts';

export interface BagRow {
  indices: Int32Array;
  values: Float32Array;
}

/** Cells (rows × width) of one run: beyond it the gathered rows leave the cache. */
const cellsMax = 40_000;

/**
 * @returns for each output its rows × width, in the order of the rows given
 */
export async function runBags(
  session: ModelSession,
  rows: BagRow[],
  outputs: string[],
): Promise<Record<string, Float32Array>> {
  const order = rows
    .map((_, row) => row)
    .sort((left, right) => rows[left].indices.length - rows[right].indices.length || left - right);
  const results: Record<string, Float32Array> = {};
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (
      to < order.length &&
      (to === from || (to - from + 1) * Math.max(1, rows[order[to]].indices.length) <= cellsMax)
    )
      to++;
    const batch = order.slice(from, to);
    const width = Math.max(1, rows[batch[batch.length - 1]].indices.length);
    const ids = new Int32Array(batch.length * width);
    const weights = new Float32Array(batch.length * width);
    batch.forEach((row, place) => {
      ids.set(rows[row].indices, place * width);
      weights.set(rows[row].values, place * width);
    });
    const shape = [batch.length, width];
    const answers = await session.run({ ids: { shape, data: ids }, weights: { shape, data: weights } });
    for (const name of outputs) {
      const { data, shape: found } = answers[name];
      const size = found[1];
      results[name] ??= new Float32Array(rows.length * size);
      batch.forEach((row, place) => {
        results[name].set((data as Float32Array).subarray(place * size, (place + 1) * size), row * size);
      });
    }
    from = to;
  }
  return results;
}
