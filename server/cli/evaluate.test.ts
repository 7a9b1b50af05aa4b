/** The evaluation commands as somebody else calls them: processes, files, one JSON object, exit codes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { shelfwise, shelfwiseHere } from '#server/testing/command-line.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const rng = makeRng(11);

type Row = Record<string, string | number>;

function write(name: string, rows: readonly Row[]): string {
  const file = path.join(folder, name);
  const columns = Object.keys(rows[0]);
  const csv = [columns.join(','), ...rows.map((row) => columns.map((column) => row[column]).join(','))];
  const text = name.endsWith('.jsonl') ? rows.map((row) => JSON.stringify(row)) : csv;
  writeFileSync(file, `${text.join('\n')}\n`);
  return file;
}

const words: Record<string, string> = {
  Kettles: 'kettle boil steel litre',
  Vases: 'vase glass flower tall',
  Phones: 'phone screen camera gigabyte',
  Shoes: 'shoe leather sole lace',
};
const roots: Record<string, string> = { Kettles: 'Home', Vases: 'Home', Phones: 'Tech', Shoes: 'Fashion' };
const pick = <T>(from: readonly T[]): T => from[rng.below(from.length)];

function listing(id: number): Row {
  const leaf = pick(Object.keys(words));
  const text = words[leaf].split(' ');
  return {
    Id: id,
    Title: `${pick(text)} ${pick(text)} ${id % 7}`,
    Notes: id % 3 ? pick(['new', 'sale', 'used', pick(text)]) : '',
    Top: roots[leaf],
    Leaf: leaf,
    leaf_code: leaf.length * 100 + leaf.charCodeAt(0),
  };
}

const productCount = 60;

/**
 * Offers of one product under two ids, and the pairs between them. Where some answers are wrong, as people's are, training
 * has an end: without it two models of three fill up their 600 trees.
 */
function pairTables(): {
  left: string;
  right: string;
  pairs: (name: string, from: number, to: number, wrongOneIn?: number) => string;
} {
  const products = Array.from(
    { length: productCount },
    (_, at) => `${pick(['Acme', 'Zenit'])} drill X${at} ${100 + at}W`,
  );
  const left = products.map((title, at) => ({ id: `l${at}`, title, price: 10 + at }));
  const right = products.map((title, at) => ({ id: `r${at}`, title: title.toUpperCase(), price: 10 + at }));
  return {
    left: write('left.csv', left),
    right: write('right.csv', right),
    pairs: (name, from, to, wrongOneIn = Number.POSITIVE_INFINITY) =>
      write(
        name,
        Array.from({ length: 3 * (to - from) }, (_, at) => {
          const own = from + Math.floor(at / 3);
          const isSame = at % 3 === 0;
          const other = (own + [0, 1, 17][at % 3]) % productCount;
          const isWrong = at % wrongOneIn === wrongOneIn - 1;
          return { ltable_id: `l${own}`, rtable_id: `r${other}`, label: Number(isSame !== isWrong) };
        }),
      ),
  };
}

/** The one JSON object on standard output. */
async function evaluated(...args: string[]) {
  return reportOf(await shelfwise('evaluate', ...args, '--threads', '1', '--json'));
}

function reportOf({ code, out, err }: Awaited<ReturnType<typeof shelfwise>>) {
  expect(err).not.toMatch(/Error:/);
  expect(code).toBe(0);
  expect(out.trim().split('\n')).toHaveLength(1);
  return JSON.parse(out);
}

function refuses({ code, out, err }: Awaited<ReturnType<typeof shelfwise>>, reason: RegExp): void {
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toMatch(reason);
}

const listings = Array.from({ length: 240 }, (_, id) => listing(id));
const train = write('train.csv', listings.slice(0, 180));
const test = write('test.jsonl', listings.slice(180));
const limit = { timeout: 120_000 };

