/** Freezes what a run trains on: people's decisions first, the sellers' given categories for the rest. */

import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { assignSplits } from '#server/labels/assign-splits.ts';
import { readSplits } from '#server/labels/store-splits.ts';
import { largest } from '#server/ml/largest.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { documentFields, toDocument } from '#server/representation/product-text.ts';
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
  /** What each product was when it was frozen. */
  inputHashes: string[];
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
  kept: readonly Candidate[],
): Record<string, number | Record<string, number>> {
  const splits: Record<string, number> = {};
  for (const { split } of items) splits[split] = (splits[split] ?? 0) + 1;
  const count = (lacks: (one: Candidate) => boolean): number => kept.filter(lacks).length;
  return {
    splits,
    leaves: new Set(kept.map(({ path }) => path[path.length - 1])).size,
    groups: new Set(items.map((item) => item.groupHash)).size,
    withoutDescription: count(({ document }) => !document[documentFields.indexOf('description')]),
    withoutBrand: count(({ document }) => !document[documentFields.indexOf('brand')]),
    withoutPrice: count(({ hasPrice }) => !hasPrice),
    withoutGivenCategory: count(({ given }) => given.length === 0),
  };
}

/** What is kept of a product: its texts as the models read them, never the row. */
interface Candidate {
  id: string;
  inputHash: string;
  document: TextDocument;
  given: string[];
  hasPrice: boolean;
  example: Example;
  /** Category ids from the root; one array for all of a category. */
  path: string[];
}

/** Products with something to believe of them. */
async function readCandidates(catalogId: string): Promise<Candidate[]> {
  const [parents, beliefs] = await Promise.all([readParents(catalogId), readBeliefs(catalogId)]);
  const inner = new Set(parents.values());
  const leaves = new Set([...parents.keys()].filter((id) => !inner.has(id)));
  const candidates: Candidate[] = [];
  // A category is named by a million products: its id and path are held once.
  const paths = new Map([...parents.keys()].map((id) => [id, pathTo(id, parents)]));
  const idOf = (id: string): string => paths.get(id)?.at(-1) ?? id;
  for await (const page of eachProduct(catalogId)) {
    for (const product of page) {
      const example = exampleOf(product, beliefs.get(product.id), parents, leaves);
      const path = example ? (paths.get(example.value) ?? []) : [];
      if (!example || path.length === 0) continue;
      candidates.push({
        ...{ id: product.id, inputHash: product.inputHash, path },
        document: toDocument(product),
        given: product.givenCategoryIds.map(idOf),
        hasPrice: product.priceMinor !== null,
        example: { ...example, value: idOf(example.value) },
      });
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
  const kept = candidates.filter(({ id }) => splits.has(id) && !golden.has(id));
  const items = kept.flatMap(({ id, example, inputHash }): DatasetItemRow[] => {
    const placed = splits.get(id);
    return placed ? [{ subjectId: id, ...example, ...placed, inputHash }] : [];
  });
  const sha256 = hashItems(items);
  const manifest = {
    rows: items.length,
    decided: items.filter((item) => item.source === 'label').length,
    levels: depthOf(kept),
    goldenLeftOut: golden.size,
    frozenBy: 'given categories and decisions',
    // What it was frozen under: a later reader must be able to tell what the labels meant.
    under,
    portrait: portraitOf(items, kept),
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
  return {
    ...frozen,
    productIds: kept.map(({ id }) => id),
    documents: kept.map(({ document }) => document),
    labels: Array.from({ length: depthOf(kept) }, (_, level) =>
      kept.map(({ path }) => path[Math.min(level, path.length - 1)]),
    ),
    given: kept.map(({ given }) => given),
    inputHashes: kept.map(({ inputHash }) => inputHash),
  };
}
