import { z } from 'zod';

export const labelKindSchema = z.enum(['category', 'pair']);
export const labelStateSchema = z.enum(['raw', 'agreed', 'disputed', 'excluded']);
export type LabelState = z.infer<typeof labelStateSchema>;

export const labelFilterSchema = z.object({
  kind: labelKindSchema.default('category'),
  state: labelStateSchema.optional(),
  /** Words of a product's title. */
  search: z.string().trim().max(200).optional(),
  actorId: z.string().max(100).optional(),
});
export type LabelFilter = z.infer<typeof labelFilterSchema>;

export const labelPageSchema = labelFilterSchema.extend({
  /** Id of the last label of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type LabelPageInput = z.infer<typeof labelPageSchema>;

export interface LabelView {
  id: string;
  kind: 'category' | 'pair';
  state: LabelState;
  subjectId: string;
  title: string;
  otherId: string | null;
  otherTitle: string | null;
  /** Path of the category, or the relation of the pair. */
  value: string;
  by: string;
  at: string;
  /** What others say of the same thing, where they differ. */
  others: { by: string; value: string }[];
}

export const reopenSchema = z.object({
  productId: z.uuid(),
  reason: z.string().trim().min(3).max(300),
});

export interface LabelPage {
  labels: LabelView[];
  /** Give as `after` for the next page; null at the end. */
  next: string | null;
  counts: { state: LabelState; count: number }[];
  /** Name of the person whose labels alone were asked for. */
  by: string | null;
}

export const exportWhatSchema = z.enum(['labels', 'pairs', 'clusters', 'records', 'catalog', 'differences']);
export type ExportWhat = z.infer<typeof exportWhatSchema>;
export const exportFormatSchema = z.enum([
  'csv',
  'jsonl',
  'parquet',
  'tfrecord',
  'huggingface',
  'labelstudio',
]);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** Formats for training frameworks hold examples: labels and pairs, divided into splits. */
const exampleFormats: readonly ExportFormat[] = ['tfrecord', 'huggingface', 'labelstudio'];

export const exportRequestSchema = z
  .object({
    what: exportWhatSchema,
    format: exportFormatSchema,
    filter: z
      .object({
        /** labels and pairs: only of this state; without it all but excluded ones. */
        state: labelStateSchema.optional(),
        /** catalog and differences: only this seller. */
        sellerKey: z.string().max(200).optional(),
      })
      .default({}),
  })
  .refine(({ what, format }) => !exampleFormats.includes(format) || what === 'labels' || what === 'pairs', {
    path: ['format'],
    message: 'only labels and pairs come in this format',
  });
export type ExportRequest = z.infer<typeof exportRequestSchema>;

export const labelImportRequestSchema = z.object({
  uploadId: z.uuid(),
  fileName: z.string().trim().min(1).max(200),
});

/** Why a row of a label file makes no label. */
export type LabelFault =
  | { code: 'no-product' | 'with-itself' | 'no-pair' | 'no-answer' | 'no-name' | 'no-annotation' }
  | { code: 'no-relation' | 'no-category'; value: string };

export interface LabelImportView {
  id: string;
  fileName: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  read: number;
  recorded: number;
  unchanged: number;
  rejected: number;
  /** `fault` is missing where the file itself could not be read there, and in imports from before there were codes. */
  rejects: { line: number; reason: string; fault?: LabelFault }[];
  failure: string | null;
  createdAt: string;
}

export interface ExportView {
  id: string;
  what: ExportWhat;
  format: ExportFormat;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'expired';
  rowsTotal: number | null;
  rowsDone: number;
  failure: string | null;
  bytes: number | null;
  sha256: string | null;
  createdAt: string;
  finishedAt: string | null;
  expiresAt: string | null;
}
