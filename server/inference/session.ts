/** ONNX sessions: loaded from checked files, run with one thread each; parallel work uses several sessions. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A model file is missing, changed, or no model of ours. */
export class ModelFileError extends Error {}

/** Largest model file that is opened: beyond it something else was uploaded. */
const bytesMax = 2 ** 31;

export interface Feed {
  shape: number[];
  data: Float32Array | Int32Array | BigInt64Array;
}

/** Texts, for models from outside that read them as they are. */
export interface TextFeed {
  shape: number[];
  data: string[];
}

export interface ModelSession {
  inputs: readonly string[];
  outputs: readonly string[];
  /** Runs one batch; outputs by name. */
  run(feeds: Record<string, Feed | TextFeed>): Promise<Record<string, Feed>>;
  close(): Promise<void>;
}

/** The bytes of a model's file after they were found to match. Throws ModelFileError. */
export async function readModelFile(file: string, sha256: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new ModelFileError(`the model file ${sha256} cannot be read: ${error.message}`);
  });
  if (bytes.length > bytesMax) throw new ModelFileError(`the model file ${sha256} is too large`);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256)
    throw new ModelFileError(`the model file ${sha256} was changed: its bytes hash to ${found}`);
  return bytes;
}

function toTensor(feed: Feed | TextFeed): Tensor {
  if (Array.isArray(feed.data)) return new Tensor('string', feed.data, feed.shape);
  if (feed.data instanceof Float32Array) return new Tensor('float32', feed.data, feed.shape);
  if (feed.data instanceof Int32Array) return new Tensor('int32', feed.data, feed.shape);
  return new Tensor('int64', feed.data, feed.shape);
}

/**
 * Opens a model from bytes in memory: no path in it can reach outside, since there is no folder.
 * @param threads of one run; more than one pays for training alone, where a step is long
 */
export async function openModelBytes(bytes: Uint8Array, threads = 1): Promise<ModelSession> {
  const session = await InferenceSession.create(bytes, {
    // Warnings about what its own optimiser removed are noise for an operator; errors are thrown.
    logSeverityLevel: 3,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Spinning threads cost 55 ms of CPU a sparse run against 2.3 (shared trials, STACK).
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
  });
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    run: async (feeds) => {
      const answers = await session.run(
        Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, toTensor(feed)])),
      );
      return Object.fromEntries(
        Object.entries(answers).map(([name, tensor]) => [
          name,
          { shape: [...tensor.dims], data: tensor.data as Feed['data'] },
        ]),
      );
    },
    close: () => session.release(),
  };
}

/** Opens a model file after its bytes were found to match. Throws ModelFileError. */
export async function openModel(file: string, sha256: string): Promise<ModelSession> {
  return openModelBytes(await readModelFile(file, sha256));
}
