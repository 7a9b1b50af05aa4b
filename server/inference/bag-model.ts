/**
 * Opens models over bags (bag-graph.ts) for scoring: the ONNX file is the model, and the vectors of the kernel score with
 * its numbers. A file of another shape, or one too large for the kernel's memory, is run by onnxruntime.
 */
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { BagScorer } from '#server/compute/bag-scorer.ts';
import { KernelMemoryError } from '#server/compute/kernel-memory.ts';
import {
  type BagScorerParts,
  inlinePlace,
  outputsOf,
  type Precision,
  placeBags,
  type ScorerHead,
  type ScorerTable,
} from '#server/compute/place-bags.ts';
import type { ColumnRows } from '#server/ml/linear/column-rows.ts';
import { toSparseRows } from '#server/ml/linear/sparse.ts';
import { dataType } from './onnx-model.ts';
import { type BagRow, runBags } from './run-bags.ts';
import { openModelBytes, readModelFile } from './session.ts';

interface Node {
  operator: string;
  inputs: string[];
  outputs: string[];
}

/** A tensor of float32 as it lies in the file's bytes, which need not be at a multiple of four. */
interface Tensor {
  shape: number[];
  bytes: Uint8Array;
}

function numbersOf({ bytes }: Tensor): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** Rows of a tensor, copied where they are read: the file's bytes are held once. */
function rowsOf({ shape: [columnCount, width], bytes }: Tensor): ColumnRows {
  const read = (from: number, to: number, out: Float32Array): void => {
    const own = bytes.subarray(4 * from * width, 4 * to * width);
    new Uint8Array(out.buffer, out.byteOffset, own.length).set(own);
  };
  return { columnCount, width, read };
}

interface Graph {
  nodes: Node[];
  tensors: Map<string, Tensor>;
}

/** A table that is copied out of the file's bytes where it is read. */
interface ReadTable extends ScorerTable {
  table: ColumnRows;
}

type Fields = Record<number, (reader: BinaryReader) => void>;

/** Walks a message of onnx.proto; fields without a reader are skipped. */
function walk(bytes: Uint8Array, fields: Fields): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    const read = fields[field];
    if (read) read(reader);
    else reader.skip(wire, field);
  }
}

function readTensor(bytes: Uint8Array, tensors: Map<string, Tensor>): void {
  let name = '';
  let type = 0;
  let raw = new Uint8Array(0);
  const shape: number[] = [];
  walk(bytes, {
    1: (reader) => {
      for (let left = reader.uint32() + reader.pos; reader.pos < left; ) shape.push(Number(reader.int64()));
    },
    2: (reader) => {
      type = reader.int32();
    },
    8: (reader) => {
      name = reader.string();
    },
    9: (reader) => {
      raw = reader.bytes() as Uint8Array<ArrayBuffer>;
    },
  });
  if (type !== dataType.float) return;
  tensors.set(name, { shape, bytes: raw });
}

function readNode(bytes: Uint8Array): Node {
  const node: Node = { operator: '', inputs: [], outputs: [] };
  walk(bytes, {
    1: (reader) => node.inputs.push(reader.string()),
    2: (reader) => node.outputs.push(reader.string()),
    4: (reader) => {
      node.operator = reader.string();
    },
  });
  return node;
}

function readGraph(bytes: Uint8Array): Graph {
  const graph: Graph = { nodes: [], tensors: new Map() };
  walk(bytes, {
    7: (model) =>
      walk(model.bytes(), {
        1: (reader) => graph.nodes.push(readNode(reader.bytes())),
        5: (reader) => readTensor(reader.bytes(), graph.tensors),
      }),
  });
  return graph;
}

/** The node of an operator that reads a value. */
function readerOf(graph: Graph, operator: string, input: string): Node | undefined {
  return graph.nodes.find((node) => node.operator === operator && node.inputs.includes(input));
}

