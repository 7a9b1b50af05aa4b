/** How long models take for a product: models side by side in one process, in turns, so that a busy machine slows all alike. */
import type { ModelFiles } from '#server/registry/load-model.ts';
import { readProducts } from '#server/representation/store.ts';
import { openCategorizer } from './open-categorizer.ts';
import { activeEmbedderId, readRows } from './read-rows.ts';
import { readSampleIds } from './store-suggest.ts';

const productsMax = 100;
const rounds = 5;

/**
 * Milliseconds a product for each model, by its fastest of five rounds over the same products; reading them and asking for
 * neighbours is counted, opening the model is not. Null where the catalog has no product.
 */
export async function measureSpeed(
  catalogId: string,
  models: readonly ModelFiles[],
): Promise<number[] | null> {
  const products = await readProducts(await readSampleIds(catalogId, productsMax));
  if (products.length === 0) return null;
  const embedderId = await activeEmbedderId(catalogId);
  const fastest = models.map(() => Number.POSITIVE_INFINITY);
  const open = await Promise.all(models.map(openCategorizer));
  // The first round only warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const [at, categorizer] of open.entries()) {
      const startedAt = performance.now();
      const rows = await readRows(categorizer, products, embedderId);
      await categorizer.suggest(
        rows,
        products.map((product) => product.givenCategoryIds),
      );
      const took = (performance.now() - startedAt) / products.length;
      if (round > 0) fastest[at] = Math.min(fastest[at], took);
    }
  }
  return fastest;
}
