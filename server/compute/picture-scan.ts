/**
 * Nearest pictures by comparing with every one. Statistics lie in shared memory in blocks, what is compared
 * first apart from the rest: it puts nine of ten pairs beyond the bound, and 32 bytes a picture stay in the cache. Several scans, one a thread, may
 * look into the same pictures.
 */
import { imageStatsLength } from '#server/ml/image/image-stats.ts';
import { isFlat, pictureDistanceMax, weighedDistance } from '#server/ml/image/picture-distance.ts';
import { pictureLikeness, shownLikenessMin } from '#server/ml/image/picture-likeness.ts';
import {
  blockBytes,
  blockPictures,
  frontBytes,
  frontLength,
  pictureKernelText,
  restBytes,
  restLength,
  type StatBytes,
} from '#server/ml/wasm/picture-kernel.ts';
import { wasmModule } from './wasm-module.ts';

const pageBytes = 65_536;
const pagesMax = 65_536;
/** Each scan writes what it finds in a block to a place of its own. */
const foundBytes = 8 * (blockPictures + 8);
const scansMax = 64;
const blocksFrom = foundBytes * scansMax;
/** Pictures looked at for each that is wanted: several may be of one owner, or of owners that are gone. */
const lookedAtEach = 4;

export interface NearPicture {
  /** What the picture was added as. */
  owner: number;
  /** The order in which it was added. */
  place: number;
  distance: number;
}

/** What scans of several threads need to look into the same pictures. */
export interface SharedPictures {
  module: WebAssembly.Module | null;
  memory: WebAssembly.Memory;
  owners: Int32Array;
  count: number;
}

type Scan = (
  query: number,
  queryRest: number,
  at: number,
  rest: number,
  count: number,
  number: number,
  most: number,
  out: number,
) => number;

export class PictureScan {
  private readonly module: WebAssembly.Module | null;
  private readonly memory: WebAssembly.Memory;
  private readonly scan: Scan | null;
  private readonly out: number;
  private owners: Int32Array;
  /** Two pictures to be compared, and the place of the first. */
  private readonly pair = new Uint8Array(2 * imageStatsLength);
  private pairPlace = -1;
  count = 0;

  private constructor({ module, memory, owners, count }: SharedPictures, number: number) {
    this.module = module;
    this.memory = memory;
    this.owners = owners;
    this.count = count;
    this.out = foundBytes * (number % scansMax);
    const instance = module && new WebAssembly.Instance(module, { kernel: { memory } });
    this.scan = instance ? (instance.exports.scan as Scan) : null;
  }

  static async open(): Promise<PictureScan> {
    const memory = new WebAssembly.Memory({
      initial: Math.ceil(blocksFrom / pageBytes),
      maximum: pagesMax,
      shared: true,
    });
    const module = await wasmModule('picture-distance', pictureKernelText);
    return new PictureScan(
      { module, memory, owners: new Int32Array(new SharedArrayBuffer(4096)), count: 0 },
      0,
    );
  }

  /** Looks into the pictures of another scan as they are now. `number` tells scans apart that look at the same time. */
  static over(pictures: SharedPictures, number: number): PictureScan {
    return new PictureScan(pictures, number);
  }

  share(): SharedPictures {
    return { module: this.module, memory: this.memory, owners: this.owners, count: this.count };
  }

