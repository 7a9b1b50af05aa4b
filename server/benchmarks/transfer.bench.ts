/**
 * What the shipped matcher does in catalogs that it never saw, as it comes, nothing trained: in catalogs of one seller, where
 * nearly nothing stands twice, how many listings it proposes as duplicates; on pairs that people judged, how right it is.
 * `npm run bench -- transfer DATA-FOLDER [--show N]` (N of the first proposals are printed). Pairs for a last test are not read.
 */
import { parseArgs } from 'node:util';
import { binaryScore } from '#server/evaluation/binary-metrics.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { clusteringMetrics } from '#server/ml/metrics/clustering.ts';
import type { CatalogListing } from '#server/ml/pairs/catalog-corpus.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { scoreAll } from './cascade.ts';
import { corpusOf, propose } from './propose.ts';
import { labelledCatalog, offersOfShops, oneSellerCatalogs } from './transfer-sets.ts';

const labelledSets = ['abt-buy', 'amazon-google', 'walmart-amazon', 'wdc-products'];

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
const share = (name: string, value: number): Measurement => ({ name, value: rounded(value), unit: 'share' });

/** Share of listings whose title, letter by letter, stands there again: more cannot well be duplicates. */
function repeatedShare(listings: readonly CatalogListing[]): number {
  const counts = new Map<string, number>();
  for (const { title } of listings) counts.set(title, (counts.get(title) ?? 0) + 1);
  return listings.filter(({ title }) => (counts.get(title) ?? 0) > 1).length / listings.length;
}

/**
 * What a seller's own feed says of the truth: listings equal in title, price and every attribute stand for one thing, filed twice;
 * of one title with another price or attribute, for sizes and variants of one name. Where prices or attributes are told.
 */
function ofOneTitle(listings: readonly CatalogListing[], clusterOf: ArrayLike<number>): Measurement[] {
  const named = new Map<string, number[]>();
  listings.forEach(({ title, price }, at) => {
    if (Number.isFinite(price)) addToGroup(named, title, at);
  });
  const tellOf = (at: number): string => JSON.stringify([listings[at].price, listings[at].attributes]);
  const counts = { equal: 0, equalTogether: 0, other: 0, otherTogether: 0 };
  for (const group of named.values())
    for (let i = 0; i < group.length; i++)
      for (let j = 0; j < i; j++) {
        const kind = tellOf(group[i]) === tellOf(group[j]) ? 'equal' : 'other';
        counts[kind]++;
        if (clusterOf[group[i]] === clusterOf[group[j]]) counts[`${kind}Together`]++;
      }
  if (counts.equal + counts.other === 0) return [];
  return [
    share(
      `equal in title, price and attributes (${counts.equal}): proposed`,
      counts.equalTogether / Math.max(1, counts.equal),
    ),
    share(
      `of one title, else not (${counts.other}): proposed`,
      counts.otherTogether / Math.max(1, counts.other),
    ),
  ];
}

async function oneSeller(data: string, show: number, report: (line: string) => void): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (const { name, listings } of await oneSellerCatalogs(data)) {
    const { groups, clusterOf } = await propose(corpusOf(listings));
    const proposed = groups.reduce((sum, { members }) => sum + members.length, 0);
    const plain = groups.filter(({ members }) => new Set(members.map((at) => listings[at].title)).size > 1);
    const lines = [
      {
        name: `${name}: proposed groups of ${listings.length} listings`,
        value: groups.length,
        unit: 'count',
      },
      { name: `${name}: … of them with titles that differ`, value: plain.length, unit: 'count' },
      share(`${name}: listings in proposed groups`, proposed / listings.length),
      share(`${name}: listings whose very title repeats`, repeatedShare(listings)),
      ...ofOneTitle(listings, clusterOf).map((line) => ({ ...line, name: `${name}: pairs ${line.name}` })),
    ];
    measured.push(...lines);
    for (const line of lines) report(`${line.name}: ${line.value}`);
    for (const { members, p } of groups.slice(0, show))
      report(
        `  ${p.toFixed(2)} ${members
          .slice(0, 6)
          .map((at) => listings[at].title.slice(0, 70))
          .join(' | ')}`,
      );
  }
  return measured;
}

async function labelled(data: string, report: (line: string) => void): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (const set of labelledSets) {
    const { name, listings, pairs } = await labelledCatalog(data, set);
    const score = binaryScore(await scoreAll(corpusOf(listings), pairs, 1), pairs.labels, 0.5);
    report(`${name}: F1 ${rounded(score.f1)}, P ${rounded(score.precision)}, R ${rounded(score.recall)}`);
    for (const which of ['f1', 'precision', 'recall'] as const)
      measured.push(share(`${name}, pairs to learn from, nothing learnt: ${which}`, score[which]));
  }
  return measured;
}

async function shops(data: string, report: (line: string) => void): Promise<Measurement[]> {
  const { listings, clusters } = await offersOfShops(data);
  const { clusterOf } = await propose(corpusOf(listings));
  const { pairwise } = clusteringMetrics(clusterOf, clusters);
  report(
    `pricerunner: F1 ${rounded(pairwise.f1)}, P ${rounded(pairwise.precision)}, R ${rounded(pairwise.recall)}`,
  );
  return (['f1', 'precision', 'recall'] as const).map((which) =>
    share(`pricerunner, clusters of ${listings.length} offers: pair ${which}`, pairwise[which]),
  );
}

export const benchmark: Benchmark = {
  about: 'the shipped matcher in catalogs that it never saw',
  async run(args, report) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { show: { type: 'string', default: '0' } },
    });
    const [data] = positionals;
    if (!data) throw new Error('a folder with the data sets is needed');
    return [
      ...(await oneSeller(data, Number(values.show), report)),
      ...(await labelled(data, report)),
      ...(await shops(data, report)),
    ];
  },
};
