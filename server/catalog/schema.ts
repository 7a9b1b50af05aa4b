/** What comes in at the catalog's doors. */
import { z } from 'zod';

const columnSchema = z.string().min(1).max(300);

/** Which column of a feed is which field. Columns under `attributes` are kept by their own names. */
export const importMappingSchema = z.object({
  fields: z.object({
    sku: columnSchema.optional(),
    title: columnSchema,
    brand: columnSchema.optional(),
    gtin: columnSchema.optional(),
    mpn: columnSchema.optional(),
    description: columnSchema.optional(),
    price: columnSchema.optional(),
    currency: columnSchema.optional(),
    popularity: columnSchema.optional(),
    url: columnSchema.optional(),
    locale: columnSchema.optional(),
    /** The seller's own category path. */
    category: columnSchema.optional(),
    /** Category of our taxonomy: an id or a path of names; of several columns, the levels from the root. */
    given: z.union([columnSchema, z.array(columnSchema).max(10)]).optional(),
    images: z.array(columnSchema).max(20).optional(),
    /** Where one file holds many sellers. */
    seller: columnSchema.optional(),
  }),
  /** Where one file is one seller. */
  seller: z.object({ key: z.string().min(1).max(200), name: z.string().min(1).max(200) }).optional(),
  attributes: z.array(columnSchema).max(500).default([]),
  locale: z.string().max(20).optional(),
  currency: z.string().length(3).optional(),
  /** Between the names of a given path; ` > `, ` / ` and ` | ` are understood unless told. */
  categorySeparator: z.string().max(10).optional(),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

export const importModeSchema = z.enum(['full', 'delta']);
export type ImportMode = z.infer<typeof importModeSchema>;

/** One row of a feed, read and checked. */
export interface ProductInput {
  sellerKey: string;
  sellerName: string;
  sku: string;
  title: string;
  brand: string | null;
  gtin: string | null;
  mpn: string | null;
  description: string | null;
  priceMinor: number | null;
  currency: string | null;
  attributes: Record<string, string>;
  locale: string | null;
  popularity: number | null;
  url: string | null;
  sellerCategoryPath: string | null;
  givenCategoryIds: string[];
  /** `https://…` or `file:<name>` for files beside the feed. */
  imageSources: string[];
}

export interface ImportCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  delisted: number;
}

/** An import as the page shows it. */
export interface ImportView extends ImportCounts {
  id: string;
  fileName: string;
  mode: string;
  state: string;
  failure: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** What a person sees before an import. */
export interface ImportPreview {
  format: string;
  columns: string[];
  rows: Record<string, string | null>[];
  /** Lines among the first ones that are no rows of the table, with the reason. */
  rejects: { line: number; reason: string }[];
  mapping: ImportMapping;
}

/** What is wrong with a cell. */
export type CellFault =
  | {
      code:
        | 'no-title'
        | 'no-seller'
        | 'price'
        | 'gtin'
        | 'currency'
        | 'popularity'
        | 'locale'
        | 'url'
        | 'category'
        /** Not in the taxonomy, and kept as the seller's own. */
        | 'category-kept'
        | 'picture'
        | 'long';
    }
  /** `row`, from 1: where the SKU stands already. */
  | { code: 'sku-twice'; sku: string; row: number };

/** A cell of the preview that will not be read as it stands. */
export interface CellProblem {
  /** Row of the preview, from 0. */
  row: number;
  column: string;
  fault: CellFault;
  /** The whole row will be refused. */
  isRejected: boolean;
}

/** Asks what an import of an upload would make of its first rows. */
export const checkRequestSchema = z.object({
  uploadId: z.uuid(),
  mapping: importMappingSchema,
  /** Whose taxonomy the given categories must be of; none while a new catalog is being made. */
  catalogId: z.uuid().optional(),
});
export type CheckRequest = z.infer<typeof checkRequestSchema>;

/** The form of the import page. */
export const importRequestSchema = z.object({
  uploadId: z.uuid(),
  fileName: z.string().min(1).max(300),
  imagesUploadId: z.uuid().optional(),
  mapping: importMappingSchema,
  mode: importModeSchema,
  /** An existing catalog, or the name of a new one. */
  catalogId: z.uuid().optional(),
  catalogName: z.string().trim().min(1).max(100).optional(),
  /** Taxonomy of a new catalog: an uploaded file, or the given paths of this very feed. */
  taxonomy: z
    .discriminatedUnion('from', [
      z.object({
        from: z.literal('upload'),
        uploadId: z.uuid(),
        fileName: z.string().min(1).max(300).optional(),
      }),
      z.object({ from: z.literal('feed') }),
      z.object({ from: z.literal('keep') }),
    ])
    .default({ from: 'keep' }),
});
export type ImportRequest = z.infer<typeof importRequestSchema>;
