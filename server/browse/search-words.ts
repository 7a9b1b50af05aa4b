/** What a person typed, as PostgreSQL's text search reads it. Pure. */
import { foldAccents } from '#server/ml/text/normalise.ts';

export interface SearchWords {
  /** Words that must be there as they are, for plainto_tsquery; may be empty. */
  whole: string;
  /** The word still being typed: letters and digits only, so that it is safe inside a tsquery. Null where there is none. */
  prefix: string | null;
}

/** The last word counts as a prefix, unless something stands behind it. Null where nothing is a word. */
export function searchWords(typed: string): SearchWords | null {
  const folded = foldAccents(typed.normalize('NFKC').toLowerCase());
  if (!/[\p{L}\p{N}]/u.test(folded)) return null;
  const last = /(?:^|\s)([\p{L}\p{N}]+)$/u.exec(folded);
  if (!last) return { whole: folded.trim(), prefix: null };
  return { whole: folded.slice(0, last.index).trim(), prefix: last[1] };
}

/** `4006381 333931` and `4006381-333931` as the 14 digits that a GTIN is kept in; null where it is none. */
export function asGtin(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{8,14}$/.test(digits) ? digits.padStart(14, '0') : null;
}

/** Escapes what LIKE reads as a pattern. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
