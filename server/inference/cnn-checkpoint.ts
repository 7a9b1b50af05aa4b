/** Where a training of the net stands, as bytes: what is needed to go on as if it had never been interrupted. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CnnPlan } from './cnn-graph.ts';

/** How often held-out pictures are told right after an epoch: the mean over the levels. */
export interface CnnEpoch {
  epoch: number;
  loss: number;
  accuracy: number;
}

/** Arrays by name, in the order of the graph. */
export type CnnArrays = Map<string, Float32Array>;

export interface CnnProgress {
  /** Epochs that are done. */
  history: CnnEpoch[];
  /** Weights, statistics and momenta after the last epoch. */
  arrays: CnnArrays;
  /** Weights and statistics after the best epoch. */
  best: CnnArrays;
}

const headerSchema = z.object({
  format: z.literal('shelfwise cnn checkpoint 1'),
  training: z.string(),
  history: z.array(z.object({ epoch: z.number(), loss: z.number(), accuracy: z.number() })),
  sizes: z.array(z.tuple([z.enum(['arrays', 'best']), z.string(), z.number().int().min(0)])),
});

/** Names a training: of another plan, seed, picture or label comes another name, and its checkpoint is not taken up. */
export function trainingName(
  settings: { plan: CnnPlan; seed: number; epochs: number; isCropped: boolean },
  pictures: readonly Uint8Array[],
  labels: readonly Int32Array[],
): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const level of labels) hash.update(new Uint8Array(level.buffer, level.byteOffset, level.byteLength));
  for (const picture of pictures) hash.update(picture);
  return hash.digest('hex');
}

/** Four bytes with the length of a JSON header, the header, then the numbers in its order (float32 of this machine). */
export function encodeCheckpoint(training: string, { history, arrays, best }: CnnProgress): Buffer {
  const parts = { arrays, best };
  const all = (['arrays', 'best'] as const).flatMap((part) =>
    [...parts[part]].map(([name, data]) => ({ part, name, data })),
  );
  const sizes = all.map(({ part, name, data }): [typeof part, string, number] => [part, name, data.length]);
  const format = 'shelfwise cnn checkpoint 1';
  const header = Buffer.from(JSON.stringify({ format, training, history, sizes }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const numbers = all.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  return Buffer.concat([length, header, ...numbers]);
}

/** Where this training stands; null for bytes of another one, or broken ones. */
export function decodeCheckpoint(training: string, bytes: Uint8Array): CnnProgress | null {
  const buffer = Buffer.from(bytes);
  if (buffer.length < 4) return null;
  const start = 4 + buffer.readUInt32LE(0);
  let json: unknown;
  try {
    json = JSON.parse(buffer.subarray(4, start).toString('utf8'));
  } catch {
    return null;
  }
  const header = headerSchema.safeParse(json);
  if (!header.success || header.data.training !== training) return null;
  const { sizes, history } = header.data;
  if (buffer.length !== start + 4 * sizes.reduce((sum, [, , size]) => sum + size, 0)) return null;
  const progress: CnnProgress = { history, arrays: new Map(), best: new Map() };
  let at = start;
  for (const [part, name, size] of sizes) {
    // A copy: floats have to lie on a multiple of four.
    const numbers = Uint8Array.from(buffer.subarray(at, at + 4 * size));
    progress[part].set(name, new Float32Array(numbers.buffer));
    at += 4 * size;
  }
  return progress;
}
