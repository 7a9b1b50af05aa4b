/** Renders planned images to JPEG files. One libvips thread an image and a few at once: the bytes do not depend on timing. */
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { makeRng } from '#server/ml/rng.ts';
import { composePicture } from './compose-picture.ts';
import type { ImagePlan } from './schema.ts';
import { sellerByKey } from './sellers.ts';

sharp.concurrency(1);

function altered(plan: ImagePlan): { picture: Sharp; quality: number } {
  const rng = makeRng(plan.seed);
  const sizePx = plan.alteration === 'none' ? 400 : 320 + 16 * rng.below(11);
  const sellerKey = plan.file.split('/')[0];
  const watermark = plan.alteration === 'watermark' ? (sellerByKey.get(sellerKey)?.name ?? sellerKey) : '';
  const svg = composePicture({ product: plan.product, view: plan.view, sizePx, watermark });
  const picture = sharp(Buffer.from(svg));
  const quality = plan.alteration === 'recompress' ? 28 + rng.below(25) : 80 + rng.below(10);
  if (plan.alteration === 'mirror') picture.flop();
  if (plan.alteration === 'crop') {
    const margin = (): number => Math.round(sizePx * (0.02 + rng.next() * 0.09));
    const [left, top] = [margin(), margin()];
    picture.extract({ left, top, width: sizePx - left - margin(), height: sizePx - top - margin() });
  }
  if (plan.alteration === 'border') {
    const edge = 6 + rng.below(26);
    const background = ['#ffffff', '#1d1f22', '#c9402f', '#e8e2d4'][rng.below(4)];
    picture.extend({ top: edge, bottom: edge, left: edge, right: edge, background });
  }
  return { picture, quality };
}

/** Writes every image under the folder; `onDone` gets the running count. */
export async function renderImages(
  plans: readonly ImagePlan[],
  folder: string,
  onDone: (done: number) => void,
): Promise<void> {
  for (const part of new Set(plans.map((plan) => dirname(plan.file))))
    mkdirSync(join(folder, part), { recursive: true });
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < plans.length) {
      const plan = plans[next++];
      const { picture, quality } = altered(plan);
      await picture.flatten({ background: '#ffffff' }).jpeg({ quality }).toFile(join(folder, plan.file));
      onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
}
