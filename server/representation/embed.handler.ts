/** The `embed` stage: the vector of each product under the active embedder. */
import type { StageHandler } from '#server/jobs/define-job.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { openEmbedder } from './embedder.ts';
import { saveEmbeddings } from './group-embeddings.ts';
import { toDocument } from './product-text.ts';
import { readProducts } from './store.ts';

export const handle: StageHandler = async ({ catalogId, unitIds }) => {
  const files = await loadActiveModel(catalogId, 'embedder');
  if (!files) return { later: { unitIds, reason: 'no embedder is active yet', wholeQueue: true } };
  const embedder = await openEmbedder(files);
  const products = await readProducts(unitIds);
  const vectors = await embedder.embed(products.map(toDocument));
  const rows = products.flatMap((product, at) => {
    const vector = vectors[at];
    return vector ? [{ productId: product.id, vector }] : [];
  });
  const embedded = new Set(rows.map((row) => row.productId));
  return {
    done: [...embedded],
    notApplicable: unitIds.filter((id) => !embedded.has(id)),
    write: (tx) => saveEmbeddings(tx, embedder.modelVersionId, rows),
  };
};
