/**
 * Vectors for `bench -- knn`: embeddings of generated listings by the product's own embedder, or drawn ones. The first `count`
 * are to be stored, the last `held` are asked about and not stored.
 */
import { closeSync, existsSync, openSync, readSync, writeSync } from 'node:fs';
import { embeddingSize, openEmbedderFiles, trainEmbedder } from '#server/inference/text-embedder.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { makeRng, type Rng, shuffle } from '#server/ml/rng.ts';
import { toDocument } from '#server/representation/product-text.ts';
import { type GeneratedListing, GeneratedListings } from './generated-listings.ts';

export interface VectorSet {
  count: number;
  held: number;
  /** (count + held) × `embeddingSize`, each of length 1. */
  all: Float32Array;
  /** Product that each listing stands for, and a number for its language; zeros where vectors are drawn. */
  products: Int32Array;
  locales: Int32Array;
}

const seed = 8128;
const size = embeddingSize;
/** Directions in which the vectors of one centre differ: embeddings do not fill their space. */
const rank = 24;
const vectorsACentre = 200;

function emptySet(count: number, held: number): VectorSet {
  const total = count + held;
  return {
    count,
    held,
    all: new Float32Array(total * size),
    products: new Int32Array(total),
    locales: new Int32Array(total),
  };
}

/** Sum of three uniform draws a place: near enough to a normal one. */
const noise = (rng: Rng): Float32Array =>
  Float32Array.from({ length: size }, () => rng.next() + rng.next() + rng.next() - 1.5);

/**
 * Drawn vectors: clumps of 200 at wide and even distances (a vector's nearest is at a cosine of .78, its tenth at .68). Harder than
 * what listings are: no group of them lies near its centre, and a third of the nearest are of other clumps.
 */
export function drawClumps(count: number, held: number): VectorSet {
  const rng = makeRng(seed);
  const set = emptySet(count, held);
  const centres = Array.from({ length: Math.max(1, Math.round(count / vectorsACentre)) }, () => noise(rng));
  const directions = Array.from({ length: rank }, () => noise(rng));
  for (let row = 0; row < count + held; row++) {
    const vector = centres[rng.below(centres.length)].slice();
    for (const direction of directions) {
      const weight = 0.5 * (rng.next() + rng.next() - 1);
      for (let at = 0; at < size; at++) vector[at] += weight * direction[at];
    }
    let squares = 0;
    for (let at = 0; at < size; at++) {
      vector[at] += 0.2 * (rng.next() - 0.5);
      squares += vector[at] ** 2;
    }
    const norm = Math.sqrt(squares);
    for (let at = 0; at < size; at++) set.all[row * size + at] = vector[at] / norm;
  }
  return set;
}

/** Documents that the embedder is trained on: as many as it reads of a larger catalog. */
const trainedOn = 20_000;
const embeddedAtATime = 2000;

const documentOf = (listing: GeneratedListing): TextDocument =>
  toDocument({
    ...listing,
    sellerCategoryPath: null,
    priceMinor: Number.isNaN(listing.price) ? null : Math.round(listing.price * 100),
  });

/** Embeddings of a generated catalog in five languages, in drawn order; trained and embedded as the product does. */
export async function embedListings(
  count: number,
  held: number,
  report: (line: string) => void,
): Promise<VectorSet> {
  const set = emptySet(count, held);
  await using listings = await GeneratedListings.draw(seed, count + held);
  const places = Int32Array.from(shuffle([...set.products.keys()], makeRng(seed)));
  const sample: TextDocument[] = [];
  let row = 0;
  for await (const listing of listings.read())
    if (places[row++] < trainedOn) sample.push(documentOf(listing));
  const embed = await openEmbedderFiles(await trainEmbedder(sample, 1));
  report(`embedder trained on ${sample.length} of ${count + held} generated listings`);
  const locales = new Map<string | null, number>();
  let batch: GeneratedListing[] = [];
  row = 0;
  const flush = async (): Promise<void> => {
    const vectors = await embed(batch.map(documentOf));
    for (const [at, listing] of batch.entries()) {
      const place = places[row++];
      const locale = locales.get(listing.locale) ?? locales.size;
      locales.set(listing.locale, locale);
      set.all.set(vectors[at] ?? [], place * size);
      set.products[place] = listing.group;
      set.locales[place] = locale;
    }
    batch = [];
  };
  for await (const listing of listings.read()) {
    batch.push(listing);
    if (batch.length === embeddedAtATime) await flush();
  }
  await flush();
  report('embedded');
  return set;
}

const pieceBytes = 2 ** 26;

/** Reads or writes every array of a set; true where all of it was there. */
function eachPiece(set: VectorSet, move: (piece: Uint8Array, from: number) => number): boolean {
  let from = 0;
  for (const { buffer } of [set.all, set.products, set.locales]) {
    for (let at = 0; at < buffer.byteLength; at += pieceBytes) {
      const piece = new Uint8Array(buffer, at, Math.min(pieceBytes, buffer.byteLength - at));
      if (move(piece, from) !== piece.length) return false;
      from += piece.length;
    }
  }
  return true;
}

/** A set from a file that an earlier run left, else made now and left there: a million listings take minutes to embed. */
export async function keepSet(
  file: string,
  count: number,
  held: number,
  make: () => Promise<VectorSet>,
): Promise<VectorSet> {
  if (existsSync(file)) {
    const set = emptySet(count, held);
    const descriptor = openSync(file, 'r');
    const whole = eachPiece(set, (piece, from) => readSync(descriptor, piece, 0, piece.length, from));
    closeSync(descriptor);
    if (!whole) throw new Error(`${file} holds another number of vectors`);
    return set;
  }
  const set = await make();
  const descriptor = openSync(file, 'w');
  eachPiece(set, (piece, from) => writeSync(descriptor, piece, 0, piece.length, from));
  closeSync(descriptor);
  return set;
}

/** Of each query (its row), the products of it with its nearest stored rows, the query itself left out; descending. */
export function exactNearest(set: VectorSet, queries: readonly number[], count: number): Float64Array[] {
  const asked = queries.map((row) => set.all.subarray(row * size, (row + 1) * size));
  const best = queries.map(() => new Float64Array(count).fill(-2));
  for (let row = 0; row < set.count; row++) {
    const stored = set.all.subarray(row * size, (row + 1) * size);
    for (let query = 0; query < asked.length; query++) {
      if (queries[query] === row) continue;
      const vector = asked[query];
      let [one, two, three, four] = [0, 0, 0, 0];
      for (let at = 0; at < size; at += 4) {
        one += stored[at] * vector[at];
        two += stored[at + 1] * vector[at + 1];
        three += stored[at + 2] * vector[at + 2];
        four += stored[at + 3] * vector[at + 3];
      }
      const product = one + two + three + four;
      const found = best[query];
      if (product <= found[count - 1]) continue;
      let at = count - 1;
      for (; at > 0 && found[at - 1] < product; at--) found[at] = found[at - 1];
      found[at] = product;
    }
  }
  return best;
}
