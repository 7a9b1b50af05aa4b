/** Freezes what a run trains on: people's decisions first, the sellers' given categories for the rest. */

import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { assignSplits } from '#server/labels/assign-splits.ts';
import { readSplits } from '#server/labels/store-splits.ts';
import { largest } from '#server/ml/largest.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { toDocument } from '#server/representation/product-text.ts';
import { eachProduct, type ProductForModels } from '#server/representation/store.ts';
import { type DatasetItemRow, hashItems } from './rules-dataset.ts';
import { type Belief, type Circumstances, readBeliefs, readCircumstances, readParents } from './store.ts';
import { saveDataset } from './store-dataset.ts';
import { readGoldenGroups } from './store-golden.ts';

export interface FrozenDataset {
  datasetId: string;
  sha256: string;
  productIds: string[];
  documents: TextDocument[];
  /** Category ids from the root to the leaf, an array per level; shallow leaves are repeated downwards. */
  labels: string[][];
  given: string[][];
  /** train | validation | test | unseen_seller | quarantined, a row each. */
  splits: string[];
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

type Example = { value: string; source: 'label' | 'given' };

/**
 * What training believes of a product: people's labels outweigh what the seller gave. Of people who disagree nobody is
 * believed, the seller neither. A label above the leaves ("kitchen, I cannot say which") keeps a given leaf below it and
 * contradicts any other; it is no class of its own.
 */
function exampleOf(
  product: ProductForModels,
  belief: Belief | undefined,
  parents: Map<string, string | null>,
  leaves: Set<string>,
): Example | null {
  const [given] = product.givenCategoryIds;
  if (!belief) return given ? { value: given, source: 'given' } : null;
  if (belief.disputed) return null;
  if (leaves.has(belief.value)) return { value: belief.value, source: 'label' };
  return given && pathTo(given, parents).includes(belief.value) ? { value: given, source: 'given' } : null;
}

/** Counts of what is in a dataset, for whoever opens it years later. */
function portraitOf(
  items: readonly DatasetItemRow[],
  products: readonly ProductForModels[],
  paths: readonly string[][],
): Record<string, number | Record<string, number>> {
  const splits: Record<string, number> = {};
  for (const { split } of items) splits[split] = (splits[split] ?? 0) + 1;
  const count = (lacks: (product: ProductForModels) => boolean): number => products.filter(lacks).length;
  return {
    splits,
    leaves: new Set(paths.map((path) => path[path.length - 1])).size,
    groups: new Set(items.map((item) => item.groupHash)).size,
    withoutDescription: count((product) => !product.description),
    withoutBrand: count((product) => !product.brand),
    withoutPrice: count((product) => product.priceMinor === null),
    withoutGivenCategory: count((product) => product.givenCategoryIds.length === 0),
  };
}

interface Candidate {
  product: ProductForModels;
  example: Example;
  /** Category ids from the root. */
  path: string[];
}

/** Products with something to believe of them. */
async function readCandidates(catalogId: string): Promise<Candidate[]> {
  const [parents, beliefs] = await Promise.all([readParents(catalogId), readBeliefs(catalogId)]);
  const inner = new Set(parents.values());
  const leaves = new Set([...parents.keys()].filter((id) => !inner.has(id)));
  const candidates: Candidate[] = [];
  for await (const page of eachProduct(catalogId)) {
    for (const product of page) {
      const example = exampleOf(product, beliefs.get(product.id), parents, leaves);
      const path = example ? pathTo(example.value, parents) : [];
      if (example && path.length > 0) candidates.push({ product, example, path });
    }
  }
  return candidates;
}

interface Frozen {
  datasetId: string;
  sha256: string;
  kept: Candidate[];
  splits: string[];
}

/**
 * Places the candidates and writes them, all as the clusters are at one moment: those change while products are read, and a
 * product placed by its group of before would stand beside a copy in another split.
 */
async function writeSnapshot(
  tx: Tx,
  catalogId: string,
  { candidates, under }: { candidates: readonly Candidate[]; under: Circumstances },
): Promise<Frozen> {
  const splits = await readSplits(catalogId, tx);
  // What a model is measured on it never sees, nor a copy of it.
  const golden = await readGoldenGroups(catalogId, tx);
  const kept = candidates.filter(({ product: { id } }) => splits.has(id) && !golden.has(id));
  const items = kept.flatMap(({ product, example }): DatasetItemRow[] => {
    const placed = splits.get(product.id);
    return placed ? [{ subjectId: product.id, ...example, ...placed, inputHash: product.inputHash }] : [];
  });
  const sha256 = hashItems(items);
  const paths = kept.map((one) => one.path);
  const manifest = {
    rows: items.length,
    decided: items.filter((item) => item.source === 'label').length,
    levels: depthOf(kept),
    goldenLeftOut: golden.size,
    frozenBy: 'given categories and decisions',
    // What it was frozen under: a later reader must be able to tell what the labels meant.
    under,
    portrait: portraitOf(
      items,
      kept.map((one) => one.product),
      paths,
    ),
  };
  const datasetId = await saveDataset(tx, { id: newId(), catalogId, sha256, manifest }, items);
  return { datasetId, sha256, kept, splits: items.map((item) => item.split) };
}

const depthOf = (kept: readonly Candidate[]): number =>
  largest(
    kept.map(({ path }) => path.length),
    0,
  );

/** Freezes the catalog as it is now. The same content gives the same dataset. */
export async function freezeDataset(catalogId: string): Promise<FrozenDataset> {
  await assignSplits(catalogId);
  const [candidates, under] = await Promise.all([readCandidates(catalogId), readCircumstances(catalogId)]);
  const { kept, ...frozen } = await inTransaction(
    (tx) => writeSnapshot(tx, catalogId, { candidates, under }),
    {
      timeoutMs: 120_000,
      isolationLevel: 'RepeatableRead',
    },
  );
  const products = kept.map((one) => one.product);
  return {
    ...frozen,
    productIds: products.map((product) => product.id),
    documents: products.map(toDocument),
    labels: Array.from({ length: depthOf(kept) }, (_, level) =>
      kept.map(({ path }) => path[Math.min(level, path.length - 1)]),
    ),
    given: products.map((product) => product.givenCategoryIds),
    products,
  };
}
