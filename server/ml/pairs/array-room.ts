/**
 * Room for the large arrays of a catalog: in memory that threads can share from the start, so that nothing is copied when they
 * look up candidates. Small ones stay in ordinary memory, which is quicker to come by.
 */

/** Numbers of four bytes from which on an array is shared. */
const sharedFrom = 1 << 16;

const bytesFor = (length: number): ArrayBuffer | SharedArrayBuffer =>
  length < sharedFrom ? new ArrayBuffer(4 * length) : new SharedArrayBuffer(4 * length);

/** Zeroed integers. */
export function roomForInts(length: number): Int32Array {
  return new Int32Array(bytesFor(length));
}

/** Zeroed floats. */
export function roomForFloats(length: number): Float32Array {
  return new Float32Array(bytesFor(length));
}

/** The array itself where threads can share it, else a copy that they can. */
export function shareableInts(array: Int32Array): Int32Array {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const shared = new Int32Array(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
}

/** The same of floats. */
export function shareableFloats(array: Float32Array): Float32Array {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const shared = new Float32Array(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
}
