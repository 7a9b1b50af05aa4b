import type { DriftView } from './schema-drift.ts';
import { findReport } from './store-drift.ts';

/** The last look at drift; null before there was one. */
export async function readDrift(catalogId: string): Promise<DriftView | null> {
  return findReport(catalogId);
}
