/** The `train` stage of a run that was trained elsewhere: calibrated on the validation split, measured on the test split. */
import { readFile } from 'node:fs/promises';
import { blobPath } from '#server/catalog/blob-store.ts';
import { adoptExternal, ExternalModel } from '#server/categorization/external-categorizer.ts';
import { suggestionsOf } from '#server/categorization/make-suggestion.ts';
import { saveFoldSuggestions } from '#server/categorization/save-fold-suggestions.ts';
import { type ExternalManifest, externalSchema } from '#server/categorization/schema-external.ts';
import { collectLabels, labelIds } from '#server/evaluation/label-levels.ts';
import { openModel } from '#server/inference/session.ts';
import { registerModel } from '#server/registry/register-model.ts';
import { featureVersion } from '#server/representation/product-text.ts';
import { type FrozenDataset, freezeDataset } from './freeze-dataset.ts';
import type { RunRow } from './store.ts';
import { readPathsByCode } from './store-external.ts';

/** Rows of the validation split and of the test split that a calibration and a measure need at the least. */
const rowsNeeded = 20;

export function isExternal(config: unknown): boolean {
  return typeof config === 'object' && config !== null && 'external' in config;
}

/** Category ids from the root of each class. Throws RangeError on codes that are no leaf of the catalog's taxonomy. */
async function pathsOf(catalogId: string, { classes }: ExternalManifest): Promise<string[][]> {
  const known = await readPathsByCode(catalogId, classes);
  const missing = classes.filter((code) => !known.has(code));
  if (missing.length > 0)
    throw new RangeError(
      `${missing.length} classes are no leaf categories of this catalog: ${missing.slice(0, 5).join(', ')}`,
    );
  return classes.map((code) => known.get(code) ?? []);
}

/** Rows of the dataset that the trainer was asked to leave alone, for calibrating and for measuring. */
function placesOf({ splits }: FrozenDataset): { held: number[]; test: number[] } {
  const rows = [...splits.keys()];
  const held = rows.filter((row) => splits[row] === 'validation');
  const test = rows.filter((row) => splits[row] === 'test' || splits[row] === 'unseen_seller');
  if (held.length < rowsNeeded || test.length < rowsNeeded)
    throw new RangeError(
      `${held.length} products of the validation split and ${test.length} of the test split are too few; ${rowsNeeded} of each are needed`,
    );
  return { held, test };
}

/** Adopts the model of a registered run. Throws RangeError on one that does not fit the catalog. */
export async function adoptRun(
  run: RunRow,
  report: (progress: number, stage: string) => Promise<void>,
): Promise<{ modelVersionId: string; datasetId: string }> {
  const manifest = externalSchema.parse((run.config as { external: unknown }).external);
  await report(0.05, 'freezing the dataset');
  const dataset = await freezeDataset(run.catalogId);
  const paths = await pathsOf(run.catalogId, manifest);
  const { held, test } = placesOf(dataset);
  // Classes of the model that the catalog has no product in are known paths too.
  const columns = dataset.labels.map((column, level) => [
    ...column,
    ...paths.map((path) => path[Math.min(level, path.length - 1)]),
  ]);
  const labels = collectLabels(
    columns.map((_, level) => `level ${level + 1}`),
    columns,
  );
  const training = labelIds(labels, columns);
  const rowsAt = (rows: number[]) => ({
    documents: rows.map((row) => dataset.documents[row]),
    truth: training.map((level) => Int32Array.from(rows, (row) => level[row])),
  });
  await report(0.2, 'opening the model');
  const session = await openModel(blobPath(manifest.sha256), manifest.sha256);
  const model = new ExternalModel(session, manifest, labels.classes, paths);
  await report(0.3, 'asking it about the validation and test splits');
  const adopted = await adoptExternal(model, labels, training, rowsAt(held), rowsAt(test)).finally(() =>
    session.close(),
  );
  await report(0.9, 'registering');
  const modelVersionId = await registerModel({
    catalogId: run.catalogId,
    origin: 'registered',
    runId: run.id,
    files: {
      model: await readFile(blobPath(manifest.sha256)),
      choices: Buffer.from(JSON.stringify(adopted.stored)),
      external: Buffer.from(JSON.stringify({ manifest, paths })),
    },
    manifest: {
      ...{ kind: 'categorizer', name: manifest.name, featureVersion, madeBy: manifest.madeBy },
      trainedOn: {
        ...manifest.trainedOn,
        'measured on dataset': dataset.sha256,
        'calibrated on rows': held.length,
      },
      evaluation: { ...adopted.evaluation },
    },
  });
  const suggest = suggestionsOf(adopted.scored);
  await saveFoldSuggestions(modelVersionId, {
    suggest: (row) => suggest(row, dataset.given[test[row]]),
    folds: new Int32Array(test.length),
    productIds: test.map((row) => dataset.productIds[row]),
    inputHashes: test.map((row) => dataset.inputHashes[row]),
  });
  return { modelVersionId, datasetId: dataset.datasetId };
}
