/** Learns a latent embedding of rows with the kernel's vectors. */

import { sliceSize } from '#server/ml/embedding/bag-kernel.ts';
import { fitLatent } from '#server/ml/embedding/latent.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { bagKernelText } from '#server/ml/wasm/bag-kernel.ts';
import { openBagKernel } from './bag-kernel.ts';
import { KernelPlan } from './kernel-memory.ts';
import { wasmModule } from './wasm-module.ts';

/**
 * @param size dimensions, at most the number of rows
 * @param plain without WebAssembly
 * @returns columnCount × size: a row's vector is Σ value · table[column], then scaled to unit length
 * @throws KernelMemoryError beyond 4 GiB
 */
export async function learnLatent(
  rows: SparseRows,
  size: number,
  seed: number,
  plain = false,
): Promise<Float32Array> {
  const stride = Math.ceil(size / sliceSize) * sliceSize;
  const { rowCount, columnCount, offsets } = rows;
  const plan = new KernelPlan();
  const at = {
    indices: plan.take(rows.indices.length),
    values: plan.take(rows.indices.length),
    left: plan.take(rowCount * stride),
    table: plan.take(columnCount * stride),
  };
  const memory = plan.allocate(false);
  const { buffer } = memory;
  new Int32Array(buffer, at.indices).set(rows.indices);
  new Float32Array(buffer, at.values).set(rows.values);
  const kernel = openBagKernel(plain ? null : await wasmModule('bags', bagKernelText), memory);
  const table = fitLatent(kernel, { buffer, offsets, rowCount, columnCount, stride, ...at }, size, seed);
  const learnt = new Float32Array(columnCount * size);
  for (let column = 0; column < columnCount; column++)
    learnt.set(table.subarray(column * stride, column * stride + size), column * size);
  return learnt;
}
