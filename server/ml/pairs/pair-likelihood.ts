/**
 * How likely a candidate is a match, whatever the catalog: a logistic model over a few facts of the pair. Few weights on
 * facts that mean the same everywhere hold where a model of a thousand leaves, learnt on one kind of catalog, does not.
 * The weights are printed by server/tooling/fit-pair-likelihood.ts, from training and validation pairs alone.
 */
import { sigmoid } from '../log-odds.ts';
import type { DenseRows } from '../trees/tree.ts';

type Join = (one: number, other: number) => number;

interface Fact {
  name: string;
  /** One feature, or the two of which one speaks of each side. */
  features: readonly [string] | readonly [string, string];
  join: Join;
  /** What stands for a feature that is missing. */
  missing: number;
  weight: number;
}

const most: Join = Math.max;
const least: Join = Math.min;
const first: Join = (one) => one;

const facts: readonly Fact[] = [
  fact('title found in text, better side', ['title A in text B', 'title B in text A'], most, 0, 3.5),
  fact('title found in text, worse side', ['title A in text B', 'title B in text A'], least, 0, 1.5),
  fact('numbers shared', ['all numbers shared / fewer'], first, 0.5, 0.7),
  fact('models found in text', ['models of A in text B', 'models of B in text A'], most, 0.5, 1.8),
  fact('quantities in conflict', ['quantities in conflict'], first, 0, -1.4),
  fact('colour agreement', ['colour agreement'], first, 0.5, 0.7),
  fact('rarest word shared', ['title rarest shared'], first, 0, 3.6),
  fact('brand found in title', ['brand of A in title B', 'brand of B in title A'], least, 0.5, 0.1),
  fact('price ratio', ['price ratio'], first, 0.5, 0.6),
];
const constant = -10;

function fact(name: string, features: Fact['features'], join: Join, missing: number, weight: number): Fact {
  return { name, features, join, missing, weight };
}

/** Names of the facts, in their order. */
export const factNames: readonly string[] = facts.map(({ name }) => name);

/**
 * The facts of every pair.
 * @param names of the columns of `rows`; throws where one that a fact reads is not there
 * @returns pairs × facts
 */
export function pairFacts(names: readonly string[], rows: DenseRows): Float32Array {
  const columns = facts.map(({ features }) =>
    features.map((feature) => {
      const column = names.indexOf(feature);
      if (column < 0) throw new Error(`there is no pair feature "${feature}"`);
      return column;
    }),
  );
  const out = new Float32Array(rows.rowCount * facts.length);
  for (let row = 0; row < rows.rowCount; row++) {
    facts.forEach(({ join, missing }, at) => {
      const [one, other = one] = columns[at].map((column) => {
        const value = rows.values[row * rows.featureCount + column];
        return Number.isNaN(value) ? missing : value;
      });
      out[row * facts.length + at] = join(one, other);
    });
  }
  return out;
}

/** 0…1 for every pair. Good for an order; it is calibrated for no catalog. */
export function pairLikelihoods(names: readonly string[], rows: DenseRows): Float32Array {
  const values = pairFacts(names, rows);
  return Float32Array.from({ length: rows.rowCount }, (_, row) => {
    let sum = constant;
    for (let at = 0; at < facts.length; at++) sum += facts[at].weight * values[row * facts.length + at];
    return sigmoid(sum);
  });
}
