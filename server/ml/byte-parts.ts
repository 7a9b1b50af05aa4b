/** Bytes of a known length that are made a piece at a time: a model of gigabytes is written without being held. */

export interface ByteParts extends Iterable<Uint8Array> {
  byteLength: number;
}

/** Bytes as they are held, or made while they are written. */
export type FileBytes = Uint8Array | ByteParts;

/** The pieces. */
export function piecesOf(bytes: FileBytes): Iterable<Uint8Array> {
  return bytes instanceof Uint8Array ? [bytes] : bytes;
}

/** Bytes one behind the other. */
export class JoinedBytes implements ByteParts {
  readonly byteLength: number;
  private readonly parts: readonly FileBytes[];

  constructor(parts: readonly FileBytes[]) {
    this.parts = parts;
    this.byteLength = parts.reduce((sum, part) => sum + part.byteLength, 0);
  }

  *[Symbol.iterator](): Iterator<Uint8Array> {
    for (const part of this.parts) yield* piecesOf(part);
  }
}

/** All bytes in one piece of memory of their own. */
export function wholeOf(bytes: FileBytes): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes.byteLength);
  let at = 0;
  for (const piece of piecesOf(bytes)) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
