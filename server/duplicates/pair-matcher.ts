/** The pair model of a catalog: the active one, else the general one that ships with the product. */

import { type ModelSession, openModel } from '#server/inference/session.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
import { logOddsOf, sigmoid } from '#server/ml/log-odds.ts';
import type { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures, pairFeatureVersion } from '#server/ml/pairs/catalog-features.ts';
import type { PairCorpus } from '#server/ml/pairs/corpus.ts';
import {
  scoreTokens,
  type TokenLinear,
  type TokenWeights,
  tokenLinear,
  tokenPairs,
} from '#server/ml/pairs/token-linear.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';
import { loadActiveModel, loadModelVersion, type ModelFiles } from '#server/registry/load-model.ts';
import { registerModel } from '#server/registry/register-model.ts';

export interface PairMatcher {
  modelVersionId: string;
  name: string;
  session: ModelSession;
  /** The general matcher, to whose log-odds a retrained one adds its own. */
  base: ModelSession | null;
  /** Word weights of a matcher that was retrained here; the shipped one knows no words. */
  tokens: TokenWeights | null;
  around: SecondLook | null;
}

/** The second look, at what stands around a pair. */
export interface SecondLook {
  session: ModelSession;
  /** Whether it reads the pair's features too, or what stands around it alone. */
  readsFeatures: boolean;
}

/** Takes the shipped model into the registry, once; it serves every catalog. Returns its version. */
export async function registerShippedMatcher(): Promise<string> {
  const shipped = await shippedModel('pair-matcher');
  if (!shipped) throw new Error('no pair matcher ships with this build');
  const { files: _, ...manifest } = shipped.manifest;
  const files: Record<string, Buffer> = {};
  for (const { role } of shipped.manifest.files) files[role] = await shipped.read(role);
  return registerModel({ catalogId: null, origin: 'shipped', files, manifest });
}

async function filesFor(catalogId: string): Promise<ModelFiles> {
  const active = await loadActiveModel(catalogId, 'pair-matcher');
  // A matcher of older features reads none of ours: the shipped one serves until the catalog's is trained anew.
  if (active?.manifest.featureVersion === pairFeatureVersion) return active;
  const files = await loadModelVersion(await registerShippedMatcher());
  if (!files) throw new Error('the shipped pair matcher could not be registered');
  return files;
}

/** The version that scores a catalog's pairs. */
export async function matcherInUse(catalogId: string): Promise<string> {
  return (await filesFor(catalogId)).modelVersionId;
}

/** Opens one version. Throws where it reads other features than ours. */
export async function openMatcherFiles(files: ModelFiles): Promise<PairMatcher> {
  const { featureVersion, files: roles, name } = files.manifest;
  if (featureVersion !== pairFeatureVersion)
    throw new Error(`the pair matcher reads ${featureVersion}, not ${pairFeatureVersion}`);
  const { path, sha256 } = files.file('model');
  const has = (wanted: string): boolean => roles.some(({ role }) => role === wanted);
  const look = (['around', 'surroundings'] as const).find(has);
  const around = look ? files.file(look) : null;
  return {
    modelVersionId: files.modelVersionId,
    name,
    session: await openModel(path, sha256),
    base: has('base') ? await openModel(files.file('base').path, files.file('base').sha256) : null,
    around: around
      ? { session: await openModel(around.path, around.sha256), readsFeatures: look === 'around' }
      : null,
    tokens: has('tokens') ? (JSON.parse((await files.read('tokens')).toString()) as TokenWeights) : null,
  };
}

let opened: { modelVersionId: string; matcher: Promise<PairMatcher> } | null = null;

/** Opens the catalog's matcher; it is kept while the version stays. */
export async function openPairMatcher(catalogId: string): Promise<PairMatcher> {
  const files = await filesFor(catalogId);
  if (opened?.modelVersionId !== files.modelVersionId) {
    opened = { modelVersionId: files.modelVersionId, matcher: openMatcherFiles(files) };
    opened.matcher.catch(() => {
      opened = null;
    });
  }
  return opened.matcher;
}

/** The pair features with one further column: what the words say. */
export function withTokenScores(rows: DenseRows, scores: ArrayLike<number>): DenseRows {
  const featureCount = rows.featureCount + 1;
  const values = new Float32Array(rows.rowCount * featureCount);
  for (let row = 0; row < rows.rowCount; row++) {
    values.set(
      rows.values.subarray(row * rows.featureCount, (row + 1) * rows.featureCount),
      row * featureCount,
    );
    values[(row + 1) * featureCount - 1] = scores[row];
  }
  return { values, rowCount: rows.rowCount, featureCount };
}

let known: { tokens: TokenWeights; corpus: PairCorpus; words: number; linear: TokenLinear } | null = null;

/** The word weights over a corpus, kept while it does not grow: batches of a catalog come by the hundreds. */
function linearOver(tokens: TokenWeights, corpus: PairCorpus): TokenLinear {
  const words = corpus.words.count;
  if (known?.tokens !== tokens || known.corpus !== corpus || known.words !== words)
    known = { tokens, corpus, words, linear: tokenLinear(tokens, corpus) };
  return known.linear;
}

function withWords(
  tokens: TokenWeights,
  rows: DenseRows,
  corpus: PairCorpus,
  left: Int32Array,
  right: Int32Array,
): DenseRows {
  const linear = linearOver(tokens, corpus);
  const { features } = tokenPairs(corpus, left, right);
  return withTokenScores(
    rows,
    Float32Array.from(left, (_, pair) => scoreTokens(linear, features.of(pair))),
  );
}

type FirstLook = Pick<PairMatcher, 'session' | 'base' | 'tokens'>;

/** Probability that each pair is one product, at first look. */
export function scorePairs(
  matcher: FirstLook,
  corpus: CatalogCorpus,
  left: Int32Array,
  right: Int32Array,
): Promise<Float32Array> {
  return scoreRows(matcher, corpus.text, catalogFeatures(corpus).rows(corpus.text, left, right), left, right);
}

/** The same where the pairs' features are known. */
export async function scoreRows(
  { session, base, tokens }: FirstLook,
  corpus: PairCorpus,
  rows: DenseRows,
  left: Int32Array,
  right: Int32Array,
): Promise<Float32Array> {
  const read = tokens ? withWords(tokens, rows, corpus, left, right) : rows;
  const p = await runTrees(session, read);
  if (!base) return p;
  const before = await runTrees(base, rows);
  return p.map((more, pair) => sigmoid(logOddsOf(before[pair]) + logOddsOf(more)));
}
