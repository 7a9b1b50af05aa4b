/**
 * Whether two pictures that are near by their weighed distance (picture-distance.ts) show one photo: boosted trees over
 * sixty differences of their statistics, which see what a sum cannot: a frame moves the outer rows of a hash and leaves colours
 * as they are, another shoe of the same kind moves all a little. Learnt on drawn pictures and their altered copies alone
 * (server/tooling/fit-picture-likeness.ts); the bounds are chosen on photos.
 */
import { bitsOfByte } from '../bit-count.ts';
import { imageStatsLength, statOffset } from './image-stats.ts';
import { partDistance, pictureParts } from './picture-distance.ts';
import { pictureTrees } from './picture-trees.ts';

/** Sum of the trees from which on nearly all altered copies lie that the distance lets through: what the desk is shown. */
export const shownLikenessMin = -2200;
/** From here on lie 95 of 100 altered copies of all, and one in a thousand strangers. */
export const filterLikenessMin = -630;

const hashBytes = 16;
/** Bytes of the histograms (colour, texture, edges) that are summed up. */
const groupBytes = 4;
const groups = statOffset.thumbnail / groupBytes;
const [thumbnailWide, thumbnailHigh] = [6, 8];
/** Grey, spread, white, white and spread of the border, chroma. */
const singleFrom = statOffset.grey;
const singles = statOffset.flags - statOffset.grey;

export const pictureFactCount =
  pictureParts.length + 1 + hashBytes + groups + singles + thumbnailHigh + thumbnailWide;

/**
 * Writes what tells two pictures apart, whole numbers all.
 * @param stats statistics of some pictures, one behind the other; `a` and `b` are their numbers
 */
export function writePictureFacts(stats: Uint8Array, a: number, b: number, out: Int16Array): void {
  let at = 0;
  let weighed = 0;
  for (const part of pictureParts) {
    const distance = partDistance(part, stats, a, b);
    weighed += part.weight * distance;
    out[at++] = distance;
  }
  out[at++] = weighed;
  const [one, other] = [a * imageStatsLength, b * imageStatsLength];
  for (let byte = statOffset.dHash; byte < statOffset.dHash + hashBytes; byte++)
    out[at++] = bitsOfByte[stats[one + byte] ^ stats[other + byte]];
  for (let from = 0; from < statOffset.thumbnail; from += groupBytes) {
    let sum = 0;
    for (let byte = from; byte < from + groupBytes; byte++)
      sum += Math.abs(stats[one + byte] - stats[other + byte]);
    out[at++] = sum;
  }
  for (let byte = singleFrom; byte < singleFrom + singles; byte++)
    out[at++] = Math.abs(stats[one + byte] - stats[other + byte]);
  writeThumbnails(stats, one, other, out, at);
}

/** Differences of the grey thumbnails by row and by column, each thumbnail without its picture's mean grey. */
function writeThumbnails(stats: Uint8Array, one: number, other: number, out: Int16Array, at: number): void {
  const brighter = stats[one + statOffset.grey] - stats[other + statOffset.grey];
  const [own, others] = [one + statOffset.thumbnail, other + statOffset.thumbnail];
  for (let sum = at; sum < at + thumbnailHigh + thumbnailWide; sum++) out[sum] = 0;
  for (let cell = 0; cell < thumbnailHigh * thumbnailWide; cell++) {
    const apart = Math.abs(stats[own + cell] - stats[others + cell] - brighter);
    out[at + Math.floor(cell / thumbnailWide)] += apart;
    out[at + thumbnailHigh + (cell % thumbnailWide)] += apart;
  }
}

/** Trees as tables: a node's left child stands behind it. */
interface TreeTable {
  /** Fact that a node looks at; `leaf` at a leaf. */
  facts: Uint8Array;
  /** How far behind a node its right child stands. */
  rights: Uint8Array;
  /** Goes left when the fact is at most so much; what a leaf adds. */
  values: Int16Array;
  /** First node of every tree. */
  roots: Int32Array;
  /** The most that a tree and those behind it can add. */
  mosts: Int32Array;
}

const leaf = 255;
const nodeBytes = 4;

/** Reads trees as fit-picture-likeness.ts writes them: fact, right child, value (16 bits, low byte first) of every node. */
export function readTrees(text: string): TreeTable {
  const bytes = Uint8Array.from(atob(text.replace(/\s/g, '')), (letter) => letter.charCodeAt(0));
  const count = bytes.length / nodeBytes;
  const facts = Uint8Array.from({ length: count }, (_, node) => bytes[nodeBytes * node]);
  const rights = Uint8Array.from({ length: count }, (_, node) => bytes[nodeBytes * node + 1]);
  const values = Int16Array.from(
    { length: count },
    (_, node) => bytes[nodeBytes * node + 2] | (bytes[nodeBytes * node + 3] << 8),
  );
  const roots: number[] = [];
  const largest: number[] = [];
  for (let node = 0, open = 0; node < count; node++) {
    if (open === 0) {
      roots.push(node);
      largest.push(Number.NEGATIVE_INFINITY);
      open = 1;
    }
    if (facts[node] === leaf) {
      largest[largest.length - 1] = Math.max(largest[largest.length - 1], values[node]);
      open--;
    } else open++;
  }
  const mosts = new Int32Array(roots.length + 1);
  for (let tree = roots.length - 1; tree >= 0; tree--) mosts[tree] = mosts[tree + 1] + largest[tree];
  return { facts, rights, values, roots: Int32Array.from(roots), mosts };
}

let table: TreeTable | null = null;
const own = new Int16Array(pictureFactCount);

/**
 * How likely two pictures show one photo: a sum of log-odds in thousandths; null where it is below `least`, which is known before
 * every tree has spoken.
 * @param stats statistics of some pictures, one behind the other; `a` and `b` are their numbers
 */
export function pictureLikeness(stats: Uint8Array, a: number, b: number, least: number): number | null {
  table ??= readTrees(pictureTrees);
  writePictureFacts(stats, a, b, own);
  return sumTrees(table, own, least);
}

function sumTrees(
  { facts, rights, values, roots, mosts }: TreeTable,
  of: Int16Array,
  least: number,
): number | null {
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree++) {
    if (sum + mosts[tree] < least) return null;
    let node = roots[tree];
    while (facts[node] !== leaf) node += of[facts[node]] <= values[node] ? 1 : rights[node];
    sum += values[node];
  }
  return sum < least ? null : sum;
}
