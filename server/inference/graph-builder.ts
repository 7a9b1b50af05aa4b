import type { Initializer, OnnxNode } from './onnx-model.ts';

/** Collects the nodes of a graph; each has one output, which carries its name. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: Initializer[] = [];

  /** Adds a node; returns the name of its output. */
  add(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes?: OnnxNode['attributes'],
  ): string {
    this.nodes.push({ operator, inputs: [...inputs], outputs: [output], attributes });
    return output;
  }

  /** A constant of floats. */
  floats(name: string, shape: number[], values: ArrayLike<number>): string {
    this.initializers.push({ name, shape, data: Float32Array.from(values) });
    return name;
  }

  /** A constant of integers: shapes and axes. */
  integers(name: string, values: readonly number[]): string {
    this.initializers.push({ name, shape: [values.length], data: BigInt64Array.from(values, BigInt) });
    return name;
  }
}
