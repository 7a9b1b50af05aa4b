/**
 * Writes ONNX models (onnx.proto, IR version 8, operator set 17): just the messages that our graphs need, on
 * @bufbuild/protobuf's wire writer. Field numbers are those of onnx.proto.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type ByteParts, type FileBytes, JoinedBytes, wholeOf } from '#server/ml/byte-parts.ts';

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
  /** Bytes that are made while the model is written are those of float32. */
  data: Float32Array | Int8Array | Int32Array | BigInt64Array | ByteParts;
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
  if (data instanceof Int8Array) return dataType.int8;
  if (data instanceof Int32Array) return dataType.int32;
  return data instanceof BigInt64Array ? dataType.int64 : dataType.float;
}

/** A field that holds bytes: its tag and length, then they. */
function field(number: number, bytes: FileBytes): FileBytes[] {
  const writer = new BinaryWriter().tag(number, WireType.LengthDelimited).uint32(bytes.byteLength);
  return [writer.finish(), bytes];
}

function initializerBytes(tensor: Initializer): FileBytes {
  const { data } = tensor;
  const size = tensor.shape.reduce((product, dimension) => product * dimension, 1);
  const count = 'BYTES_PER_ELEMENT' in data ? data.length : data.byteLength / 4;
  if (size !== count) throw new RangeError(`initializer ${tensor.name}: ${count} values for ${tensor.shape}`);
  const writer = new BinaryWriter();
  nested(writer, 1, (packed) => {
    for (const dimension of tensor.shape) packed.int64(dimension);
  });
  integer(writer, 2, typeOf(tensor.data));
  text(writer, 8, tensor.name);
  const bytes =
    'BYTES_PER_ELEMENT' in data ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : data;
  return new JoinedBytes([writer.finish(), ...field(9, bytes)]);
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

function graphBytes(graph: OnnxGraph): FileBytes {
  const head = new BinaryWriter();
  graph.nodes.forEach((node, index) => nested(head, 1, (inner) => writeNode(inner, node, index)));
  text(head, 2, graph.name);
  const tail = new BinaryWriter();
  for (const input of graph.inputs) nested(tail, 11, (inner) => writeValueInfo(inner, input));
  for (const output of graph.outputs) nested(tail, 12, (inner) => writeValueInfo(inner, output));
  const tensors = graph.initializers.flatMap((tensor) => field(5, initializerBytes(tensor)));
  return new JoinedBytes([head.finish(), ...tensors, tail.finish()]);
}

/**
 * The bytes of a model, made while they are written: tensors are held once, by whoever gave them, and must not change until
 * then. Same graph, same bytes.
 */
export function encodeModelParts(graph: OnnxGraph): ByteParts {
  const head = new BinaryWriter();
  integer(head, 1, irVersion);
  text(head, 2, 'shelfwise');
  const domains = new Map([['', operatorSet]]);
  if (graph.nodes.some((node) => node.domain === 'ai.onnx.ml')) domains.set('ai.onnx.ml', 3);
  const tail = new BinaryWriter();
  for (const [domain, version] of domains) {
    nested(tail, 8, (inner) => {
      text(inner, 1, domain);
      integer(inner, 2, version);
    });
  }
  return new JoinedBytes([head.finish(), ...field(7, graphBytes(graph)), tail.finish()]);
}

/** The bytes of a model. */
export function encodeModel(graph: OnnxGraph): Buffer {
  return Buffer.from(wholeOf(encodeModelParts(graph)).buffer);
}
