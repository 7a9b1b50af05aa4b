/**
 * Room for the large arrays of a catalog: in memory that threads can share from the start, so that nothing is copied when they
 * look up candidates or compare pairs. Small ones stay in ordinary memory, which is quicker to come by.
 */

/** Bytes from which on an array is shared. */
const sharedFrom = 1 << 18;

const room = (bytes: number): ArrayBuffer | SharedArrayBuffer =>
  bytes < sharedFrom ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);

/** Zeroed integers. */
export function roomForInts(length: number): Int32Array {
  return new Int32Array(room(4 * length));
}

/** Zeroed floats. */
export function roomForFloats(length: number): Float32Array {
  return new Float32Array(room(4 * length));
}

/** Zeroed numbers of eight bytes. */
export function roomForDoubles(length: number): Float64Array {
  return new Float64Array(room(8 * length));
}

/** Zeroed bytes. */
export function roomForBytes(length: number): Uint8Array {
  return new Uint8Array(room(length));
}

/** Twice as long while small, half as long again when large: a million records must not leave half of their room empty. */
export function grownLength(length: number): number {
  return Math.max(1024, length < 1 << 24 ? 2 * length : length + (length >> 1));
}

type NumberArray = Int32Array | Float32Array | Float64Array | Uint8Array;

/** The array itself where threads can share it, else a copy that they can. */
export function shareable<Numbers extends NumberArray>(array: Numbers): Numbers {
  return array.buffer instanceof SharedArrayBuffer
    ? array
    : copyInto(array, new SharedArrayBuffer(array.byteLength));
}

/** Nested records of arrays and plain values: what an index or a corpus consists of. */
export type ArrayParts = { readonly [name: string]: ArrayParts | NumberArray | number };

const isArray = (part: ArrayParts | NumberArray | number): part is NumberArray => ArrayBuffer.isView(part);

/** The same parts with every array through `change`. */
function changed<Parts>(parts: Parts, change: (array: NumberArray) => NumberArray): Parts {
  const one = (part: ArrayParts | NumberArray | number): ArrayParts | NumberArray | number => {
    if (isArray(part)) return change(part);
    if (typeof part === 'number') return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, one(inner)]));
  };
  // Each part is of the kind that it was.
  return one(parts as ArrayParts) as Parts;
}

/** The same parts in memory that threads share; what lies there already is not copied. */
export function shareableParts<Parts>(parts: Parts): Parts {
  return changed(parts, shareable);
}

/** Copies of the parts without the room around them, and their buffers, to be handed to another thread. */
export function packedParts<Parts>(parts: Parts): { parts: Parts; buffers: ArrayBuffer[] } {
  const buffers: ArrayBuffer[] = [];
  const packed = changed(parts, (array) => {
    const buffer = new ArrayBuffer(array.byteLength);
    buffers.push(buffer);
    return copyInto(array, buffer);
  });
  return { parts: packed, buffers };
}

/** A copy of the same kind in the buffer, which is as long. */
function copyInto<Numbers extends NumberArray>(
  array: Numbers,
  buffer: ArrayBuffer | SharedArrayBuffer,
): Numbers {
  const Kind = array.constructor as new (room: ArrayBufferLike) => Numbers;
  const copy = new Kind(buffer);
  copy.set(array);
  return copy;
}
