/**
 * Looks into an ONNX file that somebody brought, before anything runs it: operator sets, inputs, outputs, and whether it
 * reaches outside itself. Reads onnx.proto field by field; nothing is executed.
 */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

export interface OnnxPort {
  name: string;
  /** TensorProto.DataType: 1 float, 8 string, 7 int64 … */
  type: number;
  /** A number, or null for a size that is known at run time. */
  shape: (number | null)[];
}

export interface OnnxFacts {
  bytes: number;
  irVersion: number;
  /** Operator set by domain; '' is the standard one. */
  operatorSets: Record<string, number>;
  inputs: OnnxPort[];
  outputs: OnnxPort[];
  /** Weights that lie in another file. */
  hasExternalData: boolean;
  /** Names of operators that repeat a subgraph: no bound on their time can be given. */
  loops: string[];
  /** Domains of the operators used. */
  domains: string[];
}

/** Largest file that is taken. */
export const externalBytesMax = 512 * 2 ** 20;
const standardSets = { min: 9, max: 21 };
/** Known domains and their highest version that onnxruntime runs here. */
const versionMax: Readonly<Record<string, number>> = {
  '': standardSets.max,
  'ai.onnx.ml': 4,
  'com.microsoft': 1,
};
/** TensorProto.DataLocation.EXTERNAL. */
const externalLocation = 1;
const repeating = new Set(['Loop', 'Scan']);
const depthMax = 16;

type Visit = (field: number, reader: BinaryReader, wire: WireType) => boolean;

/** Walks a message; `visit` reads the field and says so, or leaves it to be skipped. */
function walk(bytes: Uint8Array, visit: Visit): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (!visit(field, reader, wire)) reader.skip(wire, field);
  }
}

const number = (reader: BinaryReader): number => Number(reader.int64());

function readTensor(bytes: Uint8Array, facts: OnnxFacts): void {
  walk(bytes, (field, reader, wire) => {
    if (field === 13 && wire === WireType.LengthDelimited) {
      reader.bytes();
      facts.hasExternalData = true;
      return true;
    }
    if (field === 14 && wire === WireType.Varint) {
      if (reader.int32() === externalLocation) facts.hasExternalData = true;
      return true;
    }
    return false;
  });
}

function readAttribute(bytes: Uint8Array, facts: OnnxFacts, depth: number): void {
  walk(bytes, (field, reader, wire) => {
    if (wire !== WireType.LengthDelimited) return false;
    // t, tensors; g, graphs
    if (field === 5 || field === 10) readTensor(reader.bytes(), facts);
    else if (field === 6 || field === 11) readGraph(reader.bytes(), facts, depth + 1);
    else return false;
    return true;
  });
}

function readNode(bytes: Uint8Array, facts: OnnxFacts, depth: number): void {
  let domain = '';
  walk(bytes, (field, reader, wire) => {
    if (wire !== WireType.LengthDelimited) return false;
    if (field === 4) {
      const operator = reader.string();
      if (repeating.has(operator)) facts.loops.push(operator);
    } else if (field === 7) domain = reader.string();
    else if (field === 5) readAttribute(reader.bytes(), facts, depth);
    else return false;
    return true;
  });
  const own = domain === 'ai.onnx' ? '' : domain;
  if (!facts.domains.includes(own)) facts.domains.push(own);
}

function readDimension(bytes: Uint8Array): number | null {
  let size: number | null = null;
  walk(bytes, (field, reader, wire) => {
    if (field !== 1 || wire !== WireType.Varint) return false;
    size = number(reader);
    return true;
  });
  return size;
}

/** ValueInfoProto → TypeProto → TypeProto.Tensor → TensorShapeProto. */
function readPort(bytes: Uint8Array): OnnxPort {
  const port: OnnxPort = { name: '', type: 0, shape: [] };
  const shape: Visit = (field, reader, wire) => {
    if (field !== 1 || wire !== WireType.LengthDelimited) return false;
    port.shape.push(readDimension(reader.bytes()));
    return true;
  };
  const tensor: Visit = (field, reader, wire) => {
    if (field === 1 && wire === WireType.Varint) port.type = reader.int32();
    else if (field === 2 && wire === WireType.LengthDelimited) walk(reader.bytes(), shape);
    else return false;
    return true;
  };
  const type: Visit = (field, reader, wire) => {
    if (field !== 1 || wire !== WireType.LengthDelimited) return false;
    walk(reader.bytes(), tensor);
    return true;
  };
  walk(bytes, (field, reader, wire) => {
    if (wire !== WireType.LengthDelimited) return false;
    if (field === 1) port.name = reader.string();
    else if (field === 2) walk(reader.bytes(), type);
    else return false;
    return true;
  });
  return port;
}

