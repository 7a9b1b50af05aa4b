/** Pictures as sellers alter them: cropped, brightened, framed, with a badge, compressed again. */
import sharp from 'sharp';
import type { Rng } from '#server/ml/rng.ts';

/** Most that is cut off in all, of either side. */
const cropMax = 0.15;

const between = (rng: Rng, low: number, high: number): number => low + rng.next() * (high - low);

interface Size {
  width: number;
  height: number;
}

async function cropped(bytes: Buffer, { width, height }: Size, rng: Rng): Promise<Buffer> {
  const [left, top] = [between(rng, 0, cropMax / 2) * width, between(rng, 0, cropMax / 2) * height].map(
    Math.floor,
  );
  const [right, bottom] = [between(rng, 0, cropMax / 2) * width, between(rng, 0, cropMax / 2) * height].map(
    Math.floor,
  );
  return sharp(bytes)
    .extract({ left, top, width: width - left - right, height: height - top - bottom })
    .png()
    .toBuffer();
}

async function framed(bytes: Buffer, { width, height }: Size, rng: Rng): Promise<Buffer> {
  const [x, y] = [between(rng, 0.01, 0.05) * width, between(rng, 0.01, 0.05) * height].map(Math.ceil);
  return sharp(bytes)
    .extend({ left: x, right: x, top: y, bottom: y, background: '#ffffff' })
    .png()
    .toBuffer();
}

/** A coloured bar with lighter stripes in it, as a price badge or a line of text. */
async function badged(bytes: Buffer, { width, height }: Size, rng: Rng): Promise<Buffer> {
  const [wide, high] = [
    Math.ceil(width * between(rng, 0.25, 0.6)),
    Math.ceil(height * between(rng, 0.05, 0.1)),
  ];
  const colour = [0, 1, 2].map(() => rng.below(256));
  const pixels = Buffer.alloc(wide * high * 3);
  for (let at = 0; at < wide * high; at++) {
    const isLetter = Math.floor((at % wide) / 4) % 2 === 0 && Math.floor(at / wide) % high > high / 4;
    for (let channel = 0; channel < 3; channel++) pixels[3 * at + channel] = isLetter ? 240 : colour[channel];
  }
  const [left, top] = [rng.below(width - wide), rng.below(height - high)];
  return sharp(bytes)
    .composite([{ input: pixels, raw: { width: wide, height: high, channels: 3 }, left, top }])
    .png()
    .toBuffer();
}

/** What may happen to a picture; each altered picture is brightened and compressed beside. */
const alterations = { crop: cropped, frame: framed, badge: badged } as const;
type Alteration = keyof typeof alterations;

const mixes: readonly (readonly Alteration[])[] = [['crop'], ['frame'], ['badge'], ['crop', 'badge'], []];

/** One of the mixes, drawn. */
export function anyAlterations(rng: Rng): readonly Alteration[] {
  return mixes[rng.below(mixes.length)];
}

/** One altered copy: JPEG bytes and size. */
export async function alterPicture(
  bytes: Buffer,
  kinds: readonly Alteration[],
  rng: Rng,
): Promise<{ bytes: Buffer } & Size> {
  let altered = bytes;
  for (const kind of kinds) {
    const { width = 1, height = 1 } = await sharp(altered).metadata();
    altered = await alterations[kind](altered, { width, height }, rng);
  }
  const { data, info } = await sharp(altered)
    .modulate({ brightness: between(rng, 0.85, 1.15), saturation: between(rng, 0.8, 1.2) })
    .jpeg({ quality: 40 + rng.below(50) })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
