import { describe, expect, it } from 'vitest';
import { imageStatsLength, statFlag, statOffset } from '#server/ml/image/image-stats.ts';
import { pictureDistanceMax } from '#server/ml/image/picture-distance.ts';
import { pictureLikeness, shownLikenessMin } from '#server/ml/image/picture-likeness.ts';
import { makeRng } from '#server/ml/rng.ts';
import { PictureScan } from './picture-scan.ts';

/** Statistics of `count` pictures around a few centres, so that some pairs are near. */
function somePictures(count: number): Uint8Array[] {
  const rng = makeRng(8);
  const centres = Array.from({ length: 7 }, () =>
    Uint8Array.from({ length: imageStatsLength }, () => rng.below(256)),
  );
  return Array.from({ length: count }, (_, at) => {
    const own = centres[at % 7].map((byte) => (rng.below(30) === 0 ? rng.below(256) : byte));
    own[statOffset.flags] = 0;
    return own;
  });
}

describe('PictureScan', () => {
  it('finds with vectors what plain arithmetic finds, on every pair, across blocks and grown memory', async () => {
    const scan = await PictureScan.open();
    const pictures = somePictures(9000);
    pictures.forEach((stats, owner) => {
      scan.add(owner, stats);
    });
    expect(scan.count).toBe(9000);
    for (const place of [0, 5, 4095, 4096, 8999]) {
      const plain = scan
        .plainBlock(place, 0, scan.count, pictureDistanceMax)
        .map(([owner, distance]) => ({ owner, place: owner, distance }))
        .filter((one) => one.owner !== place)
        .sort((x, y) => x.distance - y.distance || x.owner - y.owner);
      expect(plain.length).toBeGreaterThan(50);
      expect(scan.nearest(place, pictureDistanceMax, 100_000)).toEqual(plain);
      const behind = plain.filter(({ owner }) => owner > place).length;
      expect(scan.countWithin(place, pictureDistanceMax)).toBe(behind);
      const few = scan.nearest(place, pictureDistanceMax, 5);
      expect(few.map((one) => one.distance)).toEqual(plain.slice(0, 5).map((one) => one.distance));
    }
  });

  it('looks into the pictures of another scan, and has a place of its own for what it finds', async () => {
    const scan = await PictureScan.open();
    somePictures(4500).forEach((stats, owner) => {
      scan.add(owner, stats);
    });
    const other = PictureScan.over(scan.share(), 7);
    for (const place of [1, 4097, 4499]) {
      const found = scan.nearest(place, pictureDistanceMax, 30);
      expect(other.nearest(place, pictureDistanceMax, 30)).toEqual(found);
    }
  });

  it('tells likeness by the statistics that were added, and of owners the likeliest first', async () => {
    const scan = await PictureScan.open();
    const pictures = somePictures(700);
    pictures.forEach((stats, owner) => {
      scan.add(owner, stats);
    });
    const both = new Uint8Array(2 * imageStatsLength);
    const likenessOf = (one: number, other: number): number | null => {
      both.set(pictures[one]);
      both.set(pictures[other], imageStatsLength);
      return pictureLikeness(both, 0, 1, shownLikenessMin);
    };
    for (const one of [0, 8, 0, 699]) {
      const within = scan.nearest(one, pictureDistanceMax, 1000);
      for (const { place } of within)
        expect(scan.likeness(one, place, shownLikenessMin)).toBe(likenessOf(one, place));
      const behind = within.filter(({ place }) => place > one && likenessOf(one, place) !== null);
      expect(scan.countLikely(one, pictureDistanceMax, shownLikenessMin)).toBe(behind.length);
      const owners = scan.nearOwners(one, [one, one + 1], 10, () => false);
      const likeness = owners.map((owner) => likenessOf(one, owner) ?? Number.NaN);
      expect(owners.length).toBeGreaterThan(3);
      expect(likeness).toEqual(likeness.toSorted((x, y) => y - x));
    }
  });

  it('keeps pictures of one colour out, and looks at no more than it needs where many are equal', async () => {
    const scan = await PictureScan.open();
    const [picture] = somePictures(1);
    const flat = picture.slice();
    flat[statOffset.flags] = statFlag.flat;
    scan.add(0, flat);
    expect(scan.count).toBe(0);
    for (let owner = 0; owner < 20_000; owner++) scan.add(owner, picture);
    const near = scan.nearest(3, pictureDistanceMax, 4);
    expect(near).toEqual([0, 1, 2, 4].map((owner) => ({ owner, place: owner, distance: 0 })));
  });
});
