/** What the features stage keeps of a picture: statistics and a descriptor, from one decoding. */
import { describedSidePx, describeImage } from '#server/ml/image/describe-image.ts';
import { imageStats } from '#server/ml/image/image-stats.ts';
import { decodeRgb } from './decode-rgb.ts';

/** Version of statistics and descriptor: a change in either means measuring every picture anew. */
export const pixelsVersion = 'pixels-1';

export interface MeasuredImage {
  /** server/ml/image/image-stats.ts */
  stats: Uint8Array;
  /** server/ml/image/describe-image.ts, unit length */
  descriptor: Float32Array;
}

/**
 * Measures a picture. libvips decodes on a thread of its own; the numbers take 0.3 ms of the caller's.
 * @param widthPx the picture's own size, for its aspect ratio
 * @returns null where the bytes are no picture that we take
 */
export async function measureImage(
  bytes: Buffer,
  widthPx: number,
  heightPx: number,
): Promise<MeasuredImage | null> {
  const rgb = await decodeRgb(bytes, describedSidePx, describedSidePx);
  return rgb && { stats: imageStats(rgb, widthPx, heightPx), descriptor: describeImage(rgb) };
}
