/** Pixels for models: decoded with the limits of normalize-image.ts, on white, stretched to the size asked for. */
import sharp from 'sharp';
import { refuseUnsafeLoaders } from './normalize-image.ts';

refuseUnsafeLoaders();

/**
 * @returns width × height × 3 bytes, row by row, sRGB; null where the bytes are no picture that we take
 */
export async function decodeRgb(
  bytes: Buffer,
  widthPx: number,
  heightPx: number,
): Promise<Uint8Array | null> {
  try {
    const pixels = await sharp(bytes, { limitInputPixels: 40e6, failOn: 'warning' })
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(widthPx, heightPx, { fit: 'fill' })
      .raw()
      .toBuffer();
    return pixels.length === widthPx * heightPx * 3 ? pixels : null;
  } catch {
    return null;
  }
}
