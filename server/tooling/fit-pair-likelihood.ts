/**
 * `npx tsx server/tooling/fit-pair-likelihood.ts FOLDER…`: prints the weights of server/ml/pairs/pair-likelihood.ts. Every
 * folder holds tableA.csv, tableB.csv, train.csv and valid.csv (ltable_id, rtable_id, label); each counts alike. Test pairs
 * are never read. Candidates that no label names count as no match, but for equal titles: of those many are matches that
 * nobody labelled.
 */
import { join } from 'node:path';
import { comparableColumns, listingColumns, listingRecords } from '#server/evaluation/listing-records.ts';
import { toCatalog } from '#server/evaluation/rerank-candidates.ts';
import { sigmoid } from '#server/ml/log-odds.ts';
import { textCandidates } from '#server/ml/pairs/candidates.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import { factNames, pairFacts } from '#server/ml/pairs/pair-likelihood.ts';
import { makeRng } from '#server/ml/rng.ts';
import { readTable, type Table } from '#server/tables/read-table.ts';

const pairsPerRecord = 12;
const neighboursMax = 30;
const rowsPerSet = 60_000;
const steps = 1_200_000;
const learningRate = 0.5;
const equalTitles = 0.97;

interface Example {
  facts: Float32Array;
  label: number;
}

const rowsById = (table: Table): Map<string, number> =>
  new Map(table.column('id').map((id, row) => [String(id), row]));

async function truePairs(folder: string, left: Table, right: Table): Promise<Set<number>> {
  const [lefts, rights] = [rowsById(left), rowsById(right)];
  const found = new Set<number>();
  for (const part of ['train', 'valid']) {
    const table = await readTable(join(folder, `${part}.csv`));
    const [a, b, label] = ['ltable_id', 'rtable_id', 'label'].map((name) => table.column(name));
    label.forEach((value, row) => {
      if (value !== '1') return;
      const [own, other] = [lefts.get(String(a[row])) ?? -1, rights.get(String(b[row])) ?? -1];
      found.add(own * right.rowCount + other);
    });
  }
  return found;
}

async function examplesOf(folder: string): Promise<Example[]> {
  const left = await readTable(join(folder, 'tableA.csv'));
  const right = await readTable(join(folder, 'tableB.csv'));
  const { used } = comparableColumns(left, { columns: [], ignore: ['cluster_id'], targets: [] });
  const columns = listingColumns(left, used);
  if (!columns) throw new Error(`${folder}: no column to compare`);
  const catalog = toCatalog([...listingRecords(left, columns), ...listingRecords(right, columns)]);
  const boundary = left.rowCount;
  const all = textCandidates(catalog.text, { neighboursMax, boundary });
  const looked = pairsPerRecord * Math.min(boundary, right.rowCount);
  const [lefts, rights] = [all.left.subarray(0, looked), all.right.subarray(0, looked)];
  const features = catalogFeatures(catalog);
  const rows = features.rows(catalog.text, lefts, rights);
  const facts = pairFacts(features.names, rows);
  const truth = await truePairs(folder, left, right);
  const cosine = features.names.indexOf('title cosine');
  const examples: Example[] = [];
  for (let pair = 0; pair < lefts.length; pair++) {
    const label = truth.has(lefts[pair] * right.rowCount + rights[pair] - boundary) ? 1 : 0;
    if (label === 0 && rows.values[pair * rows.featureCount + cosine] > equalTitles) continue;
    examples.push({
      facts: facts.subarray(pair * factNames.length, (pair + 1) * factNames.length),
      label,
    });
  }
  return Array.from(
    { length: rowsPerSet },
    (_, at) => examples[Math.floor((at * examples.length) / rowsPerSet)],
  );
}

/** Logistic regression by AdaGrad (Duchi, Hazan & Singer, JMLR 2011) on facts as they are. */
function fitWeights(examples: Example[]): { weights: Float64Array; constant: number } {
  const rng = makeRng(1);
  const width = factNames.length + 1;
  const weights = new Float64Array(width);
  const squares = new Float64Array(width).fill(1e-8);
  for (let step = 0; step < steps; step++) {
    const { facts, label } = examples[rng.below(examples.length)];
    const value = (at: number): number => (at < facts.length ? facts[at] : 1);
    let sum = 0;
    for (let at = 0; at < width; at++) sum += weights[at] * value(at);
    const error = sigmoid(sum) - label;
    for (let at = 0; at < width; at++) {
      const gradient = error * value(at);
      squares[at] += gradient * gradient;
      weights[at] -= (learningRate * gradient) / Math.sqrt(squares[at]);
    }
  }
  return { weights: weights.slice(0, -1), constant: weights[width - 1] };
}

const examples: Example[] = [];
for (const folder of process.argv.slice(2)) {
  for (const example of await examplesOf(folder)) examples.push(example);
}
const { weights, constant } = fitWeights(examples);
factNames.forEach((name, at) => console.log(`${weights[at].toFixed(2).padStart(7)}  ${name}`));
console.log(`${constant.toFixed(2).padStart(7)}  constant`);
