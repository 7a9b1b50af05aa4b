/**
 * How fast are pictures read and turned into vectors, and what do the vectors tell of a category? Rates stand beside bare
 * decoding by sharp; accuracy beside an untuned MobileNetV2 that was trained on a million photos.
 * `npm run bench -- images FOLDER [--quick] [--only rates|sets|cnn|joint]`, FOLDER being that of the shared data; where
 * FOLDER/encoders holds the MobileNetV2 it is plugged in as a third encoder. `cnn` (ten minutes a net on one core, so only when
 * it is named) learns the small net from the labels of fashion-products beside the others.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type ImageFolder, openImageFolder } from '#server/evaluation/image-files.ts';
import { imageVectors, samplePictures } from '#server/evaluation/image-vectors.ts';
import { learnCnn } from '#server/evaluation/learn-cnn.ts';
import {
  cnnEncoder,
  descriptorEncoder,
  type ImageEncoder,
  learntEncoder,
  openImageEncoder,
} from '#server/inference/image-encoder.ts';
import { scoreKernelRidge, trainKernelRidge } from '#server/inference/kernel-ridge.ts';
import { patchedSidePx } from '#server/inference/patch-cells.ts';
import { picturesMax, trainPatchEncoder } from '#server/inference/patch-encoder.ts';
import { largestIndices } from '#server/ml/hierarchy/decode-paths.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { decodeBare, decodeRgb } from '#server/pixels/decode-rgb.ts';
import { readTable } from '#server/tables/read-table.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { measureTextAndPicture } from './text-and-picture.ts';

type Row = { image: string; labels: string[] };

interface PictureSet {
  name: string;
  folder: string;
  levels: string[];
  /** What an untuned MobileNetV2 and a linear model reach, by level; INDEX of the shared data. */
  floors: (number | null)[];
  read: (folder: string) => Promise<Row[]>;
  /** Rows to measure on, a run each. */
  split: (rows: Row[], isQuick: boolean) => { train: Row[]; test: Row[] }[];
}

const seed = 7;

async function readColumns(file: string, image: string, labels: string[]): Promise<Row[]> {
  const table = await readTable(file);
  const columns = labels.map((name) => table.column(name));
  return table
    .column(image)
    .map((name, row): Row => ({ image: name ?? '', labels: columns.map((column) => column[row] ?? '') }))
    .filter((row) => row.image !== '');
}

/** The list of a part of the grocery store: file, fine class, coarse class. */
function readList(folder: string, part: string): Row[] {
  return readFileSync(path.join(folder, `${part}.txt`), 'utf8')
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 3)
    .map(([image, fine, coarse]) => ({ image, labels: [`coarse ${coarse}`, `fine ${fine}`] }));
}

const isValidation = (row: Row): boolean => row.image.startsWith('val/');

/** Every row is in one of `parts`, and each part is measured on once (the first alone where it has to be quick). */
function inParts(rows: Row[], parts: number, runs: number): { train: Row[]; test: Row[] }[] {
  const dealt = shuffle([...rows], makeRng(seed)).sort((a, b) =>
    a.labels.join('>') < b.labels.join('>') ? -1 : a.labels.join('>') > b.labels.join('>') ? 1 : 0,
  );
  return Array.from({ length: runs }, (_, part) => ({
    train: dealt.filter((_row, at) => at % parts !== part),
    test: dealt.filter((_row, at) => at % parts === part),
  }));
}

const sets: PictureSet[] = [
  {
    name: 'flipkart1050',
    folder: 'flipkart1050/images256',
    levels: ['l1', 'l2'],
    floors: [0.846, null],
    read: (folder) => readColumns(path.join(folder, '../flipkart1050.prepared.csv'), 'image', ['l1', 'l2']),
    split: (rows, isQuick) => inParts(rows, 5, isQuick ? 1 : 5),
  },
  {
    name: 'fashion-products',
    folder: 'fashion-products/images224',
    levels: ['subCategory', 'articleType'],
    floors: [0.957, 0.842],
    read: (folder) =>
      readColumns(path.join(folder, '../styles.csv'), 'image', ['subCategory', 'articleType']),
    split: (rows) => inParts(rows, 5, 1),
  },
  {
    name: 'grocery-store train → val',
    folder: 'grocery-store',
    levels: ['coarse', 'fine'],
    floors: [0.82, 0.709],
    read: async (folder) => [...readList(folder, 'train'), ...readList(folder, 'val')],
    split: (rows) => [{ train: rows.filter((row) => !isValidation(row)), test: rows.filter(isValidation) }],
  },
];

