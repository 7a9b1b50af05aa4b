/**
 * How good is categorization from text, how sure of itself, how fast, and how does it grow? Real sets with the floor or
 * published figure beside each and the plain ways on the same split; then generated catalogs of growing size.
 * `npm run bench -- categorize FOLDER [--quick] [--only NAME] [--threads 2]`, FOLDER being that of the shared data; NAME is the
 * start of a set's name, `desk`, `suspects`, `leaves` or `generated`; `--sizes 10000,100000,1000000` says how many listings are generated. `--only large`
 * measures what the rules for large tables cost: those alone, since they change with nothing else.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { evaluateCategorize, type LabelledPart } from '#server/evaluation/evaluate-categorize.ts';
import type { TreeMeasures } from '#server/evaluation/measure-tree.ts';
import { tableDocuments } from '#server/evaluation/table-documents.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { readTable } from '#server/tables/read-table.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { measureDesk } from './desk-categorizer.ts';
import { type Baselines, runBaselines } from './label-baselines.ts';
import { toPaths } from './label-paths.ts';
import { measureLargeRules } from './large-tables.ts';
import { measureManyLeaves } from './many-leaves.ts';
import { measurePlanted } from './planted-suspects.ts';
import type { GrowthFigures } from './train-generated.ts';

interface SetPlan {
  name: string;
  file: string;
  /** A table of its own to measure on; else every row is held out once. */
  test?: string;
  text: string[];
  labels: string[];
  /** Levels below these that are learnt from and not measured. */
  deeper?: string[];
  /** Parts that the rows are dealt to; each is tested once by the rest, or only the first `runs`. */
  parts: number;
  runs: number;
  /** Figures beside the last level, or beside the mean weighted F1. */
  beside?: { measure: 'accuracy' | 'meanWeightedF1'; value: number; source: string };
}

const sets: SetPlan[] = [
  {
    name: 'flipkart1050',
    file: 'flipkart1050/flipkart1050.prepared.csv',
    text: ['product_name', 'brand', 'description', 'product_specifications'],
    labels: ['l1', 'l2'],
    deeper: ['l3'],
    parts: 5,
    runs: 5,
    beside: { measure: 'accuracy', value: 0.916, source: 'floor, 5-fold, text' },
  },
  {
    name: 'mercadona-es',
    file: 'mercadona-es/productos_mercadona.csv',
    text: ['descripcion', 'formato', 'tamanio', 'precio', 'unidad_venta'],
    labels: ['categoria_principal', 'categoria_secundaria', 'subcategoria'],
    parts: 5,
    runs: 1,
    beside: { measure: 'accuracy', value: 0.859, source: 'floor' },
  },
  {
    name: 'MWPD2020 validation',
    file: 'mwpd2020/train.json',
    test: 'mwpd2020/validation.json',
    text: ['Name', 'Description', 'CategoryText', 'URL'],
    labels: ['lvl1', 'lvl2', 'lvl3'],
    parts: 1,
    runs: 1,
    beside: { measure: 'meanWeightedF1', value: 0.8862, source: 'challenge winner, on a test set not here' },
  },
  {
    name: 'fashion titles',
    file: 'fashion-products/styles.csv',
    text: ['productDisplayName'],
    labels: ['masterCategory', 'subCategory', 'articleType'],
    parts: 5,
    runs: 1,
    beside: { measure: 'accuracy', value: 0.975, source: 'trial, 44k rows of the same shop' },
  },
];

const columnsOf = (plan: SetPlan): string[] => [...plan.labels, ...(plan.deeper ?? [])];

async function readPart(file: string, plan: SetPlan): Promise<LabelledPart> {
  const table = await readTable(file);
  return {
    input: { documents: tableDocuments(table, plan.text), pictures: null },
    labels: toPaths(columnsOf(plan).map((name) => table.column(name))),
  };
}

function takePart(part: LabelledPart, rows: readonly number[]): LabelledPart {
  return {
    input: { documents: rows.map((row) => part.input.documents[row]), pictures: null },
    labels: part.labels.map((column) => rows.map((row) => column[row])),
  };
}

/** Train and test parts of a plan: dealt by chance, or as the set comes. */
async function splitSet(folder: string, plan: SetPlan): Promise<[LabelledPart, LabelledPart][]> {
  const whole = await readPart(join(folder, plan.file), plan);
  if (plan.test) return [[whole, await readPart(join(folder, plan.test), plan)]];
  const order = shuffle([...whole.input.documents.keys()], makeRng(1));
  return Array.from({ length: plan.runs }, (_, own) => [
    takePart(
      whole,
      order.filter((_, at) => at % plan.parts !== own),
    ),
    takePart(
      whole,
      order.filter((_, at) => at % plan.parts === own),
    ),
  ]);
}

/** Paths down to the last level that is measured: what a baseline answers. */
function leafPaths(part: LabelledPart, plan: SetPlan): string[] {
  return part.input.documents.map((_, row) => part.labels[plan.labels.length - 1][row] ?? '');
}

