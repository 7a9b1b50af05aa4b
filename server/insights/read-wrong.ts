import type { WrongView } from './schema-wrong.ts';
import { findWrongReport } from './store-wrong.ts';

/** The last estimate of wrong given categories; null before there is one. */
export async function readWrong(catalogId: string): Promise<WrongView | null> {
  return findWrongReport(catalogId);
}