function tableOf(graph: Graph, gather: Node): ReadTable | null {
  const tensor = graph.tensors.get(gather.inputs[0]);
  const product = readerOf(graph, 'MatMul', gather.outputs[0]);
  const sum = product && readerOf(graph, 'Squeeze', product.outputs[0]);
  if (!tensor || !sum) return null;
  const [summed] = sum.outputs;
  const added = readerOf(graph, 'Add', summed);
  const divided = readerOf(graph, 'Div', summed);
  const bias = added && graph.tensors.get(added.inputs[1]);
  return {
    name: (added ?? divided)?.outputs[0] ?? summed,
    table: rowsOf(tensor),
    width: tensor.shape[1],
    bias: bias ? numbersOf(bias) : null,
    unitLength: divided !== undefined,
  };
}

function headOf(graph: Graph, node: Node): ScorerHead | null {
  const [reads, weights, bias] = node.inputs;
  const [own, added] = [graph.tensors.get(weights), graph.tensors.get(bias)];
  return own && added
    ? { name: node.outputs[0], reads, weights: numbersOf(own), bias: numbersOf(added) }
    : null;
}

interface BagParts {
  columnCount: number;
  tables: ReadTable[];
  heads: ScorerHead[];
}

const known = new Set(['Unsqueeze', 'Gather', 'MatMul', 'Squeeze', 'Add', 'ReduceL2', 'Max', 'Div', 'Gemm']);

/** Tables and heads of a model over bags; null for a file of another shape. */
export function readBagGraph(bytes: Uint8Array): BagParts | null {
  const graph = readGraph(bytes);
  const found = (operator: string): Node[] => graph.nodes.filter((node) => node.operator === operator);
  const tables = found('Gather').map((node) => tableOf(graph, node));
  const heads = found('Gemm').map((node) => headOf(graph, node));
  const isKnown = graph.nodes.every((node) => known.has(node.operator));
  if (!isKnown || tables.length === 0 || tables.includes(null) || heads.includes(null)) return null;
  const whole = tables.flatMap((table) => table ?? []);
  return {
    columnCount: whole[0].table.columnCount,
    tables: whole,
    heads: heads.flatMap((head) => head ?? []),
  };
}

/** An opened model over bags. */
export interface BagModel {
  /** Outputs by name: rows × width. */
  run(rows: BagRow[], outputs: string[]): Promise<Record<string, Float32Array>>;
  /** What threads score with; null where onnxruntime runs the file. */
  parts: BagScorerParts | null;
}

async function place(bytes: Uint8Array, precision: Precision): Promise<BagScorerParts | null> {
  const graph = readBagGraph(bytes);
  if (!graph) return null;
  try {
    return await placeBags(graph.columnCount, graph.tables, graph.heads, precision);
  } catch (error) {
    if (error instanceof KernelMemoryError) return null;
    throw error;
  }
}

/** Opens a model's bytes. @param precision of the kernel's tables; a file that onnxruntime runs is run as it is */
export async function openBagBytes(bytes: Uint8Array, precision: Precision = 'float32'): Promise<BagModel> {
  const parts = await place(bytes, precision);
  if (!parts?.module) {
    const session = await openModelBytes(bytes);
    return { parts: null, run: (rows, outputs) => runBags(session, rows, outputs) };
  }
  const scorer = new BagScorer(parts, inlinePlace);
  const widths = new Map(outputsOf(parts).map(({ name, width }) => [name, width]));
  return {
    parts,
    run: async (rows, outputs) => {
      const out = Object.fromEntries(
        outputs.map((name) => [name, new Float32Array(rows.length * (widths.get(name) ?? 0))]),
      );
      scorer.score(toSparseRows(rows, parts.columnCount), 0, out);
      return out;
    },
  };
}

/** Opens a model's file after its bytes were found to match. Throws ModelFileError. */
export async function openBagModel(
  file: string,
  sha256: string,
  precision: Precision = 'float32',
): Promise<BagModel> {
  return openBagBytes(await readModelFile(file, sha256), precision);
}