describe('shelfwise evaluate', () => {
  it(
    'categorize measures every level, whatever the case of names, and lets no answer in',
    limit,
    async () => {
      const predictions = path.join(folder, 'predictions.csv');
      const args = ['categorize', '--train', train, '--test', test, '--labels', 'TOP,leaf'];
      const report = await evaluated(
        ...args,
        '--text',
        'title,NOTES,leaf_code,id',
        '--predictions',
        predictions,
      );
      expect(report.levels).toHaveLength(2);
      for (const level of report.levels) {
        expect(Object.keys(level)).toEqual(
          expect.arrayContaining([
            'name',
            'accuracy',
            'weightedF1',
            'macroF1',
            'ece',
            'coverageAt98',
            'precisionAtCoverage',
            'topK',
          ]),
        );
        expect(level.accuracy).toBeGreaterThan(0.9);
      }
      for (const figure of ['meanWeightedF1', 'rowsPerSecond', 'trainSeconds', 'peakMemoryMb'])
        expect(report[figure]).toBeGreaterThan(0);
      expect(report.columnsUsed.map((name: string) => name.toLowerCase())).toEqual(['title', 'notes']);
    },
  );

  it(
    'attributes tells values that the text states, and values that only other words tell',
    limit,
    async () => {
      const rows = Array.from({ length: 300 }, (_, id) => {
        const colour = pick(['red', 'blue', 'green']);
        const gender = pick(['Men', 'Women']);
        const word = gender === 'Men' ? pick(['tie', 'beard', 'brogue']) : pick(['skirt', 'heels', 'blouse']);
        return { title: `${word} ${colour} ${id}`, colour: id % 10 ? colour : 'NA', gender };
      });
      const { attributes } = await evaluated(
        ...['attributes', '--train', write('attributes.csv', rows)],
        ...['--text', 'title', '--attributes', 'colour,gender'],
      );
      const [colour, gender] = attributes;
      expect(colour.rows.train + colour.rows.test).toBe(270);
      expect(colour.stated).toBe(1);
      expect(colour.accuracy).toBeGreaterThan(0.95);
      expect(gender.stated).toBeLessThan(0.7);
      expect(gender.accuracy).toBeGreaterThan(0.95);
      expect(gender.values.map(({ value }: { value: string }) => value).sort()).toEqual(['Men', 'Women']);
    },
  );

  it('suspects finds what it planted', limit, async () => {
    const report = await evaluated(
      'suspects',
      '--table',
      train,
      '--text',
      'title,notes',
      '--labels',
      'top,leaf',
      '--plant',
      '0.08',
    );
    expect(report.auroc).toBeGreaterThan(0.9);
    expect(report.precisionAtPlanted).toBeGreaterThan(0.5);
    expect(report.plantedShare).toBeCloseTo(0.08, 1);
    expect(report.estimatedShare.low).toBeLessThanOrEqual(report.plantedShare);
    expect(report.estimatedShare.high).toBeGreaterThanOrEqual(report.plantedShare);
    expect(Math.abs(report.estimatedShare.share - report.plantedShare)).toBeLessThan(0.04);
    expect(report.categories.meanAbsoluteError).toBeLessThan(0.08);
  });

  it('match and block measure pairs of two tables', limit, async () => {
    const { left, right, pairs } = pairTables();
    const tables = ['--left', left, '--right', right];
    const splits = [
      '--train',
      pairs('p1.csv', 0, 36, 19),
      '--valid',
      pairs('p2.csv', 36, 48, 19),
      '--test',
      pairs('p3.csv', 48, 59),
    ];
    const match = await evaluated('match', ...tables, ...splits);
    for (const figure of ['precision', 'recall', 'f1', 'threshold', 'pairsPerSecond', 'trainSeconds'])
      expect(match[figure]).toBeGreaterThan(0);
    expect(match.f1).toBeGreaterThan(0.9);
    expect(match.noContext.f1).toBeGreaterThan(0.8);
    expect(match.noContext).not.toEqual(match.fromTrainAlone.noContext);
    expect(match.noContext.validF1).toBe(match.fromTrainAlone.noContext.validF1);
    // A validation file that shares a pair with test is never learnt from.
    const shared = ['--valid', pairs('p4.csv', 36, 49, 19)];
    const asked = ['match', ...tables, ...splits, ...shared, '--no-context', '--json'];
    const apart = reportOf(await shelfwiseHere('evaluate', ...asked));
    expect(apart.noContext).toEqual(apart.fromTrainAlone.noContext);
    const block = await evaluated(
      'block',
      ...tables,
      '--truth',
      pairs('truth.csv', 0, productCount - 1),
      '--budgets',
      '75,600',
    );
    expect(block.recall['600']).toBeGreaterThan(0.95);
    expect(block.recall['75']).toBeLessThanOrEqual(block.recall['600']);
  });

  it('cluster measures the clusters that it has not seen', limit, async () => {
    const offers = Array.from({ length: 200 }, (_, at) => ({
      sku: at,
      title: `${pick(['new', 'original', 'sale'])} Zenit saw M${Math.floor(at / 4)} ${500 + Math.floor(at / 4)}W`,
      product: `c${Math.floor(at / 4)}`,
      product_name: `name ${Math.floor(at / 4)}`,
    }));
    const report = await evaluated('cluster', '--table', write('offers.csv', offers), '--cluster', 'product');
    for (const figure of ['candidateRecall', 'perItemF1', 'largestCluster', 'largestTrueCluster'])
      expect(report[figure]).toBeGreaterThan(0);
    expect(report.pairwise.f1).toBeGreaterThan(0.6);
    expect(report.bCubed.f1).toBeGreaterThan(0.6);
    expect(report.columnsUsed).not.toContain('product_name');
  });

  it.each([
    [
      ['categorize', '--train', 'missing.csv', '--test', test, '--text', 'title', '--labels', 'leaf'],
      /no such file/,
    ],
    [
      ['categorize', '--train', train, '--test', test, '--text', 'title', '--labels', 'nothing'],
      /no column nothing/,
    ],
    [['suspects', '--table', train, '--text', 'title', '--labels', 'leaf', '--plant', '7'], /plant/],
    [['cluster', '--table', train, '--cluster', 'leaf', '--unknown'], /unknown/],
    [['cluster', '--table', train, '--cluster', 'id'], /no cluster has two rows/],
    [['attributes', '--train', train, '--text', 'title', '--attributes', 'absent'], /no column absent/i],
  ])('%s ends with one clear line and exit code 2', limit, async (args, reason) => {
    refuses(await shelfwiseHere('evaluate', ...args), reason);
  });

  it('a process ends so too', limit, async () =>
    refuses(await shelfwise('evaluate', 'nothing'), /no command/),
  );

  it('tells its commands, and each its options', limit, async () => {
    const group = await shelfwiseHere('evaluate', '--help');
    expect(group.code).toBe(0);
    for (const name of ['categorize', 'suspects', 'match', 'block', 'cluster'])
      expect(group.out).toContain(`evaluate ${name}`);
    const one = await shelfwiseHere('evaluate', 'match', '--help');
    expect(one.code).toBe(0);
    expect(one.out).toContain('--left');
  });
});
