/**
 * Writes ONNX models (onnx.proto, IR version 8, operator set 17): just the messages that our graphs need, on
 * @bufbuild/protobuf's wire writer. Field numbers are those of onnx.proto.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

const irVersion = 8;
export const operatorSet = 17;

/** TensorProto.DataType. */
export const dataType = { float: 1, int8: 3, int32: 6, int64: 7, string: 8 } as const;
type DataTypeName = keyof typeof dataType;

export interface TensorSpec {
  name: string;
  type: DataTypeName;
  /** A number, or a name for a size that is known at run time. */
  shape: (number | string)[];
}

export interface Initializer {
  name: string;
  shape: number[];
  data: Float32Array | Int8Array | Int32Array | BigInt64Array;
}

type AttributeValue =
  | number
  | string
  | { float: number }
  | number[]
  | { floats: ArrayLike<number> }
  | string[];

export interface OnnxNode {
  operator: string;
  inputs: string[];
  outputs: string[];
  attributes?: Record<string, AttributeValue>;
  /** 'ai.onnx.ml' for trees; empty for the standard set. */
  domain?: string;
}

export interface OnnxGraph {
  name: string;
  nodes: OnnxNode[];
  inputs: TensorSpec[];
  outputs: TensorSpec[];
  initializers: Initializer[];
}

/** AttributeProto.AttributeType. */
const attributeType = { float: 1, int: 2, string: 3, floats: 6, ints: 7, strings: 8 } as const;

type Write = (writer: BinaryWriter) => void;

function nested(writer: BinaryWriter, field: number, write: Write): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function integer(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}

function writeValues(writer: BinaryWriter, value: AttributeValue): number {
  if (typeof value === 'number') {
    integer(writer, 3, value);
    return attributeType.int;
  }
  if (typeof value === 'string') {
    text(writer, 4, value);
    return attributeType.string;
  }
  if (!Array.isArray(value)) {
    if ('float' in value) {
      writer.tag(2, WireType.Bit32).float(value.float);
      return attributeType.float;
    }
    nested(writer, 7, (packed) => {
      for (let at = 0; at < value.floats.length; at++) packed.float(value.floats[at]);
    });
    return attributeType.floats;
  }
  if (value.every((item) => typeof item === 'string')) {
    for (const item of value) text(writer, 9, item as string);
    return attributeType.strings;
  }
  nested(writer, 8, (packed) => {
    for (const item of value) packed.int64(item);
  });
  return attributeType.ints;
}

function writeNode(writer: BinaryWriter, node: OnnxNode, index: number): void {
  for (const input of node.inputs) text(writer, 1, input);
  for (const output of node.outputs) text(writer, 2, output);
  text(writer, 3, `${node.operator}_${index}`);
  text(writer, 4, node.operator);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    nested(writer, 5, (attribute) => {
      text(attribute, 1, name);
      integer(attribute, 20, writeValues(attribute, value));
    });
  }
  if (node.domain) text(writer, 7, node.domain);
}

function typeOf(data: Initializer['data']): number {
  if (data instanceof Float32Array) return dataType.float;
  if (data instanceof Int8Array) return dataType.int8;
  return data instanceof Int32Array ? dataType.int32 : dataType.int64;
}

function writeInitializer(writer: BinaryWriter, tensor: Initializer): void {
  const size = tensor.shape.reduce((product, dimension) => product * dimension, 1);
  if (size !== tensor.data.length)
    throw new RangeError(`initializer ${tensor.name}: ${tensor.data.length} values for ${tensor.shape}`);
  nested(writer, 1, (packed) => {
    for (const dimension of tensor.shape) packed.int64(dimension);
  });
  integer(writer, 2, typeOf(tensor.data));
  text(writer, 8, tensor.name);
  const { buffer, byteOffset, byteLength } = tensor.data;
  // A copy: the data may lie in shared memory, which the writer does not take.
  writer
    .tag(9, WireType.LengthDelimited)
    .bytes(Uint8Array.from(new Uint8Array(buffer, byteOffset, byteLength)));
}

function writeValueInfo(writer: BinaryWriter, spec: TensorSpec): void {
  text(writer, 1, spec.name);
  nested(writer, 2, (type) =>
    nested(type, 1, (tensor) => {
      integer(tensor, 1, dataType[spec.type]);
      nested(tensor, 2, (shape) => {
        for (const dimension of spec.shape) {
          nested(shape, 1, (dim) =>
            typeof dimension === 'number' ? integer(dim, 1, dimension) : text(dim, 2, dimension),
          );
        }
      });
    }),
  );
}

function writeGraph(writer: BinaryWriter, graph: OnnxGraph): void {
  graph.nodes.forEach((node, index) => nested(writer, 1, (inner) => writeNode(inner, node, index)));
  text(writer, 2, graph.name);
  for (const tensor of graph.initializers) nested(writer, 5, (inner) => writeInitializer(inner, tensor));
  for (const input of graph.inputs) nested(writer, 11, (inner) => writeValueInfo(inner, input));
  for (const output of graph.outputs) nested(writer, 12, (inner) => writeValueInfo(inner, output));
}

/** The bytes of a model. Same graph, same bytes. */
export function encodeModel(graph: OnnxGraph): Buffer {
  const writer = new BinaryWriter();
  integer(writer, 1, irVersion);
  text(writer, 2, 'shelfwise');
  nested(writer, 7, (inner) => writeGraph(inner, graph));
  const domains = new Map([['', operatorSet]]);
  if (graph.nodes.some((node) => node.domain === 'ai.onnx.ml')) domains.set('ai.onnx.ml', 3);
  for (const [domain, version] of domains) {
    nested(writer, 8, (inner) => {
      text(inner, 1, domain);
      integer(inner, 2, version);
    });
  }
  return Buffer.from(writer.finish());
}
