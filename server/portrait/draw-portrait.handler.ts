/** Draws the portrait of a catalog: pages of listings one after the other, so that it holds neither memory nor a lock. */
import type { StageHandler } from '#server/jobs/define-job.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';
import { drawMap } from './draw-map.ts';
import { Gatherer } from './gather.ts';
import type { Portrait } from './schema.ts';
import { countListed, readCategories, readListings, readSellers, savePortrait } from './store.ts';

const pageRows = 2000;
/** More listings than this say nothing more: shares of a sample this size are right to a fifth of a percent. */
const readMax = 250_000;

/** Null: interrupted. */
async function gather(catalogId: string, signal?: AbortSignal): Promise<Portrait | null> {
  const [products, categories, sellers] = await Promise.all([
    countListed(catalogId),
    readCategories(catalogId),
    readSellers(catalogId),
  ]);
  const leaves = [...categories.values()].filter((category) => category.isLeaf).length;
  const gatherer = new Gatherer({ categories, leaves, sellers });
  const oneIn = Math.ceil(products / readMax);
  let after: string | null = null;
  for (;;) {
    if (signal?.aborted) return null;
    const rows = await readListings(catalogId, { after, limit: pageRows, oneIn, pixelsVersion });
    for (const row of rows) gatherer.add(row);
    if (rows.length < pageRows) return gatherer.finish(products);
    after = rows[rows.length - 1].id;
  }
}

export const handle: StageHandler = async ({ catalogId, unitIds, signal }) => {
  const startedAt = performance.now();
  const gathered = await gather(catalogId, signal);
  const map = gathered && (await drawMap(catalogId, signal));
  if (!gathered || signal.aborted)
    return { later: { unitIds, reason: 'the worker stopped', retryAfterMs: 0 }, wakes: [] };
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    done: unitIds,
    wakes: [],
    write: (tx) => savePortrait(tx, catalogId, { portrait: { ...gathered, map }, seconds }),
  };
};
