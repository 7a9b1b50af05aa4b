import type { Actor } from '#server/auth/actor.ts';
import { resizeImage } from '#server/pixels/resize-image.ts';
import { readBlob } from './blob-store.ts';
import { findVisibleBlob } from './store-serve.ts';

/** Widths that pages ask for; any other would be a way to fill the machine with work. */
export const servedWidths = [160, 320, 1200] as const;
export type ServedWidth = (typeof servedWidths)[number];

export interface ServedImage {
  bytes: Buffer;
  type: 'image/jpeg' | 'image/webp';
  /** Changes with the bytes. */
  tag: string;
}

/** An image for a page: re-encoded bytes only, never what a seller sent. Null where there is none for this person. */
export async function serveImage(
  actor: Actor,
  imageId: string,
  width: ServedWidth,
): Promise<ServedImage | null> {
  const sha256 = await findVisibleBlob(actor, imageId);
  if (!sha256) return null;
  const bytes = await readBlob(sha256);
  const tag = `"${sha256.slice(0, 32)}-${width}"`;
  if (width === 1200) return { bytes, type: 'image/jpeg', tag };
  return { bytes: await resizeImage(bytes, width), type: 'image/webp', tag };
}
