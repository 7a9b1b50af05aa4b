/** Puts the candidates of a text search in a better order by the pair matcher that ships with the product. */
import { openModel } from '#server/inference/session.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
import type { Candidates } from '#server/ml/pairs/candidates.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures, pairFeatureVersion } from '#server/ml/pairs/catalog-features.ts';
import type { PairRecord } from '#server/ml/pairs/corpus.ts';
import { descending } from '#server/ml/pairs/pair-scores.ts';
import { reciprocalRanks } from '#server/ml/pairs/reciprocal-ranks.ts';

/** p of pairs: rows of `left` and `right` in, p out. */
export type PairJudge = (left: Int32Array, right: Int32Array) => Promise<Float32Array>;

/** Weight of the matcher's order beside that of the text search: 1, 2, 4, 8 were compared on training pairs of WDC Block. */
const matcherWeight = 2;
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

/** The shipped matcher over a catalog; null where it reads other features than this build computes. */
export async function shippedJudge(catalog: CatalogCorpus): Promise<PairJudge | null> {
  const model = await shippedModel('pair-matcher');
  if (model?.manifest.featureVersion !== pairFeatureVersion) return null;
  const { path, sha256 } = model.file('model');
  const session = await openModel(path, sha256);
  const features = catalogFeatures(catalog);
  return async (left, right) => {
    const p = new Float32Array(left.length);
    for (let from = 0; from < left.length; from += chunkPairs) {
      const [some, others] = [left, right].map((side) => side.subarray(from, from + chunkPairs));
      p.set(await runTrees(session, features.rows(catalog.text, some, others)), from);
    }
    return p;
  };
}

/**
 * The same candidates in another order: the sum of the text ranking and of the judge's ranking inside each record's list.
 * @param judgedMax only the first so many are judged; the rest follow as they were
 */
export async function rerank(
  candidates: Candidates,
  judge: PairJudge,
  records: number,
  judgedMax: number,
): Promise<Candidates> {
  const [left, right] = [candidates.left, candidates.right].map((side) => side.slice(0, judgedMax));
  const ranks = reciprocalRanks(left, right, await judge(left, right), records);
  const score = Float32Array.from(ranks, (rank, at) => candidates.score[at] + matcherWeight * rank);
  const order = descending(score);
  const join = (first: Int32Array, rest: Int32Array): Int32Array => {
    const joined = rest.slice();
    joined.set(Int32Array.from(order, (place) => first[place]));
    return joined;
  };
  const scores = candidates.score.slice();
  scores.set(Float32Array.from(order, (place) => score[place]));
  return { left: join(left, candidates.left), right: join(right, candidates.right), score: scores };
}