interface Figures {
  rows: number;
  /** Per level. */
  accuracy: number[];
  ece: number[];
  coverage: number[];
  meanWeightedF1: number;
  tree: TreeMeasures;
  rowsPerSecond: number;
  trainSeconds: number;
  baselines: Baselines;
}

async function measureSplit(
  [train, test]: [LabelledPart, LabelledPart],
  plan: SetPlan,
  threads: number,
): Promise<Figures> {
  const found = await evaluateCategorize({
    train,
    valid: null,
    test,
    levelNames: columnsOf(plan),
    final: false,
    options: { threads, seed: 1, cost: 1 },
    log: () => undefined,
  });
  const documents = (part: LabelledPart) => ({
    documents: part.input.documents,
    labels: leafPaths(part, plan),
  });
  const levels = found.levels.slice(0, plan.labels.length);
  return {
    rows: test.input.documents.length,
    accuracy: levels.map((level) => level.accuracy),
    ece: levels.map((level) => level.ece),
    coverage: levels.map((level) => level.coverageAt98),
    meanWeightedF1: levels.reduce((sum, level) => sum + level.weightedF1, 0) / levels.length,
    tree: found.tree,
    rowsPerSecond: found.rowsPerSecond,
    trainSeconds: found.trainSeconds,
    baselines: await runBaselines(documents(train), documents(test), threads),
  };
}

const round = (value: number, digits = 4): number => Number(value.toFixed(digits));

/** Means over the runs, weighted by their rows. */
function meanOf(runs: readonly Figures[], pick: (figures: Figures) => number): number {
  const rows = runs.reduce((sum, run) => sum + run.rows, 0);
  return runs.reduce((sum, run) => sum + pick(run) * run.rows, 0) / rows;
}

/** Mean edges from answer to truth, over all learnt levels, by either way of decoding and by the one that was chosen. */
function treeDistances(name: string, runs: readonly Figures[]): Measurement[] {
  const mean = (what: string, pick: (tree: TreeMeasures) => number, unit = 'edges'): Measurement => ({
    name: `${name}, ${what}`,
    value: round(meanOf(runs, ({ tree }) => pick(tree))),
    unit,
  });
  const ways = [
    ['likeliest', 'likeliest'],
    ['nearest', 'least expected distance'],
  ] as const;
  return [
    ...ways.flatMap(([way, words]) => [
      mean(`tree distance, ${words}`, (tree) => tree[way].distance),
      mean(`tree distance of mistakes, ${words}`, (tree) => tree[way].mistakes),
      mean(`deepest level right, ${words}`, (tree) => tree[way].levels.at(-1) ?? 0, 'share'),
    ]),
    {
      name: `${name}, rows whose path training knows, which distances are of`,
      ...{ value: round(meanOf(runs, ({ tree, rows }) => tree.rows / rows)), unit: 'share' },
    },
    mean('tree distance, stopping at inner nodes', (tree) => tree.stopped.distance),
    mean('runs that chose least expected distance', (tree) => Number(tree.decoding !== 'likeliest'), 'share'),
  ];
}

function toMeasurements(plan: SetPlan, runs: readonly Figures[]): Measurement[] {
  const share = (what: string, pick: (figures: Figures) => number): Measurement => ({
    name: `${plan.name}, ${what}`,
    value: round(meanOf(runs, pick)),
    unit: 'share',
  });
  const besideOf = (measure: 'accuracy' | 'meanWeightedF1'): Pick<Measurement, 'beside'> =>
    plan.beside?.measure === measure ? { beside: plan.beside } : {};
  const last = plan.labels.length - 1;
  const plain = meanOf(runs, (run) => run.baselines.oneLayer);
  return [
    share('leaf path: the commonest class', (run) => run.baselines.majority),
    share('leaf path: nearest text', (run) => run.baselines.nearest),
    share('leaf path: one decision tree over words', (run) => run.baselines.oneTree),
    share('leaf path: one layer over plain TF-IDF (reference)', (run) => run.baselines.oneLayer),
    ...plan.labels.map((label, level) => ({
      ...share(`${label} accuracy`, (run) => run.accuracy[level]),
      ...(level === last ? besideOf('accuracy') : {}),
      ...(level === last
        ? { ratioToReference: meanOf(runs, (run) => run.accuracy[level]) / Math.max(1e-9, plain) }
        : {}),
    })),
    { ...share('mean weighted F1', (run) => run.meanWeightedF1), ...besideOf('meanWeightedF1') },
    ...plan.labels.flatMap((label, level) => [
      share(`${label} calibration error`, (run) => run.ece[level]),
      share(`${label} answered by itself at 98 %`, (run) => run.coverage[level]),
    ]),
    ...treeDistances(plan.name, runs),
    {
      name: `${plan.name}, training with all choices`,
      value: round(
        runs.reduce((sum, run) => sum + run.trainSeconds, 0),
        1,
      ),
      unit: 's',
    },
    {
      name: `${plan.name}, answering with tokenising`,
      value: Math.round(meanOf(runs, (run) => run.rowsPerSecond)),
      unit: 'rows/s',
    },
  ];
}

