import type { Portrait, PortraitView } from './schema.ts';
import { findPortrait } from './store.ts';

/** The last portrait of a catalog, and whether a new one is coming. */
export async function readPortrait(catalogId: string): Promise<PortraitView> {
  const row = await findPortrait(catalogId);
  if (!row) return { portrait: null, drawnAt: null, seconds: null, state: 'none', failure: null };
  return {
    portrait: row.portrait as Portrait | null,
    drawnAt: row.madeAt?.toISOString() ?? null,
    seconds: row.seconds,
    state: row.state === 'done' || row.state === 'failed' ? row.state : 'asked',
    failure: row.failure,
  };
}
