/** The picture encoder that this installation is given by a setting; none is shipped. What models learn from, and what reads for them. */
import { env } from '#server/config/env.ts';
import { type ImageEncoder, openImageEncoder } from '#server/inference/image-encoder.ts';

const opened = new Map<string, Promise<ImageEncoder>>();

/**
 * Opens the encoder of SHELFWISE_IMAGE_ENCODER; null where none is set. It stays open in this process.
 * Throws ModelFileError with one line where it cannot be opened.
 */
export async function pluggedEncoder(manifest = env().SHELFWISE_IMAGE_ENCODER): Promise<ImageEncoder | null> {
  if (!manifest) return null;
  const known = opened.get(manifest);
  if (known) return known;
  const opening = openImageEncoder(manifest);
  opened.set(manifest, opening);
  // A file that was mended is tried again.
  opening.catch(() => opened.delete(manifest));
  return opening;
}
