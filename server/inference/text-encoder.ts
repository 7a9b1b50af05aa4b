/**
 * Any external ONNX text encoder with its tokenizer.json, plugged in by a manifest beside the files: the customer's own,
 * none is shipped. An int8 variant is another file and another manifest: `npm run bench -- images` measures both.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { type Feed, ModelFileError, type ModelSession, openModelBytes } from './session.ts';

const textManifestSchema = z.object({
  /** ONNX file, relative to the manifest. */
  file: z.string().min(1),
  /** tokenizer.json as tokenizers of this kind are published with, relative to the manifest. */
  tokenizer: z.string().min(1).default('tokenizer.json'),
  /** tokenizer_config.json; may be left out. */
  tokenizerConfig: z.string().min(1).optional(),
  /** Tokens beyond this are cut off; the last one, which closes a text, is kept. */
  tokensMax: z.number().int().min(4).max(8192).default(128),
  /** Token that fills short texts of a batch. */
  padId: z.number().int().nonnegative().default(0),
  /** Words that the encoder wants before every text, for example 'query: '. */
  prefix: z.string().default(''),
  /** Names of the inputs; the types are asked for only where the model has that input. */
  inputs: z
    .object({
      ids: z.string().default('input_ids'),
      mask: z.string().default('attention_mask'),
      types: z.string().default('token_type_ids'),
    })
    .default({ ids: 'input_ids', mask: 'attention_mask', types: 'token_type_ids' }),
  /** Name of the output that holds the vectors; the first one where it is left out. */
  output: z.string().optional(),
  /** Vectors [texts, tokens, size] become one a text: the mean over its own tokens, or the first token's. */
  pooling: z.enum(['mean', 'first']).default('mean'),
});
type TextManifest = z.infer<typeof textManifestSchema>;

export interface TextEncoder {
  /** Names what makes the vectors; of other bytes or settings comes another version. */
  version: string;
  /** Vectors of unit length in the order of the texts; null for a text without a word. */
  encode(texts: readonly string[]): Promise<(Float32Array | null)[]>;
  close(): Promise<void>;
}

/** Texts of one run: of near length, so that little is filled up. */
const batchTexts = 16;
/** Each run takes one core. */
const batchesInFlight = 4;

interface Batch {
  ids: number[][];
  width: number;
}

function toFeeds({ ids, width }: Batch, manifest: TextManifest, session: ModelSession): Record<string, Feed> {
  const shape = [ids.length, width];
  const fill = (value: (row: number, at: number) => number): Feed => ({
    shape,
    data: BigInt64Array.from({ length: ids.length * width }, (_, at) =>
      BigInt(value(Math.floor(at / width), at % width)),
    ),
  });
  const { inputs } = manifest;
  const feeds: Record<string, Feed> = { [inputs.ids]: fill((row, at) => ids[row][at] ?? manifest.padId) };
  if (session.inputs.includes(inputs.mask))
    feeds[inputs.mask] = fill((row, at) => (at < ids[row].length ? 1 : 0));
  if (session.inputs.includes(inputs.types)) feeds[inputs.types] = fill(() => 0);
  return feeds;
}

/** One vector a text from [texts, size] or [texts, tokens, size]; what fills short texts does not count. */
export function poolTokens(
  { shape, data }: Feed,
  lengths: readonly number[],
  pooling: 'mean' | 'first',
): Float32Array[] {
  const values = data as Float32Array;
  const size = shape[shape.length - 1];
  if (shape.length === 2) return lengths.map((_, row) => values.slice(row * size, (row + 1) * size));
  if (shape.length !== 3)
    throw new ModelFileError(`the encoder answers with shape ${shape.join(' × ')}; two or three are known`);
  return lengths.map((length, row) => {
    const from = row * shape[1] * size;
    if (pooling === 'first') return values.slice(from, from + size);
    const out = new Float32Array(size);
    for (let at = 0; at < length * size; at++) out[at % size] += values[from + at] / length;
    return out;
  });
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

/** Cuts to `tokensMax` and keeps the closing token. */
function cut(ids: number[], tokensMax: number): number[] {
  return ids.length <= tokensMax ? ids : [...ids.slice(0, tokensMax - 1), ids[ids.length - 1]];
}

async function readParts(
  manifestFile: string,
): Promise<{ manifest: TextManifest; model: Buffer; tokenizer: Tokenizer; version: string }> {
  try {
    const manifest = textManifestSchema.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
    const read = (name: string): Promise<Buffer> => readFile(path.resolve(path.dirname(manifestFile), name));
    const model = await read(manifest.file);
    const words = await read(manifest.tokenizer);
    const config = manifest.tokenizerConfig ? await read(manifest.tokenizerConfig) : Buffer.from('{}');
    const { file: _, ...settings } = manifest;
    const hash = createHash('sha256').update(model).update(words).update(config);
    const version = `text-${hash.update(JSON.stringify(settings)).digest('hex').slice(0, 16)}`;
    const tokenizer = new Tokenizer(JSON.parse(words.toString('utf8')), JSON.parse(config.toString('utf8')));
    return { manifest, model, tokenizer, version };
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new ModelFileError(
      `the text encoder ${manifestFile} cannot be opened: ${why.split('\n').join('; ')}`,
    );
  }
}

async function runBatch(
  session: ModelSession,
  manifest: TextManifest,
  output: string,
  ids: number[][],
): Promise<Float32Array[]> {
  const lengths = ids.map((own) => own.length);
  const answers = await session.run(toFeeds({ ids, width: Math.max(...lengths) }, manifest, session));
  return poolTokens(answers[output], lengths, manifest.pooling).map(toUnit);
}

/** Opens a text encoder by its manifest. Throws ModelFileError with one line where a file is no good. */
export async function openTextEncoder(manifestFile: string): Promise<TextEncoder> {
  const { manifest, model, tokenizer, version } = await readParts(manifestFile);
  const session = await openModelBytes(model).catch((error: Error) => {
    throw new ModelFileError(
      `the text encoder ${manifest.file} is no ONNX model: ${error.message.split('\n')[0]}`,
    );
  });
  const output = manifest.output ?? session.outputs[0];
  if (!session.outputs.includes(output))
    throw new ModelFileError(`the encoder has no output ${output}; there are ${session.outputs.join(', ')}`);
  if (!session.inputs.includes(manifest.inputs.ids))
    throw new ModelFileError(
      `the encoder has no input ${manifest.inputs.ids}; there are ${session.inputs.join(', ')}`,
    );
  return {
    version,
    encode: async (texts) => {
      const vectors = new Array<Float32Array | null>(texts.length).fill(null);
      const rows = [...texts.keys()].filter((row) => texts[row].trim() !== '');
      const ids = new Map(
        rows.map((row) => [row, cut(tokenizer.encode(manifest.prefix + texts[row]).ids, manifest.tokensMax)]),
      );
      const lengthOf = (row: number): number => ids.get(row)?.length ?? 0;
      const sorted = rows
        .filter((row) => lengthOf(row) > 0)
        .sort((a, b) => lengthOf(a) - lengthOf(b) || a - b);
      let next = 0;
      const lane = async (): Promise<void> => {
        while (next < sorted.length) {
          const batch = sorted.slice(next, next + batchTexts);
          next += batchTexts;
          const tokens = batch.map((row) => ids.get(row) ?? []);
          const found = await runBatch(session, manifest, output, tokens);
          batch.forEach((row, at) => {
            vectors[row] = found[at];
          });
        }
      };
      await Promise.all(Array.from({ length: batchesInFlight }, lane));
      return vectors;
    },
    close: () => session.close(),
  };
}
