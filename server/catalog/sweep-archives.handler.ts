import { unpackedRoot } from './open-images.ts';
import { sweepUnpacked } from './open-tar.ts';

const idleMs = 24 * 3_600_000;

/** Unpacked image archives of yesterday go. */
export async function run(): Promise<void> {
  await sweepUnpacked(unpackedRoot(), idleMs, Date.now());
}
