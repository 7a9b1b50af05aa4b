import { describe, expect, it } from 'vitest';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { imageStatsLength, statOffset } from '#server/ml/image/image-stats.ts';
import { type CandidateBounds, candidateBounds, source } from '#server/ml/pairs/candidate-source.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { CatalogSearch } from '#server/ml/pairs/catalog-search.ts';
import { RecordFlags } from '#server/ml/pairs/record-flags.ts';
import { makeRng } from '#server/ml/rng.ts';
import { CandidateFinder, type CatalogPictures, findCandidates } from './find-candidates.ts';
import { PictureScan } from './picture-scan.ts';

const overThreads = { threads: 3, inlineBelow: 0 };

function corpusOf(listings: number): CatalogCorpus {
  const corpus = new CatalogCorpus();
  for (const listing of generateCatalog({ seed: 5, listings }).listings)
    corpus.add({
      ...listing,
      price: Number.NaN,
      pictures: listing.images.map(({ file, seed }) => ({
        sha256: file,
        phash: BigInt(seed) * 0x9e3779b97f4an,
      })),
    });
  return corpus.finish();
}

function searchOver(
  corpus: CatalogCorpus,
  gone: RecordFlags,
  from: number,
  bounds: CandidateBounds,
): CatalogSearch {
  const search = new CatalogSearch(corpus, gone, from, bounds);
  for (const _ of search.prepare());
  return search;
}

/** Every fourth listing has a picture; some are near others. */
async function picturesOf(count: number): Promise<CatalogPictures> {
  const rng = makeRng(3);
  const scan = await PictureScan.open();
  const centres = Array.from({ length: 40 }, () =>
    Uint8Array.from({ length: imageStatsLength }, () => rng.below(256)),
  );
  const placesOf = new Map<number, readonly [number, number]>();
  for (let record = 0; record < count; record += 4) {
    const stats = centres[rng.below(40)].map((byte) => (rng.below(40) === 0 ? rng.below(256) : byte));
    stats[statOffset.flags] = 0;
    placesOf.set(record, [scan.count, scan.count + 1]);
    scan.add(record, stats);
  }
  return { scan, placesOf: (record) => placesOf.get(record) ?? [0, 0] };
}

const everyone = (corpus: CatalogCorpus): Int32Array =>
  Int32Array.from({ length: corpus.count }, (_, at) => at);

describe('findCandidates', () => {
  it('finds over threads what one listing after the other finds, with the same sources', async () => {
    const corpus = corpusOf(2500);
    const gone = RecordFlags.of([3, 700, 1999]);
    const search = searchOver(corpus, gone, 0, candidateBounds);
    const expected = new Map<string, number>();
    for (let record = 0; record < corpus.count; record++) {
      if (gone.has(record)) continue;
      for (const [other, sources] of search.candidates(record)) {
        const key = `${Math.min(record, other)} ${Math.max(record, other)}`;
        expected.set(key, (expected.get(key) ?? 0) | sources);
      }
    }
    for (const threads of [1, 3]) {
      const { left, right, sources } = await findCandidates(corpus, { threads, gone, inlineBelow: 0 });
      const found = new Map([...left].map((a, at) => [`${a} ${right[at]}`, sources[at]]));
      expect(found.size).toBe(left.length);
      expect(found).toEqual(expected);
      const order = [...left].map((a, at) => a * corpus.count + right[at]);
      expect(order).toEqual([...order].sort((x, y) => x - y));
    }
  }, 60_000);
});

describe('CandidateFinder', () => {
  it('finds over threads what it finds without: pictures, listings that came later and those that went', async () => {
    const corpus = corpusOf(1500);
    const gone = RecordFlags.of([8]);
    const pictures = await picturesOf(corpus.count);
    const bounds = { ...candidateBounds, hashesMax: 0 };
    const most = searchOver(corpus, gone, 0, bounds);
    const searches = [most, searchOver(corpus, gone, 1400, bounds)];
    const finder = new CandidateFinder({ records: corpus, searches, gone, pictures, bounds });
    const queries = everyone(corpus).filter((record) => record % 3 === 0);
    for (const _ of [0, 1]) {
      const alone = await finder.find(queries, { threads: 1 });
      expect(alone?.sources.some((bits) => bits & source.picture)).toBe(true);
      expect(await finder.find(queries, overThreads)).toEqual(alone);
      // Threads keep what they made of the catalog, and know all the same what went since.
      gone.add(12);
      gone.add(300);
    }
  }, 60_000);

  it('finds nothing more once it is aborted, and tells what a thread threw', async () => {
    const corpus = corpusOf(600);
    const gone = new RecordFlags();
    const search = searchOver(corpus, gone, 0, candidateBounds);
    const parts = { records: corpus, searches: [search], gone, bounds: candidateBounds };
    const finder = new CandidateFinder(parts);
    for (const threads of [1, 2]) {
      expect(
        await finder.find(everyone(corpus), { threads, inlineBelow: 0, signal: AbortSignal.abort() }),
      ).toBe(null);
      const later = new AbortController();
      const found = finder.find(everyone(corpus), {
        threads,
        inlineBelow: 0,
        signal: later.signal,
        pause: async () => later.abort(),
      });
      later.abort();
      expect(await found).toBe(null);
    }
    const impossible = { ...candidateBounds, namesMax: -1 };
    const failing = new CandidateFinder({ ...parts, bounds: impossible });
    await expect(failing.find(everyone(corpus), overThreads)).rejects.toThrow(/length/);
  }, 60_000);
});
