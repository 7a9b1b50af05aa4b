/**
 * Trees of many leaves, made from the Shopify taxonomy: 5,000 of its leaves learnt by the linear model from a few generated titles
 * each, and 140,000 leaves (each of its own in seventeen finishes) found by their names alone, as the desk does before it has a model.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { namesInTitle } from '#server/categorization/name-hints.ts';
import { buildNameIndex, type NamedCategory } from '#server/categorization/name-index.ts';
import { collectLabels, edgesOf, labelIds } from '#server/evaluation/label-levels.ts';
import { scoreLevels } from '#server/evaluation/score-levels.ts';
import { collectPaths } from '#server/ml/hierarchy/decode-paths.ts';
import { LeastDistance } from '#server/ml/hierarchy/least-distance.ts';
import { makeRng, type Rng, shuffle } from '#server/ml/rng.ts';
import type { Measurement } from './benchmark.ts';

const learntLeaves = 5000;
const titlesPerLeaf = 4;
const namedLeaves = 140_000;
const asked = 1000;
const finishes =
  'Aluminium,Bamboo,Brass,Ceramic,Copper,Cotton,Glass,Leather,Linen,Marble,Oak,Rubber,Silk,Steel,Velvet,Wicker,Wool'.split(
    ',',
  );
/** Words that sellers write and no category is called. */
const fillers = 'premium,new,set of 2,original,free shipping,2025,best price,gift,large,classic'.split(',');

interface Leaf {
  id: string;
  path: string[];
}

async function readLeaves(folder: string): Promise<Leaf[]> {
  const text = await readFile(join(folder, 'taxonomies/shopify/en/categories.txt'), 'utf8');
  const paths = text.split('\n').flatMap((line) => {
    const at = line.indexOf(' : ');
    return line.startsWith('#') || at < 0
      ? []
      : [
          {
            id: line.slice(0, at).trim(),
            path: line
              .slice(at + 3)
              .trim()
              .split(' > '),
          },
        ];
  });
  const parents = new Set(paths.map(({ path }) => path.slice(0, -1).join(' > ')));
  return paths.filter(({ path }) => !parents.has(path.join(' > ')));
}

/** A seller's title: most words of the leaf's name, mostly a word of the shelf above, a made brand and fillers, in any order. */
function titleOf(path: readonly string[], rng: Rng): string {
  const words = (path.at(-1) ?? '').split(/[\s,&/]+/).filter((word) => word.length > 1);
  const kept = words.filter((_, at) => at === 0 || rng.next() < 0.85);
  const above = (path.at(-2) ?? '').split(/[\s,&/]+/).filter((word) => word.length > 1);
  if (above.length > 0 && rng.next() < 0.6) kept.push(above[rng.below(above.length)]);
  const brand = `Brand${rng.below(400)}`;
  return [brand, ...shuffle([...kept, fillers[rng.below(fillers.length)]], rng)].join(' ');
}

async function measureLearnt(leaves: readonly Leaf[], threads: number): Promise<Measurement[]> {
  const rng = makeRng(11);
  const chosen = shuffle([...leaves], rng).slice(0, learntLeaves);
  const rows = chosen.flatMap((leaf, label) =>
    Array.from({ length: titlesPerLeaf }, () => ({ leaf, label })),
  );
  const train = { documents: rows.map(({ leaf }) => [titleOf(leaf.path, rng)]), pictures: null };
  const labels = Int32Array.from(rows, ({ label }) => label);
  const truth = Array.from({ length: asked }, () => rng.below(chosen.length));
  const test = { documents: truth.map((label) => [titleOf(chosen[label].path, rng)]), pictures: null };
  const startedAt = performance.now();
  const options = { threads, seed: 1, cost: 1, product2vec: false };
  const { scores, scoreSeconds } = await scoreLevels(train, [labels], [chosen.length], [test], options);
  const seconds = (performance.now() - startedAt) / 1000;
  const right = truth.filter((label, row) => {
    const own = scores[0].linear[0].subarray(row * chosen.length, (row + 1) * chosen.length);
    return own.indexOf(own.reduce((most, score) => Math.max(most, score))) === label;
  });
  const name = `${chosen.length} leaves of ${titlesPerLeaf} generated titles, linear model`;
  return [
    { name: `${name}: right`, value: right.length / asked, unit: 'share' },
    { name: `${name}: training and scoring`, value: Number(seconds.toFixed(1)), unit: 's' },
    {
      name: `${name}: scoring a title`,
      value: Number(((1000 * scoreSeconds) / asked).toFixed(2)),
      unit: 'ms',
    },
    {
      name: `${name}: most memory of the process`,
      value: Math.round(process.resourceUsage().maxRSS / 1024),
      unit: 'MB',
    },
  ];
}

