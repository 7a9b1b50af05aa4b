/** The WebAssembly forms of the bag kernels over one memory. */
import {
  type BagAddresses,
  type BagKernel,
  type ClassAddresses,
  plainBagKernel,
  sliceSize,
} from '#server/ml/embedding/bag-kernel.ts';
import { plainSmallBagKernel, type SmallBagKernel } from '#server/ml/embedding/small-vectors.ts';

type WasmFunction = (...numbers: number[]) => void;

const bagArguments = (bag: BagAddresses, count: number): number[] => [
  bag.ids,
  bag.weights,
  count,
  bag.table,
  bag.stride,
];
const classArguments = (classes: ClassAddresses): number[] => [
  classes.vectors,
  classes.stride,
  classes.count,
];

/** @param module of bagKernelText; null for the plain kernel */
export function openBagKernel(module: WebAssembly.Module | null, memory: WebAssembly.Memory): BagKernel {
  if (!module) return plainBagKernel(memory.buffer);
  const exports = new WebAssembly.Instance(module, { kernel: { memory } }).exports as Record<
    string,
    WasmFunction
  >;
  return {
    sum: (bag, count, to) => exports.sum(...bagArguments(bag, count), to),
    spread: (bag, count, from, rate) => exports.spread(...bagArguments(bag, count), from, rate),
    score: (classes, x) => exports.score(...classArguments(classes), x, classes.values),
    learn: (classes, x, to, rate, least) =>
      exports.learn(...classArguments(classes), x, classes.values, to, rate, least),
  };
}

/** @param module of sharedSmallBagKernelText; null for the plain kernel */
export function openSmallBagKernel(
  module: WebAssembly.Module | null,
  memory: WebAssembly.Memory,
): SmallBagKernel {
  if (!module) return plainSmallBagKernel(memory.buffer, sliceSize);
  const { sum } = new WebAssembly.Instance(module, { kernel: { memory } }).exports as Record<
    string,
    WasmFunction
  >;
  return { sum: ({ ids, steps, count, table, unit }, to) => sum(ids, steps, count, table, unit, to) };
}
