import sharp from 'sharp';

/**
 * A smaller WebP of one of our own normalised pictures (normalize-image.ts has made them safe and upright).
 * `widthPx` bounds both sides; a picture is never enlarged.
 */
export async function resizeImage(bytes: Buffer, widthPx: number): Promise<Buffer> {
  return sharp(bytes)
    .resize(widthPx, widthPx, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer();
}
