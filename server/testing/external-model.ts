/** A small ONNX categorizer as somebody might train it elsewhere: one-hot of whole texts, then weights. */
import { createHash } from 'node:crypto';
import { encodeModel, type OnnxNode } from '#server/inference/onnx-model.ts';

/**
 * @param texts of the first field; each speaks for the class of its place
 * @param columns fields that the model reads
 */
export function anExternalModel(
  texts: readonly string[],
  columns: number,
  change: { nodes?: OnnxNode[]; inputType?: 'string' | 'float' } = {},
): { bytes: Buffer; sha256: string } {
  const width = texts.length;
  const weights = Float32Array.from({ length: width * width }, (_, at) => (at % (width + 1) === 0 ? 6 : 0));
  const bytes = encodeModel({
    name: 'elsewhere',
    nodes: [
      {
        operator: 'TfIdfVectorizer',
        inputs: ['text'],
        outputs: ['seen'],
        attributes: {
          mode: 'TF',
          min_gram_length: 1,
          max_gram_length: 1,
          max_skip_count: 0,
          ngram_counts: [0],
          ngram_indexes: texts.map((_, at) => at),
          pool_strings: [...texts],
        },
      },
      { operator: 'MatMul', inputs: ['seen', 'weights'], outputs: ['logits'] },
      ...(change.nodes ?? []),
    ],
    inputs: [{ name: 'text', type: change.inputType ?? 'string', shape: ['rows', columns] }],
    outputs: [{ name: 'logits', type: 'float', shape: ['rows', width] }],
    initializers: [{ name: 'weights', shape: [width, width], data: weights }],
  });
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
