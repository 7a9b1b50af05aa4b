/** Freezes what a run trains on: people's decisions first, the sellers' given categories for the rest. */
import { createHash } from 'node:crypto';
import { newId } from '#server/db/uuid.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { toDocument } from '#server/representation/product-text.ts';
import { eachProduct, type ProductForModels } from '#server/representation/store.ts';
import { type DatasetItemRow, readGroups, readParents, saveDataset } from './store.ts';

export interface FrozenDataset {
  datasetId: string;
  sha256: string;
  productIds: string[];
  documents: TextDocument[];
  /** Category ids from the root to the leaf, an array per level; shallow leaves are repeated downwards. */
  labels: string[][];
  given: string[][];
  products: ProductForModels[];
}

/** From the root to the category; empty for one that the taxonomy does not hold. */
function pathTo(categoryId: string, parents: Map<string, string | null>): string[] {
  const path: string[] = [];
  for (
    let at: string | null = categoryId;
    at && parents.has(at) && path.length < 32;
    at = parents.get(at) ?? null
  )
    path.unshift(at);
  return path;
}

/** What training believes of a product: a decision outweighs what the seller gave. */
function labelOf(product: ProductForModels): { value: string; source: 'label' | 'given' } | null {
  if (product.currentSource === 'decision' && product.currentCategoryId)
    return { value: product.currentCategoryId, source: 'label' };
  const [given] = product.givenCategoryIds;
  return given ? { value: given, source: 'given' } : null;
}

/** 70 / 15 / 15 by the hash of the duplicate group, so that copies of a product never straddle splits (law 9). */
function splitOf(group: string): { split: string; groupHash: string } {
  const hash = createHash('sha256').update(group).digest();
  const share = hash.readUInt32BE(0) / 2 ** 32;
  return {
    split: share < 0.7 ? 'train' : share < 0.85 ? 'valid' : 'test',
    groupHash: hash.toString('hex').slice(0, 16),
  };
}

/** Freezes the catalog as it is now. The same content gives the same dataset. */
export async function freezeDataset(catalogId: string): Promise<FrozenDataset> {
  const [parents, groups] = await Promise.all([readParents(catalogId), readGroups(catalogId)]);
  const items: DatasetItemRow[] = [];
  const products: ProductForModels[] = [];
  const paths: string[][] = [];
  for await (const page of eachProduct(catalogId)) {
    for (const product of page) {
      const label = labelOf(product);
      const path = label ? pathTo(label.value, parents) : [];
      if (!label || path.length === 0) continue;
      products.push(product);
      paths.push(path);
      items.push({
        subjectId: product.id,
        ...label,
        ...splitOf(groups.get(product.id) ?? product.id),
        inputHash: product.inputHash,
      });
    }
  }
  const depth = Math.max(0, ...paths.map((path) => path.length));
  const sha256 = createHash('sha256').update(JSON.stringify(items)).digest('hex');
  const manifest = {
    rows: items.length,
    decided: items.filter((item) => item.source === 'label').length,
    levels: depth,
    frozenBy: 'given categories and decisions',
  };
  const datasetId = await saveDataset({ id: newId(), catalogId, sha256, manifest }, items);
  return {
    datasetId,
    sha256,
    productIds: products.map((product) => product.id),
    documents: products.map(toDocument),
    labels: Array.from({ length: depth }, (_, level) =>
      paths.map((path) => path[Math.min(level, path.length - 1)]),
    ),
    given: products.map((product) => product.givenCategoryIds),
    products,
  };
}