function readGraph(bytes: Uint8Array, facts: OnnxFacts, depth: number): void {
  if (depth > depthMax) throw new RangeError('graphs are nested too deep');
  walk(bytes, (field, reader, wire) => {
    if (wire !== WireType.LengthDelimited) return false;
    if (field === 1) readNode(reader.bytes(), facts, depth);
    else if (field === 5) readTensor(reader.bytes(), facts);
    else if (field === 15)
      walk(reader.bytes(), (part, inner, kind) => {
        if (kind !== WireType.LengthDelimited || part > 2) return false;
        readTensor(inner.bytes(), facts);
        return true;
      });
    else if (field === 11 && depth === 0) facts.inputs.push(readPort(reader.bytes()));
    else if (field === 12 && depth === 0) facts.outputs.push(readPort(reader.bytes()));
    else return false;
    return true;
  });
}

function readOperatorSet(bytes: Uint8Array, facts: OnnxFacts): void {
  let [domain, version] = ['', 0];
  walk(bytes, (field, reader, wire) => {
    if (field === 1 && wire === WireType.LengthDelimited) domain = reader.string();
    else if (field === 2 && wire === WireType.Varint) version = number(reader);
    else return false;
    return true;
  });
  facts.operatorSets[domain === 'ai.onnx' ? '' : domain] = version;
}

/** A part of a model that is a message of its own. */
function readPart(field: number, reader: BinaryReader, facts: OnnxFacts): boolean {
  if (field === 7) readGraph(reader.bytes(), facts, 0);
  else if (field === 8) readOperatorSet(reader.bytes(), facts);
  else if (field === 25)
    // Functions of the model's own: their nodes are looked at like the graph's.
    walk(reader.bytes(), (part, inner, kind) => {
      if (part !== 7 || kind !== WireType.LengthDelimited) return false;
      readNode(inner.bytes(), facts, 1);
      return true;
    });
  else return false;
  return true;
}

/** What a file says of itself. Throws on bytes that are no ONNX model. */
export function inspectOnnx(bytes: Uint8Array): OnnxFacts {
  const facts: OnnxFacts = {
    ...{ bytes: bytes.length, irVersion: 0, operatorSets: {}, inputs: [], outputs: [] },
    ...{ hasExternalData: false, loops: [], domains: [] },
  };
  walk(bytes, (field, reader, wire) => {
    if (field === 1 && wire === WireType.Varint) facts.irVersion = number(reader);
    else if (wire === WireType.LengthDelimited) return readPart(field, reader, facts);
    else return false;
    return true;
  });
  return facts;
}

/** Operator sets and domains that are not known here. */
function strangeOperators({ operatorSets, domains }: OnnxFacts): string[] {
  const standard = operatorSets[''] ?? 0;
  const isKnown = standard >= standardSets.min && standard <= standardSets.max;
  return [
    ...(isKnown
      ? []
      : [`operator set ${standard} is not between ${standardSets.min} and ${standardSets.max}`]),
    ...domains
      .filter((domain) => versionMax[domain] === undefined)
      .map((domain) => `operators of the domain ${domain} are not known here`),
    ...Object.entries(operatorSets)
      .filter(([domain, version]) => domain !== '' && version > (versionMax[domain] ?? 0))
      .map(([domain, version]) => `operator set ${domain} ${version} is not known here`),
  ];
}

/** Why a file must not be run here, in words for whoever brought it; empty where nothing speaks against it. */
export function problemsOf(facts: OnnxFacts): string[] {
  const problems: string[] = [];
  if (facts.bytes > externalBytesMax) problems.push(`larger than ${externalBytesMax / 2 ** 20} MB`);
  if (facts.irVersion < 4 || facts.irVersion > 10)
    problems.push(`IR version ${facts.irVersion} is not between 4 and 10`);
  problems.push(...strangeOperators(facts));
  if (facts.hasExternalData) problems.push('weights lie outside the file: save it with all data inside');
  if (facts.loops.length > 0) problems.push(`${facts.loops.join(', ')} may run without end and is not taken`);
  return problems;
}