  /** Adds a picture; one of a single colour is left out, since it is like every other such picture. */
  add(owner: number, stats: Uint8Array): void {
    if (stats.length !== imageStatsLength || isFlat(stats)) return;
    const place = this.count;
    const block = blockAt(place);
    const needed = Math.ceil((block + blockBytes) / pageBytes) - this.memory.buffer.byteLength / pageBytes;
    if (needed > 0) this.memory.grow(needed);
    const bytes = new Uint8Array(this.memory.buffer);
    const copy = (parts: readonly StatBytes[], address: number): void => {
      for (const { from, length, to } of parts) bytes.set(stats.subarray(from, from + length), address + to);
    };
    copy(restBytes, restAt(place));
    copy(frontBytes, frontAt(place));
    if (place >= this.owners.length) {
      const grown = new Int32Array(new SharedArrayBuffer(8 * this.owners.length));
      grown.set(this.owners);
      this.owners = grown;
    }
    this.owners[place] = owner;
    this.count++;
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
        if (found !== place) near.push({ owner: this.owners[found], place: found, distance });
      if (near.length < countMax) continue;
      near = near.sort((x, y) => x.distance - y.distance || x.owner - y.owner).slice(0, countMax);
      bound = near[countMax - 1].distance - 1;
    }
    return near.sort((x, y) => x.distance - y.distance || x.owner - y.owner);
  }

  /**
   * Other owners with a picture that shows the same photo as one of an owner's own may, likeliest first: of the nearest by
   * distance those that their likeness does not refuse.
   * @param places of the owner's first picture, and behind its last
   */
  nearOwners(
    owner: number,
    [from, to]: readonly [number, number],
    countMax: number,
    isGone: (owner: number) => boolean,
  ): number[] {
    const likeliest = new Map<number, number>();
    for (let place = from; place < to; place++) {
      for (const one of this.nearest(place, pictureDistanceMax, lookedAtEach * countMax)) {
        if (one.owner === owner || isGone(one.owner)) continue;
        const likeness = this.likeness(place, one.place, shownLikenessMin);
        if (likeness === null) continue;
        likeliest.set(one.owner, Math.max(likeness, likeliest.get(one.owner) ?? likeness));
      }
    }
    return [...likeliest]
      .sort((x, y) => y[1] - x[1] || x[0] - y[0])
      .slice(0, countMax)
      .map(([other]) => other);
  }

  /** How many of the pictures added after this one lie within a distance: what a run over all pairs counts. */
  countWithin(place: number, most: number): number {
    let count = 0;
    for (let first = place + 1; first < this.count; ) {
      const last = Math.min(this.count, first - (first % blockPictures) + blockPictures);
      count += this.scan
        ? this.scanBlock(place, first, last, most)
        : this.plainBlock(place, first, last, most).length;
      first = last;
    }
    return count;
  }

  /** How many of the pictures added after this one lie within a distance and are likely the same photo. */
  countLikely(place: number, most: number, least: number): number {
    let count = 0;
    for (let first = place + 1; first < this.count; ) {
      const last = Math.min(this.count, first - (first % blockPictures) + blockPictures);
      for (const [found] of this.block(place, first, last, most))
        if (this.likeness(place, found, least) !== null) count++;
      first = last;
    }
    return count;
  }

  /** Likeness of two pictures by place; null below `least`. */
  likeness(place: number, other: number, least: number): number | null {
    if (this.pairPlace !== place) {
      this.read(place, this.pair, 0);
      this.pairPlace = place;
    }
    this.read(other, this.pair, imageStatsLength);
    return pictureLikeness(this.pair, 0, 1, least);
  }

  /** Pictures [first, last) of one block that lie within a distance, and how far. */
  private block(place: number, first: number, last: number, most: number): [number, number][] {
    if (!this.scan) return this.plainBlock(place, first, last, most);
    const count = this.scanBlock(place, first, last, most);
    const found = new Int32Array(this.memory.buffer, this.out, 2 * count);
    return Array.from({ length: count }, (_, at) => [found[2 * at], found[2 * at + 1]]);
  }

  private scanBlock(place: number, first: number, last: number, most: number): number {
    const [front, rest] = [frontAt(place), restAt(place)];
    return this.scan?.(front, rest, frontAt(first), restAt(first), last - first, first, most, this.out) ?? 0;
  }

  /** What the kernel computes, where there are no vectors. */
  plainBlock(place: number, first: number, last: number, most: number): [number, number][] {
    const pair = new Uint8Array(2 * imageStatsLength);
    this.read(place, pair, 0);
    const found: [number, number][] = [];
    for (let other = first; other < last; other++) {
      this.read(other, pair, imageStatsLength);
      const distance = weighedDistance(pair, 0, 1);
      if (distance <= most) found.push([other, distance]);
    }
    return found;
  }

  /** Statistics of a picture, by place. */
  statsOf(place: number): Uint8Array {
    const stats = new Uint8Array(imageStatsLength);
    this.read(place, stats, 0);
    return stats;
  }

  /** Puts the statistics of a picture to a place in `to`. */
  private read(place: number, to: Uint8Array, at: number): void {
    const bytes = new Uint8Array(this.memory.buffer);
    const copy = (address: number, parts: readonly StatBytes[]): void => {
      for (const part of parts) {
        const from = address + part.to;
        to.set(bytes.subarray(from, from + part.length), at + part.from);
      }
    };
    copy(frontAt(place), frontBytes);
    copy(restAt(place), restBytes);
  }
}

const blockAt = (place: number): number => blocksFrom + Math.floor(place / blockPictures) * blockBytes;

const frontAt = (place: number): number => blockAt(place) + (place % blockPictures) * frontLength;

const restAt = (place: number): number =>
  blockAt(place) + blockPictures * frontLength + (place % blockPictures) * restLength;
