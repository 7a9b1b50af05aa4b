/**
 * TFRecord files of `tf.train.Example` messages.
 * Source of the format: TensorFlow's `tensorflow/core/example/example.proto`, `feature.proto` and "TFRecord and tf.train.Example".
 */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { maskedCrc32c } from './crc32c.ts';
import type { ColumnType } from './write-parquet.ts';

export type Cell = string | number | boolean | null | undefined;

/** Which list of a Feature holds a column: text in bytes_list (1), real numbers in float_list (2), the rest in int64_list (3). */
const listOf: Readonly<Record<ColumnType, 1 | 2 | 3>> = {
  VARCHAR: 1,
  TIMESTAMP: 1,
  DOUBLE: 2,
  BIGINT: 3,
  BOOLEAN: 3,
};

export const featureTypeOf = (type: ColumnType): 'bytes' | 'float' | 'int64' =>
  (['bytes', 'float', 'int64'] as const)[listOf[type] - 1];

/** A nested message of one field. */
function nested(writer: BinaryWriter, field: number, write: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write();
  writer.join();
}

function writeFeature(writer: BinaryWriter, value: Exclude<Cell, null | undefined>, list: 1 | 2 | 3): void {
  nested(writer, list, () => {
    if (list === 1) writer.tag(1, WireType.LengthDelimited).string(String(value));
    // Repeated numbers are packed: one length-delimited field.
    else if (list === 2) nested(writer, 1, () => writer.float(Number(value)));
    else nested(writer, 1, () => writer.int64(String(Math.trunc(Number(value)))));
  });
}

/** One serialised `tf.train.Example`. A null is an absent feature, which every reader fills with its default. */
export function encodeExample(
  record: Readonly<Record<string, Cell>>,
  columns: Readonly<Record<string, ColumnType>>,
): Uint8Array {
  const writer = new BinaryWriter();
  nested(writer, 1, () => {
    for (const [name, type] of Object.entries(columns)) {
      const value = record[name];
      if (value === null || value === undefined) continue;
      nested(writer, 1, () => {
        writer.tag(1, WireType.LengthDelimited).string(name);
        nested(writer, 2, () => writeFeature(writer, value, listOf[type]));
      });
    }
  });
  return writer.finish();
}

/** Length (u64), its masked CRC, the bytes, their masked CRC; all little-endian. */
export function frameRecord(data: Uint8Array): Buffer {
  const framed = Buffer.alloc(data.length + 16);
  framed.writeBigUInt64LE(BigInt(data.length), 0);
  framed.writeUInt32LE(maskedCrc32c(framed.subarray(0, 8)), 8);
  framed.set(data, 12);
  framed.writeUInt32LE(maskedCrc32c(data), 12 + data.length);
  return framed;
}

/** Fields of a message as (number, reader at its value): what reading back needs, and nothing more. */
function eachField(bytes: Uint8Array, visit: (field: number, reader: BinaryReader) => boolean): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (!visit(field, reader)) reader.skip(wire);
  }
}

function readList(bytes: Uint8Array, list: number): Cell {
  let value: Cell = null;
  eachField(bytes, (field, reader) => {
    if (field !== 1) return false;
    const content = reader.bytes();
    if (list === 1) value = Buffer.from(content).toString('utf8');
    else value = list === 2 ? new BinaryReader(content).float() : Number(new BinaryReader(content).int64());
    return true;
  });
  return value;
}

/** The first value of every feature of an Example. */
export function decodeExample(bytes: Uint8Array): Record<string, Cell> {
  const record: Record<string, Cell> = {};
  const onEntry = (entry: Uint8Array): void => {
    let name = '';
    let value: Cell = null;
    eachField(entry, (field, reader) => {
      if (field === 1) name = reader.string();
      else if (field === 2)
        eachField(reader.bytes(), (list, inner) => {
          value = readList(inner.bytes(), list);
          return true;
        });
      else return false;
      return true;
    });
    record[name] = value;
  };
  eachField(bytes, (field, reader) => {
    if (field !== 1) return false;
    eachField(reader.bytes(), (entryField, inner) => {
      if (entryField !== 1) return false;
      onEntry(inner.bytes());
      return true;
    });
    return true;
  });
  return record;
}

/** Takes framed records apart. Throws where a checksum or a length does not fit. */
export function* readRecords(file: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < file.length; ) {
    if (at + 16 > file.length) throw new Error(`the record at byte ${at} is cut off`);
    const length = Number(file.readBigUInt64LE(at));
    if (maskedCrc32c(file.subarray(at, at + 8)) !== file.readUInt32LE(at + 8))
      throw new Error(`the length at byte ${at} is damaged`);
    if (at + 16 + length > file.length) throw new Error(`the record at byte ${at} is cut off`);
    const data = file.subarray(at + 12, at + 12 + length);
    if (maskedCrc32c(data) !== file.readUInt32LE(at + 12 + length))
      throw new Error(`the record at byte ${at} is damaged`);
    yield data;
    at += 16 + length;
  }
}
