/**
 * The one way in for foreign pictures: sniff, decode with hard limits, turn upright, re-encode. The original bytes are
 * never kept and never served (SAFETY 4); SVG, TIFF and AVIF are refused because libvips is not let near them.
 */
import sharp from 'sharp';

/** Loaders are blocked for the whole process, then the four formats that we take are let in again. */
export function refuseUnsafeLoaders(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadWebpBuffer',
      'VipsForeignLoadNsgifBuffer',
    ],
  });
  sharp.concurrency(1);
}

refuseUnsafeLoaders();

const sidePxMax = 1200;
const inputPixelsMax = 40e6;

export type NormalizedImage =
  | { ok: true; bytes: Buffer; width: number; height: number; phash: bigint }
  | { ok: false; reason: string };

function sniff(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12).toString('latin1');
  return (
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('\x89PNG\r\n') ||
    head.startsWith('GIF8') ||
    (head.startsWith('RIFF') && head.slice(8) === 'WEBP')
  );
}

/**
 * Difference hash of 9 × 8 grey pixels: bit i says that a pixel is darker than its right neighbour (Krawetz 2013).
 * Signed 64-bit, as the database keeps it. A flat picture hashes to 0.
 */
async function differenceHash(bytes: Buffer): Promise<bigint> {
  const grey = await sharp(bytes).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
  let hash = 0n;
  for (let y = 0; y < 8; y++)
    for (let x = 0; x < 8; x++) hash = (hash << 1n) | (grey[y * 9 + x] + 2 < grey[y * 9 + x + 1] ? 1n : 0n);
  return BigInt.asIntN(64, hash);
}

/** A JPEG of at most 1,200 px a side on white, or why the bytes are refused. */
export async function normalizeImage(bytes: Buffer): Promise<NormalizedImage> {
  if (!sniff(bytes)) return { ok: false, reason: 'not a JPEG, PNG, WebP or GIF image' };
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: inputPixelsMax, failOn: 'warning' })
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(sidePxMax, sidePxMax, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 86 })
      .toBuffer({ resolveWithObject: true });
    return {
      ok: true,
      bytes: data,
      width: info.width,
      height: info.height,
      phash: await differenceHash(data),
    };
  } catch (error) {
    return {
      ok: false,
      reason: `cannot be decoded: ${(error as Error).message.split('\n')[0].slice(0, 160)}`,
    };
  }
}
