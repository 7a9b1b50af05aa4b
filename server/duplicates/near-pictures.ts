import { PictureScan } from '#server/compute/picture-scan.ts';

const none: readonly [number, number] = [0, 0];

/** Pictures of a catalog's listings, compared with every picture of the catalog. */
export class NearPictures {
  readonly scan: PictureScan;
  /** First place of a record's pictures in the scan, and the place behind its last. */
  private readonly places = new Map<number, readonly [number, number]>();

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

  /** Statistics of a record's first picture that is not of one colour; null without one. */
  firstOf(record: number): Uint8Array | null {
    const [from, to] = this.placesOf(record);
    return from < to ? this.scan.statsOf(from) : null;
  }

  placesOf(record: number): readonly [number, number] {
    return this.places.get(record) ?? none;
  }
}
