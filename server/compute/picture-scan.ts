/** Nearest pictures by comparing with every one: some 50 M comparisons a second on one core. */

import { imageStatsLength } from '#server/ml/image/image-stats.ts';
import { isFlat, weighedDistance } from '#server/ml/image/picture-distance.ts';
import { pictureKernelText } from '#server/ml/wasm/picture-kernel.ts';
import { wasmModule } from './wasm-module.ts';

const pageBytes = 65_536;
/** Pictures compared between two looks at what was found. */
const blockPictures = 4096;
const outBytes = 8 * blockPictures;

export interface NearPicture {
  /** What the picture was added as. */
  owner: number;
  distance: number;
}

type Scan = (query: number, at: number, end: number, number: number, most: number, out: number) => number;

export class PictureScan {
  /** First the found pictures of a block, then the statistics. */
  private readonly memory = new WebAssembly.Memory({ initial: 4 });
  private readonly scan: Scan | null;
  private readonly owners: number[] = [];
  private room = 4 * pageBytes;

  private constructor(module: WebAssembly.Module | null) {
    const instance = module && new WebAssembly.Instance(module, { kernel: { memory: this.memory } });
    this.scan = instance ? (instance.exports.scan as Scan) : null;
  }

  static async open(): Promise<PictureScan> {
    return new PictureScan(await wasmModule('picture-distance', pictureKernelText));
  }

  get count(): number {
    return this.owners.length;
  }

  /** Adds a picture; one of a single colour is left out, since it is like every other such picture. */
  add(owner: number, stats: Uint8Array): void {
    if (stats.length !== imageStatsLength || isFlat(stats)) return;
    const at = outBytes + this.count * imageStatsLength;
    // Room for one more behind: vectors read past the last part.
    while (at + 2 * imageStatsLength > this.room) {
      const pages = Math.max(4, Math.ceil(this.room / pageBytes / 2));
      this.memory.grow(pages);
      this.room += pages * pageBytes;
    }
    new Uint8Array(this.memory.buffer).set(stats, at);
    this.owners.push(owner);
  }

  /**
   * The nearest pictures of one that was added, by place (the order of adding); of equally near ones those added first.
   * Each block tightens the bound for the next: a catalog that shows one stock photo ten thousand times costs no more.
   */
  nearest(place: number, most: number, countMax: number): NearPicture[] {
    let near: NearPicture[] = [];
    let bound = most;
    for (let first = 0; first < this.count && bound >= 0; first += blockPictures) {
      const last = Math.min(this.count, first + blockPictures);
      for (const [found, distance] of this.block(place, first, last, bound))
        if (found !== place) near.push({ owner: this.owners[found], distance });
      if (near.length < countMax) continue;
      near = near.sort((x, y) => x.distance - y.distance || x.owner - y.owner).slice(0, countMax);
      bound = near[countMax - 1].distance - 1;
    }
    return near.sort((x, y) => x.distance - y.distance || x.owner - y.owner);
  }

  /** How many of the pictures added after this one lie within a distance: what a run over all pairs counts. */
  countWithin(place: number, most: number): number {
    let count = 0;
    for (let first = place + 1; first < this.count; first += blockPictures)
      count += this.block(place, first, Math.min(this.count, first + blockPictures), most).length;
    return count;
  }

  private block(place: number, first: number, last: number, most: number): [number, number][] {
    if (!this.scan) return this.plainBlock(place, first, last, most);
    const address = (picture: number): number => outBytes + picture * imageStatsLength;
    const count = this.scan(address(place), address(first), address(last), first, most, 0);
    const found = new Int32Array(this.memory.buffer, 0, 2 * count);
    return Array.from({ length: count }, (_, at) => [found[2 * at], found[2 * at + 1]]);
  }

  /** What the kernel computes, where there are no vectors. */
  plainBlock(place: number, first: number, last: number, most: number): [number, number][] {
    const stats = new Uint8Array(this.memory.buffer, outBytes);
    const found: [number, number][] = [];
    for (let other = first; other < last; other++) {
      const distance = weighedDistance(stats, place, other);
      if (distance <= most) found.push([other, distance]);
    }
    return found;
  }
}