/** Each language's share of right answers, and how far the best is from the worst. */
function languageSpread(size: number, byLanguage: Record<string, number>): Measurement[] {
  const shares = Object.values(byLanguage);
  return [
    ...Object.entries(byLanguage).map(([language, value]) => ({
      ...{ name: `${size} generated, leaf, out of fold, ${language}`, value: round(value), unit: 'share' },
    })),
    {
      name: `${size} generated, between the best and the worst language`,
      ...{ value: round(Math.max(...shares) - Math.min(...shares)), unit: 'share' },
      beside: { value: 0.05, source: 'goal, at most' },
    },
  ];
}

const growthModule = fileURLToPath(new URL('./train-generated.ts', import.meta.url));

/** The desk's training on a generated catalog, in a process of its own. */
function growOnce(size: number, threads: number): GrowthFigures {
  const args = ['--max-old-space-size=2500', '--import', 'tsx', growthModule, String(size), String(threads)];
  const printed = execFileSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(printed.toString('utf8')) as GrowthFigures;
}

function measureGrowth(
  sizes: readonly number[],
  threads: number,
  report: (line: string) => void,
): Measurement[] {
  let before: GrowthFigures | null = null;
  return sizes.flatMap((size) => {
    report(`${size} generated listings`);
    const found = growOnce(size, threads);
    const isMillion = size === 1_000_000;
    const beside = (value: number) => (isMillion ? { beside: { value, source: 'goal' } } : {});
    const measurements: Measurement[] = [
      { name: `${size} generated, leaf, out of fold`, value: round(found.accuracy), unit: 'share' },
      ...languageSpread(size, found.byLanguage),
      {
        name: `${size} generated, training with folds and all choices`,
        ...{ value: round(found.seconds, 1), unit: 's', ...beside(900) },
        ...(before ? { ratioToReference: found.seconds / before.seconds } : {}),
      },
      {
        name: `${size} generated, processor time`,
        ...{ value: round(found.cpuSeconds, 1), unit: 's' },
        ...(before ? { ratioToReference: found.cpuSeconds / before.cpuSeconds } : {}),
      },
      {
        name: `${size} generated, most memory of the process`,
        ...{ value: Math.round(found.peakMb), unit: 'MB', ...beside(4096) },
      },
    ];
    before = found;
    return measurements;
  });
}

interface Asked {
  only: string;
  quick: boolean;
  threads: number;
}

/** What is measured on no set of the list: each by its name, or all of them. */
async function measureParts(
  folder: string,
  plan: SetPlan,
  { only, quick, threads }: Asked,
  report: (line: string) => void,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  if ('desk'.startsWith(only) && !quick) {
    report(`the desk's categorizer on ${plan.name}`);
    const [[train, test]] = await splitSet(folder, plan);
    measurements.push(...(await measureDesk(plan.name, train, test, plan.text, threads)));
  }
  if ('suspects'.startsWith(only)) {
    const size = quick ? { sets: 1, seeds: 1 } : { sets: 3, seeds: 2 };
    measurements.push(...(await measurePlanted(folder, { threads, ...size }, report)));
  }
  if ('leaves'.startsWith(only) && !quick) {
    report('trees of many leaves');
    measurements.push(...(await measureManyLeaves(folder, threads)));
  }
  return measurements;
}

export const benchmark: Benchmark = {
  about: 'categorization from text: quality, calibration, speed, growth (reference: one layer over TF-IDF)',
  async run(args, report) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        sizes: { type: 'string' },
        threads: { type: 'string', default: String(availableParallelism()) },
      },
    });
    const [folder = ''] = positionals;
    if (!existsSync(join(folder, 'flipkart1050')))
      throw new Error('name the folder of the shared data: npm run bench -- categorize FOLDER [--quick]');
    const threads = Number(values.threads);
    const plan = sets.find(({ test }) => test) ?? sets[0];
    if (values.only === 'large') {
      const [[train, test]] = await splitSet(folder, plan);
      return measureLargeRules(plan.name, { train, test, levelNames: plan.labels, threads });
    }
    const measurements: Measurement[] = [];
    const chosen = values.quick ? [{ ...sets[0], runs: 1 }] : sets;
    for (const set of chosen.filter(({ name }) => name.startsWith(values.only))) {
      const runs: Figures[] = [];
      for (const split of await splitSet(folder, set)) {
        report(`${set.name}: split ${runs.length + 1}`);
        runs.push(await measureSplit(split, set, threads));
      }
      measurements.push(...toMeasurements(set, runs));
    }
    measurements.push(...(await measureParts(folder, plan, { ...values, threads }, report)));
    if (!'generated'.startsWith(values.only)) return measurements;
    const sizes = values.sizes?.split(',').map(Number) ?? (values.quick ? [1000, 2000] : [10_000, 100_000]);
    return [...measurements, ...measureGrowth(sizes, threads, report)];
  },
};
