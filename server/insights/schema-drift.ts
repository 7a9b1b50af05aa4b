import { z } from 'zod';

/** What a bin holds, where its name is no word of the data (a seller, the code of a language, a branch). */
const driftBinSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['rarer', 'unseen', 'there', 'missing', 'any']) }),
  z.object({ kind: z.literal('range'), from: z.number().nullable(), to: z.number().nullable() }),
]);
export type DriftBin = z.infer<typeof driftBinSchema>;

const driftFeatureSchema = z.object({
  name: z.string(),
  /** What products bring, or what the model makes of them. */
  kind: z.enum(['input', 'prediction']),
  psi: z.number(),
  divergence: z.number(),
  p: z.number(),
  state: z.enum(['steady', 'watch', 'alarm']),
  /** The bins that moved most, as shares. */
  moved: z.array(
    z.object({ name: z.string(), bin: driftBinSchema.optional(), before: z.number(), now: z.number() }),
  ),
  /** Products of the bin that grew most. */
  examples: z.array(z.object({ productId: z.string(), title: z.string() })),
});
export type DriftFeature = z.infer<typeof driftFeatureSchema>;

const driftWindowSchema = z.object({
  kind: z.enum(['week', 'import']),
  /** Id of the import, or first day of the week. */
  key: z.string(),
  name: z.string(),
  rows: z.number(),
  features: z.array(driftFeatureSchema),
});
export type DriftWindow = z.infer<typeof driftWindowSchema>;

/** What is kept of a look at a catalog. */
export const driftReportSchema = z.object({
  /** Training products compared with; a sample where there are more. */
  referenceRows: z.number(),
  windows: z.array(driftWindowSchema),
});
export type DriftReport = z.infer<typeof driftReportSchema>;

export interface DriftView {
  madeAt: string;
  modelVersionId: string;
  report: DriftReport;
}
