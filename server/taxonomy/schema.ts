import { z } from 'zod';
import type { MappingKind } from './rules-diff.ts';

export const planMigrationSchema = z.object({
  catalogId: z.uuid(),
  uploadId: z.uuid(),
  fileName: z.string().min(1).max(300),
});
export type PlanMigration = z.input<typeof planMigrationSchema>;

export const decideMappingSchema = z
  .object({
    migrationId: z.uuid(),
    fromId: z.uuid(),
    /** A category of the new version that everything goes to … */
    toId: z.uuid().nullable(),
    /** … or: people say it product by product. */
    perProduct: z.boolean(),
  })
  .refine((asked) => (asked.toId !== null) !== asked.perProduct, { message: 'one of the two' });
export type DecideMapping = z.input<typeof decideMappingSchema>;

export const endMigrationSchema = z.object({ migrationId: z.uuid(), act: z.enum(['apply', 'discard']) });

export const searchNewSchema = z.object({ migration: z.uuid(), q: z.string().trim().min(1).max(100) });

export interface NewCategory {
  id: string;
  name: string;
}

export interface MappingView {
  fromId: string;
  kind: MappingKind;
  from: string;
  /** Where it goes; null: nowhere yet, or product by product. */
  to: string | null;
  perProduct: boolean;
  proposals: NewCategory[];
  products: number;
  labels: number;
  decidedBy: string | null;
}

export interface MigrationView {
  id: string;
  from: string;
  to: string;
  createdBy: string;
  createdAt: string;
  counts: { kind: MappingKind; categories: number; products: number }[];
  /** Categories of the new version that no old one goes to. */
  added: number;
  /** Used categories that people have to decide about, the most used first; the first hundred. */
  questions: MappingView[];
  open: number;
}

export interface MigrationPage {
  draft: MigrationView | null;
  /** The version that products and labels go over to now, and how many of the products have. */
  applying: { to: string; products: number; of: number } | null;
  history: {
    id: string;
    to: string;
    state: string;
    endedBy: string | null;
    endedAt: string | null;
    counts: Record<string, number>;
  }[];
}

export type MigrationOutcome =
  | { ok: true; migrationId: string }
  | {
      ok: false;
      reason:
        | 'not-allowed'
        | 'unknown-catalog'
        | 'no-such-upload'
        | 'no-taxonomy'
        | 'same-version'
        | 'draft-open';
    }
  | { ok: false; reason: 'unreadable'; problem: string };

export type MappingOutcome =
  | { ok: true }
  | { ok: false; reason: 'not-allowed' | 'unknown-migration' | 'unknown-category' };

export type EndOutcome =
  | { ok: true }
  | { ok: false; reason: 'not-allowed' | 'unknown-migration' | 'open-questions' | 'changed' };

/** What a migration did: products and labels carried over, products asked about anew. */
export interface CarryCounts {
  products: number;
  labels: number;
  asked: number;
}
