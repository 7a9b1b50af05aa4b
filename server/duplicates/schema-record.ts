import { z } from 'zod';
import type { GoldenField } from './schema-card.ts';

/** One of the sellers' listings that a record stands for. */
export interface RecordListing {
  productId: string;
  title: string;
  sellerName: string;
  /** Null where the feed has none. */
  sku: string | null;
  isDelisted: boolean;
}

/** A merge that is in force somewhere in a record. */
export interface RecordMerge {
  mergeId: string;
  at: string;
  /** Null where a policy made it. */
  by: string | null;
  /** Titles of what it put together. */
  titles: string[];
  /** Whether the one who asks may take it back. */
  mayUndo: boolean;
}

/** What stands for a listing now, however often it was merged: the listings of a record, and what they say together. */
export interface MergedRecord {
  /** The product that keeps its id. Any listing's id leads here for ever. */
  recordId: string;
  /** The record's own listing first. */
  listings: RecordListing[];
  /** Field by field with its source and the values that lose, of what is listed now. */
  fields: GoldenField[];
  /** Newest first. */
  merges: RecordMerge[];
}

export const takeApartSchema = z.object({
  catalogId: z.uuid(),
  mergeId: z.uuid(),
  idempotencyKey: z.string().min(8).max(100),
});
export type TakeApart = z.infer<typeof takeApartSchema>;

export type TakenApart =
  | { ok: true }
  | { ok: false; reason: 'not-found' | 'not-yours' | 'already-undone' | 'overtaken' };

/** What became of a cluster: any id that a cluster ever had leads to the one that holds its listings now. */
export interface ResolvedCluster {
  clusterId: string;
  state: 'proposed' | 'merged' | 'settled' | 'dissolved';
  revision: number;
  /** Empty where nothing holds together any more. */
  productIds: string[];
}
