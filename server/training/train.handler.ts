/**
 * The `train` stage: freezes the dataset, trains embedder, categorizer and attributes, registers them, and writes out-of-fold
 * suggestions for every training product beside those of older models. Nothing is shown before a person promotes it.
 */
import { saveFoldSuggestions } from '#server/categorization/save-fold-suggestions.ts';
import type { CategorizerMeasures } from '#server/categorization/schema-evaluation.ts';
import { trainAttributeModel } from '#server/categorization/train-attributes.ts';
import {
  rowsMin,
  type TrainedCategorizer,
  type TrainingRows,
  trainCategorizer,
} from '#server/categorization/train-categorizer.ts';
import { workerThreads } from '#server/config/worker-threads.ts';
import type { ImageEncoder } from '#server/inference/image-encoder.ts';
import { type EmbedderFiles, embedWhenAsked, trainEmbedder } from '#server/inference/text-embedder.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';
import { registerModel } from '#server/registry/register-model.ts';
import { encoderForTraining } from '#server/representation/picture-encoder.ts';
import { pictureVectors } from '#server/representation/picture-vectors.ts';
import { documentFields, featureVersion } from '#server/representation/product-text.ts';
import { adoptRun, isExternal } from './adopt-run.ts';
import { type FrozenDataset, freezeDataset } from './freeze-dataset.ts';
import { findRun, type RunRow, readCategoryNames, updateRun } from './store.ts';
import { trainFilter } from './train-filter.ts';
import { trainPairs } from './train-pairs.ts';
import { watchMemory } from './watch-memory.ts';
import { RunWatch } from './watch-run.ts';

class Cancelled extends Error {}

function madeBy(): Record<string, string> {
  return { node: process.version, featureVersion, fields: documentFields.join(', ') };
}

/** Writes progress for the page, and stops where a person asked to. */
async function report(runId: string, signal: AbortSignal, progress: number, stage: string): Promise<void> {
  const run = await findRun(runId);
  if (run?.cancelledAt || signal.aborted)
    throw new Cancelled(signal.aborted ? 'the worker stops' : 'cancelled');
  await updateRun(runId, { progress, stage });
}

function scheduleOf(run: RunRow): 'visits' | 'plateau' {
  return (run.config as { schedule?: string }).schedule === 'plateau' ? 'plateau' : 'visits';
}

/** How often a run that computes looks whether somebody cancelled it. */
const lookEveryMs = 1000;

/** A signal that ends a run's threads once a person cancels it or the worker stops. */
function stopOn(runId: string, signal: AbortSignal): { signal: AbortSignal; end: () => void } {
  const stop = new AbortController();
  const look = async (): Promise<void> => {
    if (signal.aborted) stop.abort(new Cancelled('the worker stops'));
    else if ((await findRun(runId))?.cancelledAt) stop.abort(new Cancelled('cancelled'));
  };
  // A look that fails is made again; the next report fails with the same error.
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
  return { signal: stop.signal, end: () => clearInterval(timer) };
}

function trainedOnOf(run: RunRow, dataset: FrozenDataset): Record<string, unknown> {
  const { datasetId, sha256, productIds } = dataset;
  return { dataset: datasetId, datasetSha256: sha256, rows: productIds.length, seed: run.seed };
}

/** Registers the embedder and the categorizer of a run; the categorizer names its companions. */
async function register(
  run: RunRow,
  dataset: FrozenDataset,
  trained: TrainedCategorizer,
  embedder: EmbedderFiles,
  attributes: string | null,
): Promise<string> {
  const { catalogId } = run;
  const shared = { catalogId, origin: 'trained' as const, runId: run.id };
  const trainedOn = trainedOnOf(run, dataset);
  const embedderId = await registerModel({
    ...shared,
    files: { ...embedder },
    manifest: {
      kind: 'embedder',
      name: 'latent text',
      featureVersion,
      trainedOn,
      evaluation: null,
      madeBy: madeBy(),
    },
  });
  return registerModel({
    ...shared,
    files: trained.files,
    manifest: {
      kind: 'categorizer',
      name: trained.evaluation.heads?.join(' + ') ?? 'text',
      featureVersion,
      trainedOn: { ...trainedOn, embedder: embedderId, ...(attributes && { attributes }) },
      evaluation: { ...trained.evaluation },
      madeBy: madeBy(),
    },
  });
}

/** Products of one query. */
const pageSize = 1000;

/** The vector of each product's first picture; null where it has none that can be read. */
async function readPictures(
  productIds: string[],
  encoder: ImageEncoder | null,
): Promise<(Float32Array | null)[]> {
  const pictures: (Float32Array | null)[] = [];
  for (let from = 0; from < productIds.length; from += pageSize) {
    const ids = productIds.slice(from, from + pageSize);
    const found = await pictureVectors(ids, encoder?.version ?? pixelsVersion, encoder);
    for (const id of ids) pictures.push(found.get(id) ?? null);
  }
  return pictures;
}

