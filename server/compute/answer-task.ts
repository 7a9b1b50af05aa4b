/** From texts to answers, as one thread does it: reads, scores, fuses, decodes, calibrates. What is kept of an answer is written to shared memory. */
import { deserialize } from 'node:v8';
import { RowAnswerer } from '#server/ml/fusion/answer-row.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { SummaryTable } from '#server/ml/fusion/summary-table.ts';
import { RowWriter } from '#server/ml/linear/sparse.ts';
import { outputsOf } from './place-bags.ts';
import { batchSize, openTexts, scorersOf, type TextTask } from './text-task.ts';

/** A head that a model over texts gives: which of the models, and its outputs from the root to the leaf. */
export interface TextHead {
  name: string;
  model: number;
  outputs: string[];
}

/** What is asked of some rows, and where the answers go. Arrays are those of all rows of one call. */
export interface AskedRows {
  /** Heads that were worked out elsewhere (pictures, neighbours). */
  others: HeadScores[];
  /** Place of each row's evidence set. */
  sets: Int32Array;
  /** Class at the leaf that the seller named; −1 for none. */
  given: Int32Array;
  /** A table of summaries (summary-table.ts). */
  table: Float32Array | Float64Array;
}

export interface AnswerTask extends TextTask {
  /** `FusedChoices` as v8 writes them, in shared memory: a thread reads them once. */
  choices: Uint8Array;
  heads: TextHead[];
  rows: AskedRows;
  /** Place of the first document among the rows. */
  firstRow: number;
}

/** Scores of a batch, reused from batch to batch. */
interface Batch {
  key: number;
  place: number;
  answerer: RowAnswerer;
  outputs: Record<string, Float32Array>[];
  heads: HeadScores[];
}

function makeBatch({ key, place, choices, models, heads }: AnswerTask): Batch {
  const outputs = models.map((parts, model) => {
    const asked = heads.flatMap((head) => (head.model === model ? head.outputs : []));
    const known = outputsOf(parts).filter(({ name }) => asked.includes(name));
    return Object.fromEntries(known.map(({ name, width }) => [name, new Float32Array(batchSize * width)]));
  });
  const present = new Uint8Array(batchSize);
  return {
    ...{ key, place, outputs },
    answerer: new RowAnswerer(deserialize(Buffer.from(choices)) as FusedChoices),
    heads: heads.map(({ name, model, outputs: names }) => ({
      ...{ name, present },
      levels: names.map((output) => outputs[model][output]),
    })),
  };
}

let batch: Batch | null = null;

/** Some rows of a head. */
function sliceHead({ name, levels, present }: HeadScores, from: number, to: number): HeadScores {
  const count = present.length;
  return {
    name,
    levels: levels.map((scores) => {
      const width = scores.length / count;
      return scores.subarray(from * width, to * width);
    }),
    present: present.subarray(from, to),
  };
}

/** Answers about the documents of a task. */
export function runAnswerTask(task: AnswerTask): void {
  const texts = openTexts(task);
  const scorers = scorersOf(texts, task);
  if (batch?.key !== task.key || batch.place !== task.place) batch = makeBatch(task);
  const { answerer, outputs, heads } = batch;
  const { others, sets, given, table } = task.rows;
  const summaries = new SummaryTable(table);
  const writer = new RowWriter();
  for (let from = 0; from < task.documents.length; from += batchSize) {
    const part = task.documents.slice(from, from + batchSize);
    writer.clear();
    for (const document of part) texts.reader.read(document, writer);
    const rows = writer.asRows(task.reader.columnCount);
    scorers.forEach((scorer, model) => {
      scorer.score(rows, 0, outputs[model]);
    });
    const first = task.firstRow + from;
    const all = [...heads, ...others.map((head) => sliceHead(head, first, first + part.length))];
    for (let at = 0; at < part.length; at++) {
      // The text heads share their array: a text without a known word says no more than no text.
      for (const { present } of heads) present[at] = rows.offsets[at + 1] > rows.offsets[at] ? 1 : 0;
      answerer.load(all, at, sets[first + at]);
      const label = given[first + at];
      summaries.write(first + at, answerer.summarise(label < 0 ? null : label));
    }
  }
}