function measureNamed(leaves: readonly Leaf[]): Measurement[] {
  const all: Leaf[] = leaves.flatMap(({ id, path }) => [
    { id, path },
    ...finishes.map((finish) => ({ id: `${id} ${finish}`, path: [...path, `${finish} ${path.at(-1)}`] })),
  ]);
  const chosen = all.filter((_, at) => at % (finishes.length + 1) !== 0).slice(0, namedLeaves);
  const before = process.memoryUsage().heapUsed;
  const startedAt = performance.now();
  const index = buildNameIndex(
    chosen.map(({ id, path }): NamedCategory => {
      const [name, pathName] = [path.at(-1) ?? '', path.join(' > ')];
      return {
        categoryId: id,
        name,
        pathName,
        isLeaf: true,
        depth: path.length,
        localName: name,
        localPath: pathName,
      };
    }),
  );
  const buildSeconds = (performance.now() - startedAt) / 1000;
  const heapMb = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  const rng = makeRng(12);
  const times: number[] = [];
  let [first, five] = [0, 0];
  for (let at = 0; at < asked; at++) {
    const leaf = chosen[rng.below(chosen.length)];
    const title = titleOf(leaf.path, rng);
    const askedAt = performance.now();
    const found = namesInTitle(index, title, 5);
    times.push(performance.now() - askedAt);
    if (found[0]?.categoryId === leaf.id) first++;
    if (found.some(({ categoryId }) => categoryId === leaf.id)) five++;
  }
  times.sort((left, right) => left - right);
  const name = `${chosen.length} leaves by their names in generated titles, nothing learnt`;
  return [
    { name: `${name}: first right`, value: first / asked, unit: 'share' },
    { name: `${name}: among the first five`, value: five / asked, unit: 'share' },
    { name: `${name}: building the index`, value: Number(buildSeconds.toFixed(1)), unit: 's' },
    { name: `${name}: index in memory`, value: Math.round(heapMb), unit: 'MB' },
    { name: `${name}: a title, p50`, value: Number(times[Math.floor(asked / 2)].toFixed(2)), unit: 'ms' },
    { name: `${name}: a title, p95`, value: Number(times[Math.floor(asked * 0.95)].toFixed(2)), unit: 'ms' },
  ];
}

/** Milliseconds a row that the answer of least expected distance takes, where no leaf is likelier than all others together. */
function measureDecoding(leaves: readonly Leaf[], count: number): Measurement {
  const many = Array.from({ length: count }, (_, at) => {
    const { path } = leaves[at % leaves.length];
    return [...path, `${path.at(-1)} ${Math.floor(at / leaves.length)}`];
  });
  const depth = many.reduce((most, path) => Math.max(most, path.length), 0);
  const columns = Array.from({ length: depth }, (_, level) =>
    many.map((path) => path.slice(0, level + 1).join(' > ')),
  );
  const { classes } = collectLabels(
    columns.map((_, level) => `level ${level + 1}`),
    columns,
  );
  const ids = labelIds({ names: columns.map(() => ''), classes }, columns);
  const counts = classes.map((level) => level.length);
  const tree = new LeastDistance(collectPaths(ids, counts, edgesOf(classes)));
  const rng = makeRng(13);
  const powers = many.map(() => Math.exp(2 * rng.normal()));
  const total = powers.reduce((sum, one) => sum + one, 0);
  const p = Float64Array.from(powers, (one) => one / total);
  const rounds = Math.ceil(4e6 / count);
  for (let round = 0; round < rounds; round++) tree.best(p);
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round++) tree.best(p);
  return {
    name: `${count} leaves on ${depth} levels: least expected distance of an unsure row`,
    value: Number(((performance.now() - startedAt) / rounds).toFixed(3)),
    unit: 'ms',
  };
}

/** @param folder the shared data */
export async function measureManyLeaves(folder: string, threads: number): Promise<Measurement[]> {
  const leaves = await readLeaves(folder);
  const decoding = [learntLeaves, namedLeaves].map((count) => measureDecoding(leaves, count));
  return [...decoding, ...measureNamed(leaves), ...(await measureLearnt(leaves, threads))];
}