async function train(
  run: RunRow,
  signal: AbortSignal,
  watch: RunWatch,
): Promise<{ modelVersionId: string; datasetId: string }> {
  await report(run.id, signal, 0.02, 'freezing the dataset');
  const dataset = await freezeDataset(run.catalogId);
  await report(run.id, signal, 0.04, 'learning the embedding');
  const embedder = await trainEmbedder(dataset.documents, run.seed);
  await report(run.id, signal, 0.045, 'reading the pictures');
  const encoder = await encoderForTraining(run.catalogId, run);
  const rows: TrainingRows = {
    documents: dataset.documents,
    labels: dataset.labels,
    fields: documentFields,
    given: dataset.given,
    categoryNames: await readCategoryNames(run.catalogId),
    pictures: await readPictures(dataset.productIds, encoder),
    pictureEncoder: encoder?.version ?? pixelsVersion,
  };
  let linear: CategorizerMeasures['linear'];
  const stop = stopOn(run.id, signal);
  const trained = await trainCategorizer(
    rows,
    embedWhenAsked(embedder),
    {
      ...{ threads: workerThreads(), seed: run.seed, cost: 1 },
      schedule: scheduleOf(run),
      signal: stop.signal,
      solved: (solved) => {
        linear = solved;
      },
      watch: (epochs, search) => watch.epochs(epochs, search),
    },
    (share, what) => report(run.id, signal, 0.05 + 0.85 * share, what),
  ).finally(stop.end);
  trained.evaluation.linear = linear;
  await watch.flush();
  await report(run.id, signal, 0.92, 'learning which attributes listings state');
  const attributes = await trainAttributeModel(
    {
      ...{ catalogId: run.catalogId, runId: run.id, productIds: dataset.productIds },
      ...{ trainedOn: trainedOnOf(run, dataset), madeBy: madeBy() },
    },
    { threads: workerThreads(), seed: run.seed },
  );
  const modelVersionId = await register(run, dataset, trained, embedder, attributes);
  await report(run.id, signal, 0.95, 'writing out-of-fold suggestions');
  const { productIds, inputHashes } = dataset;
  await saveFoldSuggestions(modelVersionId, { ...trained.outOfFold, productIds, inputHashes });
  return { modelVersionId, datasetId: dataset.datasetId };
}

/** By the kind of the run. */
function trainKind(
  run: RunRow,
  signal: AbortSignal,
  watch: RunWatch,
): Promise<{ modelVersionId: string; datasetId: string }> {
  const tell = (progress: number, stage: string): Promise<void> => report(run.id, signal, progress, stage);
  if (run.kind === 'pair-matcher') return trainPairs(run, tell, watch);
  if (run.kind === 'pair-filter') return trainFilter(run, tell);
  return isExternal(run.config) ? adoptRun(run, tell) : train(run, signal, watch);
}

export const handle: StageHandler = async ({ unitIds: [runId], signal }) => {
  const run = await findRun(runId);
  if (!run) return { notApplicable: [runId] };
  if (run.cancelledAt)
    return { notApplicable: [runId], write: (tx) => updateRun(runId, { state: 'cancelled' }, tx) };
  await updateRun(runId, { state: 'running', startedAt: run.startedAt ?? new Date(), failure: null });
  const watch = new RunWatch(runId);
  const memory = watchMemory(run.kind, workerThreads());
  try {
    const { modelVersionId, datasetId } = await trainKind(run, signal, watch);
    const trained = {
      modelVersionId,
      datasetId,
      versions: memory.end(),
      progress: 0.98,
      stage: 'evaluating',
    };
    return {
      done: [runId],
      wakes: [{ stage: 'evaluate', unitIds: [runId] }],
      write: (tx) => updateRun(runId, trained, tx),
    };
  } catch (error) {
    memory.end();
    if (signal.aborted) return { later: { unitIds: [runId], reason: 'the worker stopped', retryAfterMs: 0 } };
    if (error instanceof Cancelled) {
      return {
        notApplicable: [runId],
        write: (tx) => updateRun(runId, { state: 'cancelled', finishedAt: new Date() }, tx),
      };
    }
    const isTooFew = error instanceof RangeError;
    const reason =
      isTooFew && run.kind === 'categorizer' && !isExternal(run.config)
        ? `${error.message}; at least ${rowsMin} products with a category are needed`
        : (error as Error).message;
    const write = (tx: Parameters<typeof updateRun>[2]): Promise<void> =>
      updateRun(runId, { state: 'failed', failure: reason, finishedAt: new Date() }, tx);
    return isTooFew ? { failed: [{ id: runId, reason }], write } : { retry: [{ id: runId, reason }], write };
  }
};
