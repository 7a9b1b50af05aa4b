import { z } from 'zod';
import type { Actor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { parseStored } from '#server/db/parse-stored.ts';
import { manifestSchema, modelKindSchema } from '#server/inference/manifest.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { type CardFacts, writeCard } from './rules-card.ts';
import type { ModelCard } from './schema-card.ts';
import { findRun } from './store.ts';
import { readActivations, readDatasetFacts, readEvaluations, readVersion } from './store-card.ts';

/** Card of the newest shipped model of a kind, from its manifest alone; null where none ships. */
export async function shippedCard(kind: string): Promise<ModelCard | null> {
  const known = modelKindSchema.safeParse(kind);
  const shipped = known.success ? await shippedModel(known.data) : null;
  if (!shipped) return null;
  return writeCard({
    id: kind,
    origin: 'shipped',
    ...{ sha256: null, catalog: null, createdAt: null, dataset: null, run: null },
    ...{ manifest: shipped.manifest, evaluations: [], history: [], isActive: true },
  });
}

async function trainingOf(runId: string | null): Promise<Pick<CardFacts, 'run' | 'dataset'>> {
  const run = runId ? await findRun(runId) : null;
  return { run, dataset: run?.datasetId ? await readDatasetFacts(run.datasetId) : null };
}

/**
 * The card of a model version, made from manifest, dataset, run, evaluations and audit.
 * @param id a version's id, or the kind of a shipped model
 * @returns null where there is none that this actor may see
 */
export async function readModelCard(actor: Actor, id: string): Promise<ModelCard | null> {
  if (!z.uuid().safeParse(id).success) return shippedCard(id);
  const version = await readVersion(id);
  if (!version) return null;
  if (version.catalogId && !(await maySeeCatalog(actor, version.catalogId))) return null;
  const [training, evaluations, history] = await Promise.all([
    trainingOf(version.runId),
    readEvaluations(id),
    readActivations(id),
  ]);
  const manifest = parseStored(manifestSchema, version.manifest, 'manifest');
  return writeCard({ ...version, manifest, ...training, evaluations, history });
}
