/** The WebAssembly form of a block kernel over one memory. */
import {
  type BlockAddresses,
  type BlockKernel,
  plainKernel,
  type RowAddresses,
} from '#server/ml/linear/block-svm.ts';

type WasmFunction = (...numbers: number[]) => number;

function sharedArguments(rows: RowAddresses, block: BlockAddresses, count: number): number[] {
  return [rows.offsets, rows.indices, rows.values, block.weights, block.bias, block.order, count];
}

/** @param module of svmKernelText; null for the plain kernel */
export function openSvmKernel(module: WebAssembly.Module | null, memory: WebAssembly.Memory): BlockKernel {
  if (!module) return plainKernel(memory.buffer);
  const { exports } = new WebAssembly.Instance(module, { kernel: { memory } });
  const pass = exports.pass as WasmFunction;
  const score = exports.score as WasmFunction;
  return {
    pass: (rows, block, count, shift) =>
      pass(
        ...sharedArguments(rows, block, count),
        block.alpha,
        block.laneOf,
        block.steps,
        block.bounds,
        shift,
      ),
    score: (rows, block, count) => {
      score(...sharedArguments(rows, block, count), block.out);
    },
  };
}
