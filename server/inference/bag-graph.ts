/**
 * Models over bags of features, as graphs: a row is a list of feature columns with weights (padded with weight 0).
 *
 *   ids int32 [rows, width], weights float [rows, width] → Σ weight · table[id] (+ bias), an output per table
 *
 * A linear classifier is a table of classes; an embedding is a table of dimensions, scaled to unit length. Heads read the
 * output of a table: vector · weightsᵀ + bias.
 */
import { type ByteParts, wholeOf } from '#server/ml/byte-parts.ts';
import { type ColumnRows, heldRows, rowBytes } from '#server/ml/linear/column-rows.ts';
import { encodeModelParts, type Initializer, type OnnxNode, type TensorSpec } from './onnx-model.ts';

export interface BagTable {
  /** Output name. */
  name: string;
  /** Feature-major: featureCount × width. */
  table: Float32Array | ColumnRows;
  width: number;
  bias: Float32Array | null;
  /** Scale each output row to unit length. */
  unitLength: boolean;
}

export interface BagHead {
  /** Output name. */
  name: string;
  /** Name of the table whose output it reads. */
  reads: string;
  /** Outputs × the table's width. */
  weights: Float32Array;
  bias: Float32Array;
}

function headNode({ name, reads }: BagHead): OnnxNode {
  return {
    operator: 'Gemm',
    inputs: [reads, `${name}_weights`, `${name}_bias`],
    outputs: [name],
    attributes: { transB: 1 },
  };
}

function tableNodes(table: BagTable): OnnxNode[] {
  const { name } = table;
  const summed = table.unitLength || table.bias ? `${name}_sum` : name;
  const nodes: OnnxNode[] = [
    {
      operator: 'Gather',
      inputs: [`${name}_table`, 'ids'],
      outputs: [`${name}_rows`],
      attributes: { axis: 0 },
    },
    { operator: 'MatMul', inputs: ['weights_row', `${name}_rows`], outputs: [`${name}_bag`] },
    { operator: 'Squeeze', inputs: [`${name}_bag`, 'axis_one'], outputs: [summed] },
  ];
  if (table.bias) nodes.push({ operator: 'Add', inputs: [summed, `${name}_bias`], outputs: [name] });
  if (table.unitLength) {
    nodes.push(
      {
        operator: 'ReduceL2',
        inputs: [summed],
        outputs: [`${name}_length`],
        attributes: { axes: [1], keepdims: 1 },
      },
      { operator: 'Max', inputs: [`${name}_length`, 'tiny'], outputs: [`${name}_divisor`] },
      { operator: 'Div', inputs: [summed, `${name}_divisor`], outputs: [name] },
    );
  }
  return nodes;
}

/**
 * The bytes of a model over bags, made while they are written.
 * @throws RangeError where a table is no multiple of featureCount
 */
export function encodeBagParts(
  name: string,
  featureCount: number,
  tables: BagTable[],
  heads: BagHead[] = [],
): ByteParts {
  const initializers: Initializer[] = [{ name: 'axis_one', shape: [1], data: BigInt64Array.from([1n]) }];
  if (tables.some((table) => table.unitLength)) {
    initializers.push({ name: 'tiny', shape: [1], data: Float32Array.from([1e-9]) });
  }
  const outputs: TensorSpec[] = [];
  for (const table of tables) {
    const rows = table.table instanceof Float32Array ? heldRows(table.table, table.width) : table.table;
    initializers.push({
      name: `${table.name}_table`,
      shape: [featureCount, table.width],
      data: rowBytes(rows),
    });
    if (table.bias) initializers.push({ name: `${table.name}_bias`, shape: [table.width], data: table.bias });
    outputs.push({ name: table.name, type: 'float', shape: ['rows', table.width] });
  }
  for (const head of heads) {
    const width = tables.find((table) => table.name === head.reads)?.width ?? 0;
    initializers.push({
      name: `${head.name}_weights`,
      shape: [head.bias.length, width],
      data: head.weights,
    });
    initializers.push({ name: `${head.name}_bias`, shape: [head.bias.length], data: head.bias });
    outputs.push({ name: head.name, type: 'float', shape: ['rows', head.bias.length] });
  }
  return encodeModelParts({
    name,
    nodes: [
      { operator: 'Unsqueeze', inputs: ['weights', 'axis_one'], outputs: ['weights_row'] },
      ...tables.flatMap(tableNodes),
      ...heads.map(headNode),
    ],
    inputs: [
      { name: 'ids', type: 'int32', shape: ['rows', 'width'] },
      { name: 'weights', type: 'float', shape: ['rows', 'width'] },
    ],
    outputs,
    initializers,
  });
}

/** The bytes of a model over bags. */
export function encodeBagModel(
  name: string,
  featureCount: number,
  tables: BagTable[],
  heads: BagHead[] = [],
): Buffer {
  return Buffer.from(wholeOf(encodeBagParts(name, featureCount, tables, heads)).buffer);
}