/** An encoder for a training part: own ones are learnt from its pictures and from no other. */
interface EncoderPlan {
  name: string;
  open: (folder: ImageFolder, train: Row[]) => Promise<ImageEncoder>;
}

/** Manifest of the MobileNetV2 of the shared data; null where it is not there. */
function pluggedManifest(folder: string, scratch: string): string | null {
  const encoders = path.join(folder, 'encoders');
  const file = existsSync(encoders) && readdirSync(encoders).find((name) => name.endsWith('.onnx'));
  if (!file) return null;
  const manifest = path.join(scratch, 'mobilenet.json');
  const half: [number, number, number] = [0.5, 0.5, 0.5];
  const settings = { file: path.join(encoders, file), mean: half, std: half, output: 'embedding' };
  writeFileSync(manifest, JSON.stringify(settings));
  return manifest;
}

function encoderPlans(manifest: string | null): EncoderPlan[] {
  const own: EncoderPlan[] = [
    { name: 'descriptors', open: async () => descriptorEncoder() },
    {
      name: 'own encoder',
      open: async (folder, train) => {
        const names = train.map((row) => row.image);
        const pictures = await samplePictures(folder, names, picturesMax, patchedSidePx, seed);
        return learntEncoder(await trainPatchEncoder(pictures, seed));
      },
    },
  ];
  return manifest ? [...own, { name: 'MobileNetV2', open: () => openImageEncoder(manifest) }] : own;
}

/** The small net, learnt from the labels of the training rows. */
function cnnPlan(isCropped: boolean, threads: number, report: (line: string) => void): EncoderPlan {
  return {
    name: isCropped ? 'small net, cropped' : 'small net',
    open: async (folder, train) => {
      const cells = train.map((row) => row.image);
      const labels = train[0].labels.map((_, level) => train.map((row) => row.labels[level]));
      const before = process.cpuUsage();
      const trained = await learnCnn(folder, { cells, labels }, { seed, threads, isCropped });
      if (!trained) throw new Error('too few pictures for a net');
      const { user, system } = process.cpuUsage(before);
      const { best, history, pictures } = trained;
      const seconds = Math.round((user + system) / 1e6);
      report(
        `a net from ${pictures} pictures, best of ${history.length} epochs ${best.epoch}: ${seconds} processor seconds`,
      );
      return cnnEncoder(trained.model);
    },
  };
}

interface Pictured {
  rows: Row[];
  vectors: Float32Array[];
}

/** Rows whose picture can be read, and the vectors. */
async function encode(folder: ImageFolder, rows: Row[], encoder: ImageEncoder): Promise<Pictured> {
  const { vectors } = await imageVectors(
    folder,
    rows.map((row) => row.image),
    encoder,
  );
  const kept = [...rows.keys()].filter((row) => vectors[row]);
  return { rows: kept.map((row) => rows[row]), vectors: kept.flatMap((row) => vectors[row] ?? []) };
}

/** Test rows told right per level by the picture head alone, as `evaluate categorize` and the desk train it. */
async function countRight(train: Pictured, test: Pictured, levels: number): Promise<number[]> {
  const classes = Array.from({ length: levels }, (_, level) => [
    ...new Set(train.rows.map((row) => row.labels[level])),
  ]);
  const labels = classes.map((names, level) => {
    const ids = new Map(names.map((name, id) => [name, id]));
    return Int32Array.from(train.rows, (row) => ids.get(row.labels[level]) ?? -1);
  });
  const classCounts = classes.map((names) => names.length);
  const { model } = await trainKernelRidge({ vectors: train.vectors, labels, classCounts, seed }, null);
  const scores = await scoreKernelRidge(model, test.vectors);
  return classes.map((names, level) => {
    const width = names.length;
    const first = (row: number): number =>
      largestIndices(scores[level].subarray(row * width, (row + 1) * width), 1)[0];
    return test.rows.filter((row, at) => names[first(at)] === row.labels[level]).length;
  });
}

async function measureSet(
  root: string,
  set: PictureSet,
  plans: EncoderPlan[],
  isQuick: boolean,
  report: (line: string) => void,
): Promise<Measurement[]> {
  const folder = await openImageFolder(path.join(root, set.folder));
  const rows = (await set.read(path.join(root, set.folder))).filter((row) => folder.find(row.image));
  const found: Measurement[] = [];
  for (const plan of plans) {
    const right = set.levels.map(() => 0);
    let count = 0;
    for (const { train, test } of set.split(rows, isQuick)) {
      const encoder = await plan.open(folder, train);
      const tested = await encode(folder, test, encoder);
      const own = await countRight(await encode(folder, train, encoder), tested, set.levels.length);
      count += tested.rows.length;
      own.forEach((told, level) => {
        right[level] += told;
      });
      await encoder.close();
    }
    set.levels.forEach((level, at) => {
      const floor = set.floors[at];
      const beside = floor === null ? {} : { beside: { value: floor, source: 'MobileNetV2, untuned' } };
      const value = Number((right[at] / count).toFixed(4));
      found.push({
        name: `${set.name}, ${level}, picture alone, ${plan.name}`,
        value,
        unit: 'share',
        ...beside,
      });
    });
    const shares = set.levels.map((level, at) => `${level} ${(right[at] / count).toFixed(3)}`);
    report(`${set.name}, ${plan.name}: ${shares.join(', ')} of ${count} rows`);
  }
  return found;
}

