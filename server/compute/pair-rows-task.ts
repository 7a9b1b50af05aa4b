/** The work of `PairRows` as one thread does it: the features of some pairs. */
import { CatalogCorpus, type CatalogParts } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import type { PairFeatures } from '#server/ml/pairs/pair-features.ts';

export interface PairRowsTask {
  /** Equal for tasks over the same catalog as it was at one time: a thread keeps what it made of it. */
  key: number;
  catalog: CatalogParts;
  left: Int32Array;
  right: Int32Array;
}

let kept: { key: number; corpus: CatalogCorpus; features: PairFeatures } | null = null;

/** Values of all rows. */
export function runPairRowsTask({ key, catalog, left, right }: PairRowsTask): Float32Array {
  if (kept?.key !== key) {
    const corpus = new CatalogCorpus(catalog);
    kept = { key, corpus, features: catalogFeatures(corpus) };
  }
  return kept.features.rows(kept.corpus.text, left, right).values;
}
