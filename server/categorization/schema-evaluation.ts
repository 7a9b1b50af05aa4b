/** What a training run measures of a categorizer: one definition for the run, its row and the page. */
import { z } from 'zod';

const levelMeasuresSchema = z.object({
  /** From 1, the root's children. */
  level: z.number(),
  classes: z.number(),
  accuracy: z.number(),
  weightedF1: z.number(),
  macroF1: z.number(),
  ece: z.number(),
  threshold: z.number().nullable(),
});

const evidenceMeasuresSchema = z.object({
  /** What was left of the products: names of text fields, and 'image'. */
  parts: z.array(z.string()),
  rows: z.number(),
  /** Per level: share of right answers with these parts alone, and of the same products with all they have. */
  levels: z.array(z.object({ accuracy: z.number(), whole: z.number(), ece: z.number() })),
});
export type EvidenceMeasures = z.infer<typeof evidenceMeasuresSchema>;

const categoryMeasuresSchema = z.object({
  categoryId: z.string(),
  rows: z.number(),
  /** F1 by text alone, and by pictures alone on the products that have one; null where no such head or product is. */
  text: z.number().nullable(),
  image: z.number().nullable(),
  imageRows: z.number(),
  fused: z.number(),
});
export type CategoryMeasures = z.infer<typeof categoryMeasuresSchema>;

const precisionMeasuresSchema = z.object({
  chosen: z.enum(['float32', 'int8']),
  rows: z.number(),
  /** Share of held-out first answers that int8 leaves as they are, per level. */
  equal: z.array(z.number()),
  /** Of the tables that a row is scored with. */
  float32Bytes: z.number(),
  int8Bytes: z.number(),
});
export type PrecisionMeasures = z.infer<typeof precisionMeasuresSchema>;

const decodingMeasuresSchema = z.object({
  levels: z.array(z.number()),
  distance: z.number(),
  mistakes: z.number(),
});

/** As evaluation/measure-tree.ts measures it. */
const treeMeasuresSchema = z.object({
  decoding: z.enum(['likeliest', 'least distance']),
  rows: z.number(),
  likeliest: decodingMeasuresSchema,
  nearest: decodingMeasuresSchema,
  stopped: z.object({ distance: z.number(), levels: z.number() }),
});

export const categorizerMeasuresSchema = z.object({
  rows: z.number(),
  levels: z.array(levelMeasuresSchema),
  /** Edges from answer to truth, by either way of decoding, out of fold; absent for models trained before it was measured. */
  tree: treeMeasuresSchema.optional(),
  /** What each missing part costs; absent for models trained before it was measured. */
  evidence: z.array(evidenceMeasuresSchema).optional(),
  /** Leaf categories with most products; absent for models trained before it was measured, and for those from outside. */
  categories: z.array(categoryMeasuresSchema).optional(),
  /** Right answers on the golden set, down to each level, with 95 % intervals; absent where none was judged yet. */
  golden: z
    .object({
      rows: z.number(),
      levels: z.array(z.object({ value: z.number(), low: z.number(), high: z.number() })),
    })
    .optional(),
  /** Milliseconds a product, and those of the model in use, measured in turns in one process. */
  speed: z
    .object({
      msPerProduct: z.number(),
      inUse: z.object({ modelVersionId: z.string(), msPerProduct: z.number() }).nullable(),
    })
    .optional(),
  /** Lead at the leaf over the model in use, on the same products, with its 95 % interval by the paired bootstrap. */
  beside: z
    .object({
      modelVersionId: z.string(),
      basis: z.enum(['golden', 'given']),
      rows: z.number(),
      difference: z.number(),
      low: z.number(),
      high: z.number(),
      p: z.number(),
    })
    .optional(),
  /** How the solver of the final linear model ended, over blocks of 32 classes: by its tolerance, or by the most passes. */
  linear: z
    .object({ blocks: z.number(), converged: z.number(), passesMean: z.number(), passesMax: z.number() })
    .optional(),
  /** Numbers that the text models are served with; absent for models trained before it was chosen, and from outside. */
  precision: precisionMeasuresSchema.optional(),
  /** Heads that answer together: text, image, neighbours. */
  heads: z.array(z.string()).optional(),
});
export type CategorizerMeasures = z.infer<typeof categorizerMeasuresSchema>;
