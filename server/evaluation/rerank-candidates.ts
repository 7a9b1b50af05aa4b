/** Puts the candidates of a text search in a better order by what is known of each pair. */
import { openModel } from '#server/inference/session.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
import type { Candidates } from '#server/ml/pairs/candidates.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures, pairFeatureVersion } from '#server/ml/pairs/catalog-features.ts';
import type { PairRecord } from '#server/ml/pairs/corpus.ts';
import { pairLikelihoods } from '#server/ml/pairs/pair-likelihood.ts';
import { descending } from '#server/ml/pairs/pair-scores.ts';
import { reciprocalRanks } from '#server/ml/pairs/reciprocal-ranks.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';

/** What is known of pairs beyond the order of the text search. */
export interface PairJudge {
  /** p of each pair by the shipped matcher; null where it reads other features than this build computes. */
  p: (rows: DenseRows) => Promise<Float32Array | null>;
  likelihood: (rows: DenseRows) => Float32Array;
  rows: (left: Int32Array, right: Int32Array) => DenseRows;
}

/** Weights of the orders by likelihood and by the matcher beside that of the text search. */
const likelihoodWeight = 2;
const matcherWeight = 2;
/**
 * Orders inside a record's list say nothing of which records have a match at all; the likelihood does, a little. Powers
 * .15, .25, .5, 1 and weights of 1, 2, 4 were compared on training pairs: .906 to .911 at 70,000 of WDC Block.
 */
const likelihoodPower = 0.25;
const chunkPairs = 20_000;

/** The records as a catalog that knows no GTIN, seller or picture. */
export function toCatalog(records: readonly PairRecord[]): CatalogCorpus {
  const catalog = new CatalogCorpus();
  for (const { title, text, brand, model, price, extras } of records) {
    catalog.add({
      title,
      description: [...extras.filter((extra) => extra !== null), text].join(' . '),
      brand,
      mpn: model,
      price,
      gtin: null,
      currency: null,
      sellerKey: '',
      locale: null,
      attributes: {},
      pictures: [],
    });
  }
  return catalog.finish();
}

/** Judges pairs of a catalog. */
export async function catalogJudge(catalog: CatalogCorpus): Promise<PairJudge> {
  const features = catalogFeatures(catalog);
  const model = await shippedModel('pair-matcher');
  const fits = model?.manifest.featureVersion === pairFeatureVersion;
  const file = fits ? model.file('model') : null;
  const session = file ? await openModel(file.path, file.sha256) : null;
  return {
    rows: (left, right) => features.rows(catalog.text, left, right),
    likelihood: (rows) => pairLikelihoods(features.names, rows),
    p: async (rows) => (session ? runTrees(session, rows) : null),
  };
}

interface Judged {
  likelihood: Float32Array;
  p: Float32Array | null;
}

async function judgePairs(judge: PairJudge, left: Int32Array, right: Int32Array): Promise<Judged> {
  const likelihood = new Float32Array(left.length);
  const p = new Float32Array(left.length);
  let hasMatcher = true;
  for (let from = 0; from < left.length; from += chunkPairs) {
    const [some, others] = [left, right].map((side) => side.subarray(from, from + chunkPairs));
    const rows = judge.rows(some, others);
    likelihood.set(judge.likelihood(rows), from);
    const byMatcher = await judge.p(rows);
    if (byMatcher) p.set(byMatcher, from);
    else hasMatcher = false;
  }
  return { likelihood, p: hasMatcher ? p : null };
}

/**
 * The same candidates in another order: the sum of the text ranking and of the ranking by likelihood and by the matcher
 * inside each record's list, damped where the pair is unlikely.
 * @param judgedMax only the first so many are judged; the rest follow as they were
 */
export async function rerank(
  candidates: Candidates,
  judge: PairJudge,
  records: number,
  judgedMax: number,
): Promise<Candidates> {
  const [left, right] = [candidates.left, candidates.right].map((side) => side.slice(0, judgedMax));
  const { likelihood, p } = await judgePairs(judge, left, right);
  const byLikelihood = reciprocalRanks(left, right, likelihood, records);
  const byMatcher = p ? reciprocalRanks(left, right, p, records) : new Float32Array(left.length);
  const score = Float32Array.from(likelihood, (chance, at) => {
    const ranks = candidates.score[at] + likelihoodWeight * byLikelihood[at] + matcherWeight * byMatcher[at];
    return ranks * chance ** likelihoodPower;
  });
  const order = descending(score);
  const join = (first: Int32Array, rest: Int32Array): Int32Array => {
    const joined = rest.slice();
    joined.set(Int32Array.from(order, (place) => first[place]));
    return joined;
  };
  return {
    left: join(left, candidates.left),
    right: join(right, candidates.right),
    // Those that were not judged stand below all others.
    score: Float32Array.from(candidates.score, (_, at) => (at < order.length ? score[order[at]] : 0)),
  };
}
