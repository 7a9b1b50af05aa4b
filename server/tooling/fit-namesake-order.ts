/**
 * `npx tsx server/tooling/fit-namesake-order.ts`: prints the weights of server/ml/pairs/namesake-order.ts, learnt on a
 * generated catalog as it is and without codes, each alike. Neither the demo's seed nor those of the benchmarks.
 */
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { sigmoid } from '#server/ml/log-odds.ts';
import { candidateBounds } from '#server/ml/pairs/candidate-source.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { CatalogSearch } from '#server/ml/pairs/catalog-search.ts';
import { namesakeFactNames, writeNamesakeFacts } from '#server/ml/pairs/namesake-order.ts';
import { makeRng } from '#server/ml/rng.ts';

const seed = 9001;
const listingsCount = 50_000;
/** Of namesakes that are other products, one of so many is learnt from. */
const strangersEvery = 20;
const steps = 2_000_000;
const learningRate = 0.3;

interface Example {
  facts: Float64Array;
  label: number;
}

function examplesOf(hasCodes: boolean): Example[] {
  const { listings, truth } = generateCatalog({ seed, listings: listingsCount });
  const corpus = new CatalogCorpus();
  for (const { priceMinor, ...listing } of listings)
    corpus.add({
      ...listing,
      ...(hasCodes ? {} : { gtin: null, mpn: null }),
      price: priceMinor === null ? Number.NaN : priceMinor / 100,
      pictures: [],
    });
  corpus.finish();
  const search = new CatalogSearch(corpus);
  for (const _ of search.prepare());
  const group = listings.map(({ key }) => truth.group[key]);
  const rng = makeRng(seed);
  const examples: Example[] = [];
  for (let record = 0; record < corpus.count; record++) {
    const near = search.withRareNames(record, candidateBounds.namesLookedAt);
    near.documents.forEach((other, at) => {
      const label = Number(group[record] === group[other]);
      if (label === 0 && rng.below(strangersEvery) > 0) return;
      const facts = new Float64Array(namesakeFactNames.length);
      writeNamesakeFacts(corpus, record, other, near.scores[at], facts);
      examples.push({ facts, label });
    });
  }
  return examples;
}

/** Logistic regression by AdaGrad (Duchi, Hazan & Singer, JMLR 2011) on facts less their mean; the constant orders nothing. */
function fitWeights(parts: readonly Example[][]): Float64Array {
  const rng = makeRng(1);
  const width = namesakeFactNames.length;
  const means = new Float64Array(width);
  const [first] = parts;
  for (const { facts } of first) facts.forEach((fact, at) => (means[at] += fact / first.length));
  const weights = new Float64Array(width + 1);
  const squares = new Float64Array(width + 1).fill(1e-8);
  for (let step = 0; step < steps; step++) {
    const part = parts[step % parts.length];
    const { facts, label } = part[rng.below(part.length)];
    const value = (at: number): number => (at < width ? facts[at] - means[at] : 1);
    let sum = 0;
    for (let at = 0; at <= width; at++) sum += weights[at] * value(at);
    const error = sigmoid(sum) - label;
    for (let at = 0; at <= width; at++) {
      const gradient = error * value(at);
      squares[at] += gradient * gradient;
      weights[at] -= (learningRate * gradient) / Math.sqrt(squares[at]);
    }
  }
  return weights.slice(0, width);
}

const weights = fitWeights([examplesOf(true), examplesOf(false)]);
namesakeFactNames.forEach((name, at) => console.log(`${weights[at].toFixed(2).padStart(7)}  ${name}`));