type Way = (bytes: Buffer) => Promise<unknown>;

/** Pictures a second of one pass, several in flight as in use. */
async function passRate(pictures: Buffer[], way: Way): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  const lane = async (): Promise<void> => {
    while (next < pictures.length) await way(pictures[next++]);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return pictures.length / ((performance.now() - startedAt) / 1000);
}

const passes = 3;

/** Median rate of each way. The ways take turns, so that other work on the machine slows all of them alike. */
async function ratesOf(pictures: Buffer[], ways: Way[]): Promise<number[]> {
  const rates = ways.map((): number[] => []);
  for (const way of ways) await passRate(pictures, way);
  for (let pass = 0; pass < passes; pass++)
    for (const [at, way] of ways.entries()) rates[at].push(await passRate(pictures, way));
  return rates.map((own) => own.sort((left, right) => left - right)[Math.floor(passes / 2)]);
}

async function measureRates(root: string, plans: EncoderPlan[]): Promise<Measurement[]> {
  const [set] = sets;
  const place = path.join(root, set.folder);
  const folder = await openImageFolder(place);
  const rows = (await set.read(place)).filter((row) => folder.find(row.image)).slice(0, 150);
  const pictures = rows.flatMap((row) => folder.find(row.image) ?? []).map((file) => readFileSync(file));
  const found: Measurement[] = [];
  for (const plan of plans) {
    const encoder = await plan.open(folder, rows);
    const { widthPx, heightPx, fit } = encoder;
    const [bare, read, whole] = await ratesOf(pictures, [
      (bytes) => decodeBare(bytes, widthPx, heightPx),
      (bytes) => decodeRgb(bytes, widthPx, heightPx, fit),
      async (bytes) => {
        const rgb = await decodeRgb(bytes, widthPx, heightPx, fit);
        return rgb && encoder.encode(rgb);
      },
    ]);
    const rate = (name: string, value: number): Measurement => ({
      name: `${plan.name}, ${widthPx} × ${heightPx}: ${name}`,
      value: Math.round(value),
      unit: 'rows/s',
      ratioToReference: value / bare,
    });
    found.push(
      rate('bare sharp', bare),
      rate('decoded with our limits', read),
      rate('decoded and encoded', whole),
    );
    await encoder.close();
  }
  return found;
}

export const benchmark: Benchmark = {
  about: 'reading pictures and telling categories from them, alone and beside text',
  run: async (args, report) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { quick: { type: 'boolean' }, only: { type: 'string' }, threads: { type: 'string' } },
    });
    const [root] = positionals;
    if (!root || !existsSync(path.join(root, sets[0].folder)))
      throw new Error(
        'usage: npm run bench -- images FOLDER [--quick] [--only rates|sets|cnn|joint] [--threads N], FOLDER with the shared data',
      );
    const isQuick = values.quick === true;
    if (values.only === 'joint') return measureTextAndPicture(root, isQuick, report);
    const scratch = mkdtempSync(path.join(tmpdir(), 'shelfwise-bench-images-'));
    try {
      const plans = encoderPlans(pluggedManifest(path.resolve(root), scratch));
      if (values.only === 'cnn') {
        const threads = Number(values.threads ?? availableParallelism());
        const nets = (isQuick ? [true] : [false, true]).map((isCropped) =>
          cnnPlan(isCropped, threads, report),
        );
        const set = sets.find((one) => one.name === 'fashion-products') ?? sets[0];
        return await measureSet(root, set, [...nets, ...plans], isQuick, report);
      }
      const found = values.only === 'sets' ? [] : await measureRates(root, plans);
      if (values.only === 'rates') return found;
      for (const set of sets)
        if (existsSync(path.join(root, set.folder)))
          found.push(...(await measureSet(root, set, plans, isQuick, report)));
      if (values.only !== 'sets') found.push(...(await measureTextAndPicture(root, isQuick, report)));
      return found;
    } finally {
      rmSync(scratch, { recursive: true });
    }
  },
};
