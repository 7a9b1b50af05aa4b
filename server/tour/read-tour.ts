import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { dataDir } from '#server/config/env.ts';
import { demoCatalogName, demoTruthFolder } from '#server/demo/load-paths.ts';
import type { Truth } from '#server/demo/schema.ts';
import { compareWithTruth } from './rules.ts';
import type { TourView } from './schema.ts';
import { readFoundListings } from './store.ts';

/** How much of what was planted the desk has found; null for every catalog but the demo. */
export async function readTour(catalog: { id: string; name: string }): Promise<TourView | null> {
  if (catalog.name !== demoCatalogName) return null;
  const text = await readFile(path.join(demoTruthFolder(dataDir()), 'truth.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  return compareWithTruth(await readFoundListings(catalog.id), JSON.parse(text) as Truth);
}
