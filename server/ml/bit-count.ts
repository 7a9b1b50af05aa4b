/** Bits set in 32, of any sign. */
export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Bits set in a byte: where bytes are walked, a look-up takes half of the time. */
export const bitsOfByte = Uint8Array.from({ length: 256 }, (_, byte) => bitCount(byte));
