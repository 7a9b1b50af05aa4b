/** The trainable catalog with a photo and a material for each product: leaves are told apart by any part alone. */
import sharp from 'sharp';
import { putBlob } from '#server/catalog/blob-store.ts';
import type { Db } from '#server/db/client.ts';
import { newId } from '#server/db/uuid.ts';
import { makeRng } from '#server/ml/rng.ts';
import {
  aTrainableCatalog,
  type FixtureLeaf,
  fixtureLeaves,
  type TrainingFixture,
} from './training-fixture.ts';

const colours: Record<FixtureLeaf, [number, number, number]> = {
  kettles: [190, 60, 40],
  shoes: [40, 70, 180],
  phones: [60, 160, 70],
};
export const materials: Record<FixtureLeaf, string> = {
  kettles: 'steel',
  shoes: 'leather',
  phones: 'aluminium',
};

/** A photo of a leaf: a patch of its colour at a place and in a light of its own. */
export function aPhoto(leaf: FixtureLeaf, seed: number): Promise<Buffer> {
  const rng = makeRng(seed);
  const left = rng.below(20);
  const light = 0.8 + rng.next() * 0.4;
  const pixels = Uint8Array.from({ length: 80 * 60 * 3 }, (_, at) => {
    const x = Math.floor(at / 3) % 80;
    const isInside = x > left && x < left + 50;
    return Math.min(255, (isInside ? colours[leaf][at % 3] * light : 240) + rng.below(12));
  });
  return sharp(Buffer.from(pixels), { raw: { width: 80, height: 60, channels: 3 } })
    .jpeg()
    .toBuffer();
}

export async function aPicturedCatalog(db: Db, count: number): Promise<TrainingFixture> {
  const fixture = await aTrainableCatalog(db, count);
  for (const [at, productId] of fixture.products.entries()) {
    const leaf = fixtureLeaves[at % 3];
    const blobSha256 = await putBlob(await aPhoto(leaf, at));
    const image = { id: newId(), productId, position: 0, source: `file:${at}.jpg`, state: 'done' as const };
    await db.image.create({ data: { ...image, blobSha256, width: 80, height: 60 } });
    await db.product.update({
      where: { id: productId },
      data: { attributes: { material: materials[leaf] } },
    });
  }
  return fixture;
}
