/** Pixels for models: decoded with the limits of normalize-image.ts, on white, in the size asked for. */
import sharp from 'sharp';
import { refuseUnsafeLoaders } from './normalize-image.ts';

refuseUnsafeLoaders();

/**
 * @param fit how a picture of other proportions is brought to the size: stretched, on white, or cut
 * @returns width × height × 3 bytes, row by row, sRGB; null where the bytes are no picture that we take
 */
export async function decodeRgb(
  bytes: Buffer,
  widthPx: number,
  heightPx: number,
  fit: 'fill' | 'contain' | 'cover' = 'fill',
): Promise<Uint8Array | null> {
  try {
    const pixels = await sharp(bytes, { limitInputPixels: 40e6, failOn: 'error' })
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(widthPx, heightPx, { fit, background: '#ffffff' })
      .raw()
      .toBuffer();
    return pixels.length === widthPx * heightPx * 3 ? pixels : null;
  } catch {
    return null;
  }
}

/** Bare decoding and resizing, no limits and no colours made sure of: what benchmarks measure ours against. */
export async function decodeBare(bytes: Buffer, widthPx: number, heightPx: number): Promise<Buffer> {
  return sharp(bytes).resize(widthPx, heightPx, { fit: 'fill' }).raw().toBuffer();
}
