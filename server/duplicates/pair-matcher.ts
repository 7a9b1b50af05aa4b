/** The pair model of a catalog: the active one, else the general one that ships with the product. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { manifestSchema } from '#server/inference/manifest.ts';
import { type ModelSession, openModel } from '#server/inference/session.ts';
import { pairFeatureVersion } from '#server/ml/pairs/catalog-features.ts';
import { loadActiveModel, loadModelVersion, type ModelFiles } from '#server/registry/load-model.ts';
import { registerModel } from '#server/registry/register-model.ts';

export interface PairMatcher {
  modelVersionId: string;
  session: ModelSession;
}

const shippedFolder = new URL('../../models/pair-matcher/1/', import.meta.url);

/** Takes the shipped model into the registry, once; it serves every catalog. */
async function shippedModel(): Promise<ModelFiles> {
  const folder = fileURLToPath(shippedFolder);
  const manifest = manifestSchema.parse(JSON.parse(await readFile(`${folder}manifest.json`, 'utf8')));
  const { files: _, ...rest } = manifest;
  const bytes = await readFile(`${folder}model.onnx`);
  const id = await registerModel({
    catalogId: null,
    origin: 'shipped',
    files: { model: bytes },
    manifest: rest,
  });
  const files = await loadModelVersion(id);
  if (!files) throw new Error('the shipped pair matcher could not be registered');
  return files;
}

let opened: { modelVersionId: string; session: Promise<ModelSession> } | null = null;

/** Opens the matcher; the session is kept while the version stays. Throws where it reads other features than ours. */
export async function openPairMatcher(catalogId: string): Promise<PairMatcher> {
  const files = (await loadActiveModel(catalogId, 'pair-matcher')) ?? (await shippedModel());
  if (files.manifest.featureVersion !== pairFeatureVersion)
    throw new Error(`the pair matcher reads ${files.manifest.featureVersion}, not ${pairFeatureVersion}`);
  if (opened?.modelVersionId !== files.modelVersionId) {
    const { path, sha256 } = files.file('model');
    opened = { modelVersionId: files.modelVersionId, session: openModel(path, sha256) };
    opened.session.catch(() => {
      opened = null;
    });
  }
  return { modelVersionId: files.modelVersionId, session: await opened.session };
}
