/** Any external ONNX picture encoder, plugged in by a manifest beside its file: the customer's own, none is shipped. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { describedSidePx, describeImage } from '#server/ml/image/describe-image.ts';
import { cnnMean, cnnSidePx, cnnStd } from './cnn-pictures.ts';
import { patchedSidePx } from './patch-cells.ts';
import { openPatchEncoder } from './patch-encoder.ts';
import { type Feed, ModelFileError, openModelBytes } from './session.ts';

const encoderManifestSchema = z.object({
  /** ONNX file, relative to the manifest. */
  file: z.string().min(1),
  widthPx: z.number().int().min(8).max(1024).default(224),
  heightPx: z.number().int().min(8).max(1024).default(224),
  /** A channel's input is (value / 255 − mean) / std. */
  mean: z.tuple([z.number(), z.number(), z.number()]).default([0, 0, 0]),
  std: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]).default([1, 1, 1]),
  layout: z.enum(['nchw', 'nhwc']).default('nchw'),
  /** How a picture of other proportions is brought to that size: stretched, on white, or cut. */
  fit: z.enum(['fill', 'contain', 'cover']).default('fill'),
  /** Name of the output that holds the vector; the first one where it is left out. */
  output: z.string().optional(),
  /**
   * What becomes of an output of more than one vector: the mean over places (feature maps [1, size, height, width], tokens
   * [1, tokens, size]) or the first token. Left out, all numbers of the output are the vector.
   */
  pooling: z.enum(['mean', 'first']).optional(),
});
type EncoderManifest = z.infer<typeof encoderManifestSchema>;

export interface ImageEncoder {
  /** Names what makes the vectors: they are kept by (picture, version). Of other bytes or settings comes another version. */
  version: string;
  widthPx: number;
  heightPx: number;
  fit: 'fill' | 'contain' | 'cover';
  /** A vector of unit length from width × height × 3 bytes. */
  encode(rgb: Uint8Array): Promise<Float32Array>;
  close(): Promise<void>;
}

function toInput(rgb: Uint8Array, manifest: EncoderManifest): Float32Array {
  const area = manifest.widthPx * manifest.heightPx;
  const out = new Float32Array(area * 3);
  for (let at = 0; at < area; at++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = (rgb[3 * at + channel] / 255 - manifest.mean[channel]) / manifest.std[channel];
      out[manifest.layout === 'nchw' ? channel * area + at : 3 * at + channel] = value;
    }
  }
  return out;
}

/** The vector of an answer. Throws ModelFileError where the output has no shape to pool over. */
export function poolAnswer({ shape, data }: Feed, pooling: EncoderManifest['pooling']): Float32Array {
  const all = Float32Array.from(data as Float32Array);
  if (!pooling || shape.length === 2) return all;
  if (shape.length === 3) {
    const size = shape[2];
    if (pooling === 'first') return all.slice(0, size);
    const tokens = all.length / size;
    const out = new Float32Array(size);
    for (let at = 0; at < all.length; at++) out[at % size] += all[at] / tokens;
    return out;
  }
  if (shape.length === 4 && pooling === 'mean') {
    const area = shape[2] * shape[3];
    const out = new Float32Array(shape[1]);
    for (let at = 0; at < all.length; at++) out[Math.floor(at / area)] += all[at] / area;
    return out;
  }
  throw new ModelFileError(`an output of shape ${shape.join(' × ')} has no pooling '${pooling}'`);
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

/** Descriptors of our own (server/ml/image/describe-image.ts): nothing to train, nothing to open. */
export function descriptorEncoder(): ImageEncoder {
  return {
    version: 'descriptor-1',
    widthPx: describedSidePx,
    heightPx: describedSidePx,
    fit: 'fill',
    encode: async (rgb) => describeImage(rgb),
    close: async () => {},
  };
}

/** An encoder learnt from pictures of the set itself (patch-encoder.ts). */
export async function learntEncoder(bytes: Buffer): Promise<ImageEncoder> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return {
    version: `patches-${hash.slice(0, 16)}`,
    widthPx: patchedSidePx,
    heightPx: patchedSidePx,
    fit: 'fill',
    ...(await openPatchEncoder(bytes)),
  };
}

/** The version of an encoder: the hash of its bytes and of its settings, wherever its file lies. */
function versionOf(bytes: Uint8Array, { file: _, ...settings }: EncoderManifest): string {
  const hash = createHash('sha256').update(bytes).update(JSON.stringify(settings)).digest('hex');
  return `onnx-${hash.slice(0, 16)}`;
}

/** What the small net of cnn-training.ts reads, for the manifest beside its file. */
export function cnnManifest(file: string): EncoderManifest {
  const [mean, std] = [cnnMean, cnnStd].map((one): [number, number, number] => [one, one, one]);
  const sides = { widthPx: cnnSidePx, heightPx: cnnSidePx };
  return encoderManifestSchema.parse({ file, ...sides, mean, std, output: 'vector' });
}

/** The small net of cnn-training.ts: the same encoder, of the same version, as its file plugged in by its manifest. */
export async function cnnEncoder(bytes: Buffer): Promise<ImageEncoder> {
  return openEncoderBytes(bytes, cnnManifest('encoder.onnx'));
}

/** Opens an encoder by its manifest. Throws ModelFileError with one line where either file is no good. */
export async function openImageEncoder(manifestFile: string): Promise<ImageEncoder> {
  let manifest: EncoderManifest;
  let bytes: Buffer;
  try {
    manifest = encoderManifestSchema.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
    bytes = await readFile(path.resolve(path.dirname(manifestFile), manifest.file));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new ModelFileError(`the encoder ${manifestFile} cannot be opened: ${why.split('\n').join('; ')}`);
  }
  return openEncoderBytes(bytes, manifest);
}

async function openEncoderBytes(bytes: Buffer, manifest: EncoderManifest): Promise<ImageEncoder> {
  const session = await openModelBytes(bytes).catch((error: Error) => {
    throw new ModelFileError(
      `the encoder ${manifest.file} is no ONNX model: ${error.message.split('\n')[0]}`,
    );
  });
  const { widthPx, heightPx, layout, fit, pooling } = manifest;
  const output = manifest.output ?? session.outputs[0];
  if (!session.outputs.includes(output))
    throw new ModelFileError(`the encoder has no output ${output}; there are ${session.outputs.join(', ')}`);
  const shape = layout === 'nchw' ? [1, 3, heightPx, widthPx] : [1, heightPx, widthPx, 3];
  return {
    version: versionOf(bytes, manifest),
    widthPx,
    heightPx,
    fit,
    encode: async (rgb) => {
      const answers = await session.run({ [session.inputs[0]]: { shape, data: toInput(rgb, manifest) } });
      return toUnit(poolAnswer(answers[output], pooling));
    },
    close: () => session.close(),
  };
}
