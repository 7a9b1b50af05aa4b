/** Brings the bytes of images in: from the folder or archive beside the feed, or by URL through the guarded fetcher. */
import type { StageHandler } from '#server/jobs/define-job.ts';
import { normalizeImage } from '#server/pixels/normalize-image.ts';
import { putBlob } from './blob-store.ts';
import { fetchGuarded } from './fetch-guarded.ts';
import { resolveStored } from './keep-upload.ts';
import { type ImageBytes, type ImageSource, openImages } from './open-images.ts';
import { type FetchedImage, readWaitingImages, saveFetchedImages, type WaitingImage } from './store-image.ts';
import { readAllowedHosts } from './store-settings.ts';

const lanes = 4;

interface Sources {
  folder: ImageSource | null;
  allowedHosts: readonly string[];
}

async function readBytes(image: WaitingImage, { folder, allowedHosts }: Sources): Promise<ImageBytes> {
  if (!image.source.startsWith('file:')) return fetchGuarded(image.source, allowedHosts);
  return folder
    ? folder.read(image.source.slice('file:'.length))
    : { ok: false, reason: 'no images came with the feed' };
}

async function bringIn(image: WaitingImage, sources: Sources): Promise<FetchedImage> {
  const failed = (reason: string): FetchedImage => ({
    id: image.id,
    state: 'failed',
    failure: reason,
    sha256: null,
    width: null,
    height: null,
    phash: null,
    bytes: 0,
  });
  const read = await readBytes(image, sources);
  if (!read.ok) return failed(read.reason);
  const normal = await normalizeImage(read.bytes);
  if (!normal.ok) return failed(normal.reason);
  const sha256 = await putBlob(normal.bytes);
  return {
    id: image.id,
    state: 'done',
    failure: null,
    sha256,
    width: normal.width,
    height: normal.height,
    phash: String(normal.phash),
    bytes: normal.bytes.length,
  };
}

export const handle: StageHandler = async ({ unitIds, signal }) => {
  const waiting = await readWaitingImages(unitIds);
  const places = [...new Set(waiting.map((image) => image.imagesPath))];
  const folders = new Map(
    await Promise.all(
      places.map(
        async (place) => [place, await openImages(place === null ? null : resolveStored(place))] as const,
      ),
    ),
  );
  const allowedHosts = await readAllowedHosts();
  const fetched: FetchedImage[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < waiting.length && !signal.aborted) {
      const image = waiting[next++];
      fetched.push(await bringIn(image, { folder: folders.get(image.imagesPath) ?? null, allowedHosts }));
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    for (const folder of folders.values()) folder?.close();
  }
  const done = fetched.filter((image) => image.state === 'done').map((image) => image.id);
  const found = new Set(waiting.map((image) => image.id));
  const seen = new Set(fetched.map((image) => image.id));
  return {
    done,
    failed: fetched.flatMap((image) => (image.failure ? [{ id: image.id, reason: image.failure }] : [])),
    // Replaced by a later import in the meantime.
    notApplicable: unitIds.filter((id) => !found.has(id)),
    later: {
      unitIds: waiting.filter((image) => !seen.has(image.id)).map((image) => image.id),
      reason: 'the worker stops',
      retryAfterMs: 0,
    },
    wakes: [
      {
        stage: 'features',
        unitIds: [...new Set(waiting.filter((image) => seen.has(image.id)).map((image) => image.productId))],
      },
    ],
    write: (tx) => saveFetchedImages(tx, fetched),
  };
};
