import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { CatalogCorpus, type CatalogListing } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import { pairReasons } from '#server/ml/pairs/pair-reasons.ts';
import { PairRows } from './pair-rows.ts';
import { ListingPreparer } from './prepare-listings.ts';

/** Generated listings in five languages, and some with letters, fields and pictures that generated ones lack. */
function listingsOf(count: number): CatalogListing[] {
  const generated = generateCatalog({ seed: 77, listings: count }).listings.map((listing) => ({
    ...listing,
    price: listing.priceMinor === null ? Number.NaN : listing.priceMinor / 100,
    pictures: [],
  }));
  const odd = generated.slice(0, 40).map((listing, at) => ({
    ...listing,
    ...{
      title: `Кофе «Ώmega» №${at} 抹茶 2${at % 10}oz ${listing.title}`,
      brand: at % 3 ? null : 'Ⓜegaßtar',
    },
    ...{
      gtin: null,
      mpn: at % 2 ? `Ж-${at}00` : '',
      currency: null,
      locale: at % 4 ? 'ru' : null,
      price: Number.NaN,
    },
    attributes: { Größe: `${at} cm – ${at + 1} cm`, '': 'x', Jahr: `${1980 + at}`, leer: '' },
    pictures: [{ sha256: `${at % 5}`.repeat(64), phash: at % 6 ? BigInt(at) << 40n : 0n }],
  }));
  return [...generated, ...odd, ...generated.slice(0, 30)];
}

const listings = listingsOf(1500);

function plain(): CatalogCorpus {
  const corpus = new CatalogCorpus();
  for (const listing of listings) corpus.add(listing);
  return corpus.finish();
}

async function prepared(threads: number): Promise<CatalogCorpus> {
  const corpus = new CatalogCorpus();
  const preparer = new ListingPreparer(corpus, threads, 200);
  for (const listing of listings) await preparer.add(listing);
  await preparer.finish();
  return corpus.finish();
}

/** Every array of the parts by its path, hashed: comparing millions of numbers one by one takes seconds. */
function digests(parts: object, path = ''): string[] {
  return Object.entries(parts).flatMap(([name, part]: [string, object]) => {
    if (!ArrayBuffer.isView(part)) return digests(part, `${path}/${name}`);
    const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    return [`${path}/${name} ${part.byteLength} ${createHash('sha1').update(bytes).digest('hex')}`];
  });
}

/** Places in which two lists of numbers differ. */
function differing(one: Float32Array, other: Float32Array): number {
  return one.length === other.length
    ? one.filter((value, at) => !Object.is(value, other[at])).length
    : Infinity;
}

/** Some near each other, some chosen without sense. */
function somePairs(count: number): { left: Int32Array; right: Int32Array } {
  const left = Int32Array.from({ length: count }, (_, at) => (at * 7919) % listings.length);
  const right = left.map((record, at) => (at % 3 ? record + 1 + (at % 5) : at * 104_729) % listings.length);
  return { left, right };
}

const wanted = plain();

it('prepares a catalog to the byte as listing by listing does, for any number of threads', async () => {
  for (const threads of [1, 2, 3])
    expect(digests((await prepared(threads)).parts)).toEqual(digests(wanted.parts));
});

it('goes on adding listing by listing where threads have stopped', async () => {
  const [corpus, again] = [await prepared(2), plain()];
  for (const one of [corpus, again]) {
    for (const listing of listings.slice(0, 50)) one.add({ ...listing, title: `new ${listing.title}` });
    one.finish();
  }
  expect(digests(corpus.parts)).toEqual(digests(again.parts));
});

it('says why a listing cannot be prepared, and does not end before', async () => {
  const corpus = new CatalogCorpus();
  const preparer = new ListingPreparer(corpus, 2, 1);
  await preparer.add(listings[0]);
  await preparer.add({ ...listings[1], pictures: null } as unknown as CatalogListing);
  await expect(preparer.finish()).rejects.toThrow(/null/);
});

it('computes features over threads to the bit, and reasons from what was put together', async () => {
  const corpus = await prepared(2);
  const { left, right } = somePairs(9000);
  const rows = catalogFeatures(wanted).rows(wanted.text, left, right);
  const pairRows = new PairRows(corpus);
  for (const inlineBelow of [0, 1e9]) {
    const values = new Float32Array(rows.values.length);
    await pairRows.each(left, right, { threads: 3, inlineBelow }, async (some, from) => {
      values.set(some.values, from * some.featureCount);
    });
    expect(differing(values, rows.values)).toBe(0);
  }
  for (let at = 0; at < 300; at++)
    expect(pairReasons(corpus, left[at], right[at])).toEqual(pairReasons(wanted, left[at], right[at]));
});

it('computes features of a catalog that has grown since', async () => {
  const corpus = plain();
  const pairRows = new PairRows(corpus);
  const take = async (): Promise<void> => undefined;
  await pairRows.each(Int32Array.of(0), Int32Array.of(1), { threads: 2, inlineBelow: 0 }, take);
  corpus.add({ ...listings[0], title: 'entirely new words 4711' });
  corpus.finish();
  const [left, right] = [Int32Array.of(corpus.count - 1), Int32Array.of(0)];
  const taken: Float32Array[] = [];
  await pairRows.each(left, right, { threads: 2, inlineBelow: 0 }, async (rows) => {
    taken.push(rows.values);
  });
  expect(taken).toHaveLength(1);
  expect(differing(taken[0], catalogFeatures(corpus).rows(corpus.text, left, right).values)).toBe(0);
});

it('tells what fails while rows are taken', async () => {
  const { left, right } = somePairs(9000);
  const taken = new PairRows(wanted).each(left, right, { threads: 2, inlineBelow: 0 }, () =>
    Promise.reject(new Error('no room')),
  );
  await expect(taken).rejects.toThrow('no room');
});
