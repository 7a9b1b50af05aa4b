/**
 * The whole way of a generated catalog, from its listings to clusters, without a database: listings are prepared, candidates
 * found over threads, every candidate goes through features and the shipped matcher, what is left is clustered.
 */
import { findCandidates } from '#server/compute/find-candidates.ts';
import { openModel } from '#server/inference/session.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
import { averageLink } from '#server/ml/graph/average-link.ts';
import { addToGroup } from '#server/ml/groups.ts';
import type { CatalogCandidates } from '#server/ml/pairs/candidate-pairs.ts';
import { source } from '#server/ml/pairs/candidate-source.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import { GeneratedListings } from './generated-listings.ts';

const seed = 4711;
const chunkPairs = 4000;
/** As in the cluster stage: weaker pairs cannot matter to a mean that must reach one half. */
const linkMin = 0.02;
const joinMin = 0.5;

export interface CascadeOptions {
  listings: number;
  /** Without GTIN and part numbers, text alone must find them. */
  hasCodes: boolean;
  threads: number;
  /** Whether pairs are scored and clustered too. */
  isWhole: boolean;
}

export interface CascadeFigures {
  corpusSeconds: number;
  candidateSeconds: number;
  pairsAListing: number;
  /** Shares of the planted duplicate pairs that are candidates: all, and those in two languages. */
  recall: number;
  foreignRecall: number;
  /** Pairs by name of their source. */
  bySource: Record<string, number>;
  /** Most memory of this process so far. */
  peakMb: number;
  whole: { scoreSeconds: number; clusterSeconds: number; pairF1: number; largest: number } | null;
}

interface Truth {
  /** Product of every record. */
  group: Int32Array;
  planted: number;
  foreign: number;
}

export async function readCorpus(
  listings: GeneratedListings,
  hasCodes: boolean,
): Promise<{ corpus: CatalogCorpus; group: Int32Array }> {
  const corpus = new CatalogCorpus();
  const group = new Int32Array(listings.count);
  for await (const listing of listings.read()) {
    group[corpus.count] = listing.group;
    const codes = hasCodes ? {} : { gtin: null, mpn: null };
    corpus.add({ ...listing, ...codes, pictures: [] });
  }
  return { corpus: corpus.finish(), group };
}

function truthOf({ locales }: CatalogCorpus, group: Int32Array): Truth {
  const records = new Map<number, number[]>();
  group.forEach((product, record) => {
    addToGroup(records, product, record);
  });
  let [planted, foreign] = [0, 0];
  for (const own of records.values())
    own.forEach((a, at) => {
      for (const b of own.slice(at + 1)) {
        planted++;
        if (locales.idOf(a) !== locales.idOf(b)) foreign++;
      }
    });
  return { group, planted, foreign };
}

/** Share of the planted pairs found, all and in two languages. */
function recallOf({ locales }: CatalogCorpus, { group, planted, foreign }: Truth, found: CatalogCandidates) {
  let [hits, foreignHits] = [0, 0];
  found.left.forEach((a, at) => {
    const b = found.right[at];
    if (group[a] !== group[b]) return;
    hits++;
    if (locales.idOf(a) !== locales.idOf(b)) foreignHits++;
  });
  return { recall: hits / Math.max(1, planted), foreignRecall: foreignHits / Math.max(1, foreign) };
}

function countSources({ sources }: CatalogCandidates): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, bit] of Object.entries(source)) {
    let count = 0;
    for (const bits of sources) if (bits & bit) count++;
    if (count > 0) counts[name] = count;
  }
  return counts;
}

/** First p of every candidate: features of a chunk are computed while the model answers the chunk before. */
export async function scoreAll(
  corpus: CatalogCorpus,
  { left, right }: CatalogCandidates,
): Promise<Float32Array> {
  const shipped = await shippedModel('pair-matcher');
  if (!shipped) throw new Error('no pair matcher ships with this build');
  const { path, sha256 } = shipped.file('model');
  const session = await openModel(path, sha256);
  const features = catalogFeatures(corpus);
  const p = new Float32Array(left.length);
  let answered = Promise.resolve();
  for (let from = 0; from < left.length; from += chunkPairs) {
    const to = from + chunkPairs;
    const rows = features.rows(corpus.text, left.subarray(from, to), right.subarray(from, to));
    await answered;
    answered = runTrees(session, rows).then((answers) => p.set(answers, from));
  }
  await answered;
  await session.close();
  return p;
}

/** Clusters the records that some pair may join; those without are left out of the graph. */
function clusterAll(
  found: CatalogCandidates,
  p: Float32Array,
  truth: Truth,
): { pairF1: number; largest: number } {
  const place = new Map<number, number>();
  const placeOf = (record: number): number => {
    const known = place.get(record);
    if (known === undefined) place.set(record, place.size);
    return known ?? place.size - 1;
  };
  const strong = Int32Array.from(p.keys()).filter((at) => p[at] >= linkMin);
  const links = {
    left: strong.map((at) => placeOf(found.left[at])),
    right: strong.map((at) => placeOf(found.right[at])),
    p: Float32Array.from(strong, (at) => p[at]),
  };
  const clusters = averageLink(place.size, links, joinMin);
  const members = new Map<number, number[]>();
  for (const [record, at] of place) addToGroup(members, clusters[at], record);
  let [proposed, right, largest] = [0, 0, 0];
  for (const records of members.values()) {
    largest = Math.max(largest, records.length);
    records.forEach((a, at) => {
      for (const b of records.slice(at + 1)) {
        proposed++;
        if (truth.group[a] === truth.group[b]) right++;
      }
    });
  }
  return { pairF1: (2 * right) / Math.max(1, proposed + truth.planted), largest };
}

/** Runs a generated catalog through. */
export async function runCascade(
  options: CascadeOptions,
  report: (line: string) => void,
): Promise<CascadeFigures> {
  let startedAt = performance.now();
  const lap = (): number => {
    const seconds = (performance.now() - startedAt) / 1000;
    startedAt = performance.now();
    return seconds;
  };
  const drawn = await GeneratedListings.draw(seed, options.listings);
  report(`${options.listings} listings drawn in ${lap().toFixed(1)} s`);
  try {
    const { corpus, group } = await readCorpus(drawn, options.hasCodes);
    const corpusSeconds = lap();
    report(`read and prepared in ${corpusSeconds.toFixed(1)} s`);
    const found = await findCandidates(corpus, { threads: options.threads });
    const candidateSeconds = lap();
    const truth = truthOf(corpus, group);
    const recall = recallOf(corpus, truth, found);
    report(
      `${found.left.length} candidates in ${candidateSeconds.toFixed(1)} s: recall ${recall.recall.toFixed(4)}`,
    );
    let whole: CascadeFigures['whole'] = null;
    if (options.isWhole) {
      lap();
      const p = await scoreAll(corpus, found);
      const scoreSeconds = lap();
      const clustered = clusterAll(found, p, truth);
      whole = { ...clustered, scoreSeconds, clusterSeconds: lap() };
      report(`scored in ${scoreSeconds.toFixed(1)} s, clustered in ${whole.clusterSeconds.toFixed(1)} s`);
    }
    return {
      ...{ corpusSeconds, candidateSeconds, ...recall, whole },
      pairsAListing: found.left.length / options.listings,
      bySource: countSources(found),
      peakMb: process.resourceUsage().maxRSS / 1024,
    };
  } finally {
    await drawn[Symbol.asyncDispose]();
  }
}
