/** Names of a catalog's categories in a further language, brought as a file. */
import { z } from 'zod';

export const addLocaleSchema = z.object({
  catalogId: z.uuid(),
  /** The same taxonomy in another language, in any form that a taxonomy is imported in. */
  uploadId: z.uuid(),
  locale: z
    .string()
    .trim()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'a language is two small letters: fr, or de-CH'),
});
export type AddLocale = z.infer<typeof addLocaleSchema>;

export type AddLocaleOutcome =
  /** named: categories that now have a name; unknown: ids of the file that the taxonomy has not. */
  | { ok: true; named: number; of: number; unknown: number }
  | { ok: false; reason: 'no-taxonomy' | 'no-upload' | 'unreadable' | 'no-id-known'; detail?: string };
