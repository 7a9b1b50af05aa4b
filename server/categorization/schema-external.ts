/** What somebody says of a categorizer that was trained elsewhere, and whether its file fits. Opens no model. */
import { z } from 'zod';
import type { OnnxFacts } from '#server/inference/inspect-onnx.ts';
import { dataType } from '#server/inference/onnx-model.ts';
import { documentFields } from '#server/representation/product-text.ts';

export const externalSchema = z.object({
  format: z.literal('shelfwise-external-1'),
  name: z.string().trim().min(1).max(100),
  /** Of the ONNX file, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Name of the input: strings, rows × fields. */
  input: z.string().min(1),
  fields: z.array(z.enum(documentFields)).min(1),
  /** Name of the output: float32, rows × classes. */
  output: z.string().min(1),
  answers: z.enum(['probabilities', 'logits']),
  /** Codes of leaf categories, in the order of the output. */
  classes: z.array(z.string().min(1)).min(2).max(50_000),
  /** What it was trained on, in the trainer's words: dataset hash, rows, seed. */
  trainedOn: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  madeBy: z.record(z.string(), z.string()).default({}),
});
export type ExternalManifest = z.infer<typeof externalSchema>;

/** What in the file does not fit what its manifest says; empty where it fits. */
export function misfitsOf(facts: OnnxFacts, manifest: ExternalManifest): string[] {
  const input = facts.inputs.find((port) => port.name === manifest.input);
  const output = facts.outputs.find((port) => port.name === manifest.output);
  const width = output?.shape[1] ?? null;
  return [
    ...(facts.inputs.length === 1 && input ? [] : [`it must have one input, ${manifest.input}`]),
    ...(input && input.type !== dataType.string ? [`the input ${manifest.input} must be strings`] : []),
    ...(input && input.shape.length !== 2 ? [`the input ${manifest.input} must be rows × fields`] : []),
    ...(output ? [] : [`it has no output ${manifest.output}`]),
    ...(output && output.type !== dataType.float ? [`the output ${manifest.output} must be float32`] : []),
    ...(width !== null && width !== manifest.classes.length
      ? [`the output has ${width} columns for ${manifest.classes.length} classes`]
      : []),
  ];
}
