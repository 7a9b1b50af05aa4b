/** Any external ONNX picture encoder, plugged in by a manifest beside its file: the customer's own, none is shipped. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ModelFileError, openModelBytes } from './session.ts';

const encoderManifestSchema = z.object({
  /** ONNX file, relative to the manifest. */
  file: z.string().min(1),
  widthPx: z.number().int().min(8).max(1024).default(224),
  heightPx: z.number().int().min(8).max(1024).default(224),
  /** A channel's input is (value / 255 − mean) / std. */
  mean: z.tuple([z.number(), z.number(), z.number()]).default([0, 0, 0]),
  std: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]).default([1, 1, 1]),
  layout: z.enum(['nchw', 'nhwc']).default('nchw'),
  /** Name of the output that holds the vector; the first one where it is left out. */
  output: z.string().optional(),
});
type EncoderManifest = z.infer<typeof encoderManifestSchema>;

export interface ImageEncoder {
  widthPx: number;
  heightPx: number;
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

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
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
  const session = await openModelBytes(bytes);
  const { widthPx, heightPx, layout } = manifest;
  const output = manifest.output ?? session.outputs[0];
  if (!session.outputs.includes(output))
    throw new ModelFileError(`the encoder has no output ${output}; there are ${session.outputs.join(', ')}`);
  const shape = layout === 'nchw' ? [1, 3, heightPx, widthPx] : [1, heightPx, widthPx, 3];
  return {
    widthPx,
    heightPx,
    encode: async (rgb) => {
      const answers = await session.run({ [session.inputs[0]]: { shape, data: toInput(rgb, manifest) } });
      return toUnit(Float32Array.from(answers[output].data as Float32Array));
    },
    close: () => session.close(),
  };
}
