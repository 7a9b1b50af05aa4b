/** A training run of the pair matcher: freezes decided pairs, learns from them, registers. */

import { chooseSecondLook, lookExamples } from '#server/duplicates/choose-second-look.ts';
import { openGeneralLook, openGeneralMatcher } from '#server/duplicates/general-models.ts';
import { openPairMatcher } from '#server/duplicates/pair-matcher.ts';
import { trainPairMatcher } from '#server/duplicates/train-pair-matcher.ts';
import { pairFeatureVersion } from '#server/ml/pairs/catalog-features.ts';
import { registerModel } from '#server/registry/register-model.ts';
import { freezePairDataset } from './freeze-pair-dataset.ts';
import { freeAnchors, toExamples } from './pair-examples.ts';
import type { RunRow } from './store.ts';
import { readSurePairs } from './store-pairs.ts';
import type { RunWatch } from './watch-run.ts';

const anchorsMax = 10_000;
/** A pair that the matcher in use is so sure of stays as it is, unless people's decisions outweigh it. */
const sure = 0.98;

/** Throws RangeError on too few decided pairs. */
export async function trainPairs(
  run: RunRow,
  report: (progress: number, stage: string) => Promise<void>,
  watch: RunWatch,
): Promise<{ modelVersionId: string; datasetId: string }> {
  const { catalogId, seed } = run;
  await report(0.02, 'freezing decided pairs');
  const { datasetId, sha256, items } = await freezePairDataset(catalogId);
  const inUse = await openPairMatcher(catalogId);
  const drawn = await readSurePairs(catalogId, inUse.modelVersionId, sure, anchorsMax);
  const anchors = freeAnchors(items, drawn);
  await report(0.1, 'reading listings');
  const examples = await toExamples(catalogId, items, anchors);
  await report(0.3, 'learning from decided pairs');
  const trained = await trainPairMatcher(examples, await openGeneralMatcher(), seed, (step) =>
    watch.tree(step),
  );
  await watch.flush();
  await report(0.6, 'learning from what stands around them');
  const look = await chooseSecondLook(await lookExamples(examples, trained), await openGeneralLook());
  await report(0.9, 'registering');
  const modelVersionId = await registerModel({
    catalogId,
    origin: 'trained',
    runId: run.id,
    files: { ...trained.files, ...look.files },
    manifest: {
      kind: 'pair-matcher',
      name: 'retrained on decisions',
      featureVersion: pairFeatureVersion,
      trainedOn: {
        dataset: datasetId,
        datasetSha256: sha256,
        pairs: items.length,
        anchors: anchors.length,
        secondLook: look.kind,
        secondLookLosses: look.losses,
        seed,
      },
      evaluation: null,
      madeBy: {
        node: process.version,
        features: String(trained.features.length),
        trees: String(trained.trees),
      },
    },
  });
  return { modelVersionId, datasetId };
}
