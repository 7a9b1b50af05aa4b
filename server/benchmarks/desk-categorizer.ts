/**
 * The categorizer as the desk trains and serves it: seconds to train it with all choices on ten thousand labels, and of the heads
 * alone; rows a second from texts to suggestions, for numbers of float32 and of int8, on one thread and on all.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choicesSchema, encodeChoices } from '#server/categorization/categorizer-files.ts';
import { openOwn } from '#server/categorization/open-categorizer.ts';
import { type TrainedCategorizer, trainCategorizer } from '#server/categorization/train-categorizer.ts';
import type { LabelledPart } from '#server/evaluation/evaluate-categorize.ts';
import { fillPaths } from '#server/evaluation/label-levels.ts';
import { openEmbedderFiles, trainEmbedder } from '#server/inference/text-embedder.ts';
import { piecesOf } from '#server/ml/byte-parts.ts';
import type { Decoding } from '#server/ml/hierarchy/least-distance.ts';
import type { Measurement } from './benchmark.ts';

/** Labels that a head is retrained on. */
const labelsWanted = 10_000;
/** Rounds of which the fastest counts: the first of a model warms up. */
const rounds = 4;

interface TimedTraining {
  trained: TrainedCategorizer;
  seconds: number;
  headSeconds: number;
}

async function train(part: LabelledPart, fields: string[], threads: number): Promise<TimedTraining> {
  const filled = fillPaths(part.labels);
  const rows = [...part.input.documents.keys()]
    .filter((row) => filled.every((level) => level[row]))
    .slice(0, labelsWanted);
  const documents = rows.map((row) => part.input.documents[row]);
  const startedAt = performance.now();
  const marks = new Map<string, number>();
  const trained = await trainCategorizer(
    {
      ...{ documents, pictures: null, pictureEncoder: 'none', fields },
      labels: filled.map((level) => rows.map((row) => level[row] ?? '')),
    },
    await openEmbedderFiles(await trainEmbedder(documents, 1)),
    { threads, seed: 1, cost: 1 },
    async (_, what) => {
      marks.set(what, performance.now());
    },
  );
  const between = (from: string, to: string): number =>
    ((marks.get(to) ?? 0) - (marks.get(from) ?? 0)) / 1000;
  return {
    trained,
    seconds: (performance.now() - startedAt) / 1000,
    headSeconds: between('training on all products', 'rounding the numbers that are served'),
  };
}

/** Rows a second from texts to suggestions, by the fastest round, and of a second of processor time. */
async function measureScoring(
  folder: string,
  precision: 'float32' | 'int8',
  decoding: Decoding,
  documents: LabelledPart['input']['documents'],
  threads: number,
): Promise<{ perSecond: number; perCpuSecond: number }> {
  const pathOf = (role: string): string => join(folder, role);
  const choices = choicesSchema.parse(JSON.parse(await readFile(pathOf('choices'), 'utf8')));
  const sets = choices.sets.map((set) => ({ ...set, decoding }));
  await writeFile(pathOf('choices'), encodeChoices({ ...choices, precision, sets }));
  const hashes = new Map<string, string>();
  for (const role of ['model', 'product2vec']) {
    const bytes = await readFile(pathOf(role)).catch(() => Buffer.alloc(0));
    hashes.set(role, createHash('sha256').update(bytes).digest('hex'));
  }
  const categorizer = await openOwn(
    {
      modelVersionId: `${precision} ${decoding} ${threads}`,
      file: (role) => ({ path: pathOf(role), sha256: hashes.get(role) ?? '' }),
      read: (role) => readFile(pathOf(role)),
    },
    threads,
  );
  const best = { perSecond: 0, perCpuSecond: 0 };
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const before = process.cpuUsage();
    const neighbours = documents.map(() => []);
    await categorizer.suggest({ documents, pictures: null, neighbours }, neighbours);
    const { user, system } = process.cpuUsage(before);
    best.perSecond = Math.max(best.perSecond, (1000 * documents.length) / (performance.now() - startedAt));
    best.perCpuSecond = Math.max(best.perCpuSecond, (1e6 * documents.length) / (user + system));
  }
  return best;
}

/** @param copies of the test rows that are answered at a time: few rows say little of many threads */
export async function measureDesk(
  name: string,
  trainPart: LabelledPart,
  testPart: LabelledPart,
  fields: string[],
  threads: number,
  copies = 4,
): Promise<Measurement[]> {
  const { trained, seconds, headSeconds } = await train(trainPart, fields, threads);
  const { precision, heads } = trained.evaluation;
  const measurements: Measurement[] = [
    {
      name: `${name}, desk: the heads alone on 10,000 labels`,
      value: headSeconds,
      unit: 's',
      beside: { value: 60, source: 'goal' },
    },
    {
      name: `${name}, desk: training with folds and all choices (${heads?.join(' + ')})`,
      value: seconds,
      unit: 's',
    },
  ];
  if (precision) {
    const equal = Math.min(...precision.equal);
    measurements.push(
      {
        name: `${name}, int8: least share of equal held-out answers of a level`,
        value: equal,
        unit: 'share',
        beside: { value: 0.999, source: 'asked' },
      },
      { name: `${name}, tables of float32`, value: precision.float32Bytes / 2 ** 20, unit: 'MB' },
      { name: `${name}, tables of int8`, value: precision.int8Bytes / 2 ** 20, unit: 'MB' },
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'shelfwise-desk-'));
  try {
    for (const [role, bytes] of Object.entries(trained.files))
      await writeFile(join(folder, role), piecesOf(bytes));
    const documents = Array.from({ length: copies }, () => testPart.input.documents).flat();
    let reference = 0;
    const ways = [
      ['float32', 'likeliest'],
      ['int8', 'likeliest'],
      ['int8', 'least distance'],
    ] as const;
    for (const [numbers, decoding] of ways)
      for (const count of new Set([1, threads])) {
        const { perSecond, perCpuSecond } = await measureScoring(folder, numbers, decoding, documents, count);
        reference ||= perSecond;
        const way = `${numbers}${decoding === 'likeliest' ? '' : ', least expected distance'}`;
        measurements.push(
          {
            name: `${name}, ${way}, ${count} threads: texts to suggestions`,
            value: Math.round(perSecond),
            unit: 'rows/s',
            ratioToReference: perSecond / reference,
          },
          {
            name: `${name}, ${way}, ${count} threads: of a processor second`,
            value: Math.round(perCpuSecond),
            unit: 'rows/s',
          },
        );
      }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return measurements;
}
