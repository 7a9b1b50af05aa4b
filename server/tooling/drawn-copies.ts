/** Drawn pictures of a generated catalog and an altered copy of each: what picture distance and likeness are learnt on. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { imageStatsLength } from '#server/ml/image/image-stats.ts';
import { isFlat } from '#server/ml/image/picture-distance.ts';
import { makeRng } from '#server/ml/rng.ts';
import { alterPicture, anyAlterations } from '#server/pixels/alter-picture.ts';
import { measureImage } from '#server/pixels/measure-image.ts';
import { drawPictures } from './generated-pairs.ts';

export interface Drawn {
  /** Statistics of the pictures, then of their altered copies. */
  stats: Uint8Array;
  count: number;
  /** Product that each shows. */
  thing: number[];
}

export async function drawCopies(seed: number, listings: number): Promise<Drawn> {
  const catalog = generateCatalog({ seed, listings });
  const scratch = mkdtempSync(join(tmpdir(), 'shelfwise-pictures-'));
  const rng = makeRng(seed);
  const [own, altered, thing]: [Uint8Array[], Uint8Array[], number[]] = [[], [], []];
  try {
    await drawPictures(join(scratch, 'catalog'), seed, listings);
    for (const listing of catalog.listings) {
      for (const { file } of listing.images) {
        const bytes = readFileSync(join(scratch, 'catalog', 'images', file));
        const copy = await alterPicture(bytes, anyAlterations(rng), rng);
        const [one, other] = [await measureImage(bytes, 1, 1), await measureImage(copy.bytes, 1, 1)];
        if (!one || !other || isFlat(one.stats) || isFlat(other.stats)) continue;
        own.push(one.stats);
        altered.push(other.stats);
        thing.push(catalog.truth.group[listing.key]);
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const stats = new Uint8Array(2 * own.length * imageStatsLength);
  [...own, ...altered].forEach((one, at) => {
    stats.set(one, at * imageStatsLength);
  });
  return { stats, count: own.length, thing };
}
