import { PictureScan } from '#server/compute/picture-scan.ts';
import { pictureDistanceMax } from '#server/ml/image/picture-distance.ts';
import { candidateBounds } from '#server/ml/pairs/candidate-source.ts';

/** Pictures looked at: several may be of one listing, or of listings that are gone. */
const lookedAt = 4 * candidateBounds.picturesMax;

/** Near pictures of listings, by comparing with every picture of the catalog: 1.3 ms among 150,000. */
export class NearPictures {
  private readonly scan: PictureScan;
  /** First place of a record's pictures in the scan, and the place behind its last. */
  private readonly places = new Map<number, [number, number]>();

  private constructor(scan: PictureScan) {
    this.scan = scan;
  }

  static async open(): Promise<NearPictures> {
    return new NearPictures(await PictureScan.open());
  }

  /** Adds a picture of a record; all of one record in a row. */
  add(record: number, stats: Uint8Array): void {
    const before = this.scan.count;
    this.scan.add(record, stats);
    this.places.set(record, [this.places.get(record)?.[0] ?? before, this.scan.count]);
  }

  /** Records with the nearest pictures, at most `candidateBounds.picturesMax`. */
  near(record: number, gone: ReadonlySet<number>): number[] {
    const [from, to] = this.places.get(record) ?? [0, 0];
    const nearest = new Map<number, number>();
    for (let place = from; place < to; place++) {
      for (const { owner, distance } of this.scan.nearest(place, pictureDistanceMax, lookedAt)) {
        if (owner === record || gone.has(owner)) continue;
        nearest.set(owner, Math.min(distance, nearest.get(owner) ?? distance));
      }
    }
    return [...nearest]
      .sort((x, y) => x[1] - y[1] || x[0] - y[0])
      .slice(0, candidateBounds.picturesMax)
      .map(([owner]) => owner);
  }
}
