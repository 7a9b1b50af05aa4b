/** Measures a pair filter on decided pairs of products that it never saw, and on what it would be asked in its catalog. */
import { filterPairs } from '#server/compute/filter-pairs.ts';
import { FilterScan } from '#server/compute/filter-scan.ts';
import { workerThreads } from '#server/config/worker-threads.ts';
import { readFilterRows } from '#server/duplicates/filter-examples.ts';
import { readFilter } from '#server/duplicates/pair-filter.ts';
import type { FilterMeasures } from '#server/duplicates/schema-evaluation.ts';
import { sampleListings } from '#server/duplicates/store-live.ts';
import { sampleTextCandidates } from '#server/duplicates/store-pairs.ts';
import { filterRecallMin, measureFilter } from '#server/duplicates/train-pair-filter.ts';
import { type FilterTree, passes } from '#server/ml/filter/filter-tree.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { toFilterExamples } from './filter-pairs.ts';
import { readPairItems } from './store-pairs.ts';

const candidatesMax = 20_000;
const listingsMax = 20_000;
/** Listings from which on all their pairs are worth threads: below it is a tenth of a second. */
const worthThreads = 8000;

async function countRefused(catalogId: string, filter: FilterTree): Promise<FilterMeasures['candidates']> {
  const pairs = await sampleTextCandidates(catalogId, candidatesMax);
  const { rows, rowOf } = await readFilterRows(
    catalogId,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  const refused = pairs.filter(
    ({ a, b }) => !passes(filter, rows, rowOf.get(a) ?? 0, rowOf.get(b) ?? 0),
  ).length;
  return { asked: pairs.length, refused };
}

async function countAllPairs(catalogId: string, filter: FilterTree): Promise<FilterMeasures['allPairs']> {
  const { rows } = await readFilterRows(catalogId, await sampleListings(catalogId, listingsMax));
  const threads = rows.count < worthThreads ? 1 : workerThreads();
  const found = await filterPairs(await FilterScan.open(filter, rows), threads, 0);
  return {
    listings: rows.count,
    pairs: (rows.count * (rows.count - 1)) / 2,
    passed: found.reduce((sum, one) => sum + one.passed, 0),
  };
}

export async function evaluateFilter(
  catalogId: string,
  datasetId: string,
  model: ModelFiles,
): Promise<FilterMeasures> {
  const filter = await readFilter(model);
  const { rows, heldOut } = await toFilterExamples(catalogId, await readPairItems(datasetId), []);
  const { pairs: learnt, anchors } = model.manifest.trainedOn;
  return {
    ...measureFilter(rows, filter, heldOut),
    learnt: Number(learnt),
    anchors: Number(anchors),
    recallMin: filterRecallMin,
    candidates: await countRefused(catalogId, filter),
    allPairs: await countAllPairs(catalogId, filter),
  };
}
