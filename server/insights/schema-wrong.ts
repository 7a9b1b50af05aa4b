/** How many of the categories that sellers gave are wrong, as estimated. */
import { z } from 'zod';

const wrongShareSchema = z.object({
  /** Listed products with a category of the seller's own row. */
  rows: z.number(),
  /** Of them: decided by people, and of those with a wrong given category. */
  decided: z.number(),
  wrong: z.number(),
  /** Of the others: weighed by the model, and the model would rather have another category. */
  open: z.number(),
  doubted: z.number(),
  /** Estimated share of `rows`, decided ones included, and its 95 % interval. */
  share: z.number(),
  low: z.number(),
  high: z.number(),
});
export type WrongFigures = z.infer<typeof wrongShareSchema>;

const wrongGroupSchema = wrongShareSchema.extend({ id: z.string(), name: z.string() });
export type WrongGroup = z.infer<typeof wrongGroupSchema>;

export const wrongReportSchema = z.object({
  /** Null where there is nothing to estimate from. */
  all: wrongShareSchema.nullable(),
  /** Those with most wrong ones first, at most a thousand of each. */
  sellers: z.array(wrongGroupSchema),
  categories: z.array(wrongGroupSchema),
});
export type WrongReport = z.infer<typeof wrongReportSchema>;

export interface WrongView {
  madeAt: string;
  modelVersionId: string;
  report: WrongReport;
}
