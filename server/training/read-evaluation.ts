/** The measures of an evaluation, as they lie in its row. */
import { z } from 'zod';

export const evaluationSchema = z.object({
  rows: z.number(),
  levels: z.array(
    z.object({
      level: z.number(),
      classes: z.number(),
      accuracy: z.number(),
      weightedF1: z.number(),
      macroF1: z.number(),
      ece: z.number(),
      threshold: z.number().nullable(),
    }),
  ),
});
