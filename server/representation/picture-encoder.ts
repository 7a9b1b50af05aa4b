/**
 * Which encoder makes the vectors that categorizers read of pictures: descriptors (no encoder), one plugged in by a setting, or
 * one learnt from the catalog's own pictures, which is kept in the registry and named by the models that read its vectors.
 */
import { readBlob } from '#server/catalog/blob-store.ts';
import { env } from '#server/config/env.ts';
import { type ImageEncoder, learntEncoder } from '#server/inference/image-encoder.ts';
import { patchedSidePx } from '#server/inference/patch-cells.ts';
import { picturesMax, picturesMin, trainPatchEncoder } from '#server/inference/patch-encoder.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { decodeRgb } from '#server/pixels/decode-rgb.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';
import { loadLatestModel, type ModelFiles } from '#server/registry/load-model.ts';
import { registerModel } from '#server/registry/register-model.ts';
import { pluggedEncoder } from './plugged-encoder.ts';
import { readPictureHashes } from './store-images.ts';

/** The value of SHELFWISE_IMAGE_ENCODER that asks for an encoder learnt from the catalog's own pictures. */
export const learntSetting = 'learnt';

/** Learnt encoders that are open in this process. */
const opened = new Map<string, Promise<ImageEncoder>>();

async function openLearnt(files: ModelFiles): Promise<ImageEncoder> {
  const { name } = files.manifest;
  const known = opened.get(name);
  if (known) return known;
  const opening = files.read('model').then(learntEncoder);
  opened.set(name, opening);
  opening.catch(() => opened.delete(name));
  return opening;
}

/** The encoder that makes vectors of a version; null for descriptors, and where it is not to be had any more. */
export async function encoderOfVersion(version: string): Promise<ImageEncoder | null> {
  if (version === pixelsVersion) return null;
  if (env().SHELFWISE_IMAGE_ENCODER !== learntSetting) {
    const plugged = await pluggedEncoder();
    if (plugged?.version === version) return plugged;
  }
  const files = await loadLatestModel('image-encoder', { name: version });
  return files && openLearnt(files);
}

/** Pictures by hash, decoded, in a seeded order; those that cannot be read are passed over. */
async function decodeSample(hashes: readonly string[], seed: number): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = [];
  for (const sha256 of shuffle([...hashes], makeRng(seed))) {
    if (pictures.length === picturesMax) break;
    const bytes = await readBlob(sha256).catch(() => null);
    const rgb = bytes && (await decodeRgb(bytes, patchedSidePx, patchedSidePx, 'fill'));
    if (rgb) pictures.push(rgb);
  }
  return pictures;
}

/** A catalog that has doubled its pictures since learns anew, until it has more than are learnt from. */
function isOutgrown(files: ModelFiles, pictureCount: number): boolean {
  const learntFrom = Number(files.manifest.trainedOn.pictures);
  return learntFrom < picturesMax && Math.min(pictureCount, picturesMax) >= 2 * learntFrom;
}

/**
 * The encoder learnt from a catalog's pictures: the one in the registry, so that vectors are made once and a training that is
 * taken up again does not learn again, or a new one where there is none or the catalog has outgrown it.
 * @returns null where there are too few pictures
 */
export async function learntPictureEncoder(
  catalogId: string,
  run: { id: string; seed: number },
): Promise<ImageEncoder | null> {
  const hashes = await readPictureHashes(catalogId);
  const known = await loadLatestModel('image-encoder', { catalogId });
  if (known && !isOutgrown(known, hashes.length)) return openLearnt(known);
  const pictures = await decodeSample(hashes, run.seed);
  if (pictures.length < picturesMin) return null;
  const model = await trainPatchEncoder(pictures, run.seed);
  const encoder = await learntEncoder(model);
  await registerModel({
    catalogId,
    origin: 'trained',
    runId: run.id,
    files: { model },
    manifest: {
      kind: 'image-encoder',
      name: encoder.version,
      featureVersion: 'patches-1',
      trainedOn: { pictures: pictures.length, seed: run.seed },
      evaluation: null,
      madeBy: { node: process.version },
    },
  });
  opened.set(encoder.version, Promise.resolve(encoder));
  return encoder;
}

/** The encoder that a training's pictures go through, by the setting; null: descriptors. */
export async function encoderForTraining(
  catalogId: string,
  run: { id: string; seed: number },
): Promise<ImageEncoder | null> {
  return env().SHELFWISE_IMAGE_ENCODER === learntSetting
    ? learntPictureEncoder(catalogId, run)
    : pluggedEncoder();
}
