/**
 * The whole way of a generated catalog, from its listings to clusters, without a database: listings are prepared, candidates
 * found and pairs compared over threads; every candidate goes through features and the shipped matcher, those with a chance
 * through its second look, what is left is clustered.
 */
import { findCandidates } from '#server/compute/find-candidates.ts';
import { PairRows } from '#server/compute/pair-rows.ts';
import { ListingPreparer } from '#server/compute/prepare-listings.ts';
import { joinMinOf, linkMin } from '#server/duplicates/rules-groups.ts';
import { type ModelSession, openModel } from '#server/inference/session.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
import { averageLink } from '#server/ml/graph/average-link.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { PairSurroundings } from '#server/ml/pairs/around.ts';
import type { CatalogCandidates } from '#server/ml/pairs/candidate-pairs.ts';
import { source } from '#server/ml/pairs/candidate-source.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { GeneratedListings } from './generated-listings.ts';

const seed = 4711;

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
  whole: {
    /** Features and model of every candidate. */
    scoreSeconds: number;
    /** The second look at pairs with a chance, and how many these are. */
    lookSeconds: number;
    lookedAt: number;
    clusterSeconds: number;
    pairF1: number;
    precision: number;
    largest: number;
  } | null;
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
  threads: number,
): Promise<{ corpus: CatalogCorpus; group: Int32Array }> {
  const corpus = new CatalogCorpus();
  const preparer = new ListingPreparer(corpus, threads);
  const group = new Int32Array(listings.count);
  let read = 0;
  for await (const { group: product, ...listing } of listings.read()) {
    group[read++] = product;
    const codes = hasCodes ? {} : { gtin: null, mpn: null };
    const isFull = preparer.add({ ...listing, ...codes, pictures: [] });
    if (isFull) await isFull;
  }
  await preparer.finish();
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

async function shippedSession(role: 'model' | 'around'): Promise<ModelSession> {
  const shipped = await shippedModel('pair-matcher');
  if (!shipped) throw new Error('no pair matcher ships with this build');
  const { path, sha256 } = shipped.file(role);
  return openModel(path, sha256);
}

interface Pairs {
  left: Int32Array;
  right: Int32Array;
}

/** First p of every candidate: features are computed over threads while the model answers those before. */
export async function scoreAll(
  corpus: CatalogCorpus,
  { left, right }: Pairs,
  threads: number,
): Promise<Float32Array> {
  const session = await shippedSession('model');
  const p = new Float32Array(left.length);
  await new PairRows(corpus).each(left, right, { threads }, async (rows, from) => {
    p.set(await runTrees(session, rows), from);
  });
  await session.close();
  return p;
}

/** The shipped second look at every pair with a chance, as the cluster stage takes it. */
export async function lookAgain(
  corpus: CatalogCorpus,
  found: Pairs,
  first: Float32Array,
  threads: number,
): Promise<Pairs & { p: Float32Array }> {
  const kept = Int32Array.from(first.keys()).filter((at) => first[at] >= linkMin);
  const [left, right] = [found.left, found.right].map((side) => kept.map((at) => side[at]));
  const around = new PairSurroundings(
    { left, right },
    Float32Array.from(kept, (at) => first[at]),
    corpus.count,
  );
  const session = await shippedSession('around');
  const p = new Float32Array(left.length);
  await new PairRows(corpus).each(left, right, { threads }, async (rows, from) => {
    p.set(await runTrees(session, around.widen(rows, from)), from);
  });
  await session.close();
  return { left, right, p };
}

/** Clusters the records that some pair may join; those without are left out of the graph. */
function clusterAll(
  pairs: Pairs & { p: Float32Array },
  truth: Truth,
): { pairF1: number; precision: number; largest: number } {
  const place = new Map<number, number>();
  const placeOf = (record: number): number => {
    const known = place.get(record);
    if (known === undefined) place.set(record, place.size);
    return known ?? place.size - 1;
  };
  const links = { left: pairs.left.map(placeOf), right: pairs.right.map(placeOf), p: pairs.p };
  const clusters = averageLink(place.size, links, joinMinOf(truth.group.length));
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
  return {
    pairF1: (2 * right) / Math.max(1, proposed + truth.planted),
    precision: right / Math.max(1, proposed),
    largest,
  };
}

const peakMb = (): number => process.resourceUsage().maxRSS / 1024;

/** Runs a generated catalog through. */
export async function runCascade(
  options: CascadeOptions,
  report: (line: string) => void,
): Promise<CascadeFigures> {
  let [startedAt, usedAt] = [performance.now(), process.cpuUsage()];
  /** Seconds by the clock since the last lap; tells the processor's beside, which load does not stretch. */
  const lap = (what: string): number => {
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(usedAt);
    report(
      `${what}: ${seconds.toFixed(1)} s (processor ${((user + system) / 1e6).toFixed(1)} s), memory at most ${peakMb().toFixed(0)} MB`,
    );
    [startedAt, usedAt] = [performance.now(), process.cpuUsage()];
    return seconds;
  };
  const drawn = await GeneratedListings.draw(seed, options.listings);
  lap(`${options.listings} listings drawn`);
  try {
    const { corpus, group } = await readCorpus(drawn, options.hasCodes, options.threads);
    const corpusSeconds = lap('read and prepared');
    const found = await findCandidates(corpus, { threads: options.threads });
    const candidateSeconds = lap(`${found.left.length} candidates`);
    const truth = truthOf(corpus, group);
    const recall = recallOf(corpus, truth, found);
    report(`recall ${recall.recall.toFixed(4)}`);
    let whole: CascadeFigures['whole'] = null;
    if (options.isWhole) {
      lap('counted');
      const first = await scoreAll(corpus, found, options.threads);
      const scoreSeconds = lap('first look');
      const again = await lookAgain(corpus, found, first, options.threads);
      const lookSeconds = lap(`second look at ${again.p.length} pairs`);
      const clustered = clusterAll(again, truth);
      const clusterSeconds = lap(`clustered with pair F1 ${clustered.pairF1.toFixed(4)}`);
      whole = { ...clustered, scoreSeconds, lookSeconds, lookedAt: again.p.length, clusterSeconds };
    }
    return {
      ...{ corpusSeconds, candidateSeconds, ...recall, whole },
      pairsAListing: found.left.length / options.listings,
      bySource: countSources(found),
      peakMb: peakMb(),
    };
  } finally {
    await drawn[Symbol.asyncDispose]();
  }
}
