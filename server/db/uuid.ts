/** UUIDv7 (RFC 9562, 5.7): milliseconds since the epoch, then a counter and random bits. Never used as commit order. */
import { createHash, randomBytes } from 'node:crypto';

let lastMs = 0;
let counter = 0;
let draw = (): Buffer => randomBytes(16);
let clock = Date.now;

/**
 * For tests: from now on ids follow from the seed. What hashes of ids decide, as who is held out of training, is then
 * the same on every run.
 */
export function drawIdsFrom(seed: string): void {
  let drawn = 0;
  draw = () => createHash('sha256').update(`${seed} ${drawn++}`).digest().subarray(0, 16);
  clock = () => Date.UTC(2026, 0, 1) + drawn;
  lastMs = 0;
}

/** A new id; ids of one process sort in the order they were made. */
export function newId(): string {
  const bytes = draw();
  const now = clock();
  if (now > lastMs) {
    lastMs = now;
    counter = bytes.readUInt16BE(6) & 0x7ff;
  } else if (++counter > 0xfff) {
    lastMs++;
    counter = 0;
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
