/** A training run of the pair filter: freezes decided pairs, learns a tree from them, registers. */
import { filterFiles } from '#server/duplicates/pair-filter.ts';
import { matcherInUse } from '#server/duplicates/pair-matcher.ts';
import { checkEnough, countProducts, trainPairFilter } from '#server/duplicates/train-pair-filter.ts';
import { filterVersion } from '#server/ml/filter/filter-facts.ts';
import { registerModel } from '#server/registry/register-model.ts';
import { toFilterExamples } from './filter-pairs.ts';
import { freezePairDataset } from './freeze-pair-dataset.ts';
import { freeAnchors } from './pair-examples.ts';
import type { RunRow } from './store.ts';
import { readSurePairs } from './store-pairs.ts';

const anchorsMax = 10_000;
/** A pair that the matcher in use is so sure of shows what candidates are like that people are not asked about. */
const sure = 0.98;

/** Throws RangeError on too few decided pairs. */
export async function trainFilter(
  run: RunRow,
  report: (progress: number, stage: string) => Promise<void>,
): Promise<{ modelVersionId: string; datasetId: string }> {
  const { catalogId } = run;
  await report(0.02, 'freezing decided pairs');
  const { datasetId, sha256, items } = await freezePairDataset(catalogId);
  const drawn = await readSurePairs(catalogId, await matcherInUse(catalogId), sure, anchorsMax);
  const anchors = freeAnchors(items, drawn);
  await report(0.1, 'reading listings');
  const { rows, teaching, heldOut } = await toFilterExamples(catalogId, items, anchors);
  checkEnough(teaching, heldOut);
  await report(0.5, 'learning from decided pairs');
  const tree = trainPairFilter(rows, teaching, countProducts(heldOut));
  await report(0.9, 'registering');
  const learnt = teaching.filter(({ group }) => group !== null).length;
  const modelVersionId = await registerModel({
    catalogId,
    origin: 'trained',
    runId: run.id,
    files: filterFiles(tree),
    manifest: {
      kind: 'pair-filter',
      name: 'learnt from decisions',
      featureVersion: filterVersion,
      trainedOn: {
        ...{ dataset: datasetId, datasetSha256: sha256, pairs: learnt },
        anchors: teaching.length - learnt,
      },
      evaluation: null,
      madeBy: { node: process.version, nodes: String(tree.fact.length) },
    },
  });
  return { modelVersionId, datasetId };
}
