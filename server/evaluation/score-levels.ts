/** Trains the linear text model for every level of a label tree, and scores other rows with it. */
import { trainOneVsRest } from '#server/compute/train-one-vs-rest.ts';
import { type SparseRows, takeRows, toSparseRows } from '#server/ml/linear/sparse.ts';
import {
  fitTfidf,
  type TextDocument,
  type TfidfBlock,
  type TfidfModel,
  tfidfMatrix,
  tfidfRow,
} from '#server/ml/linear/tfidf.ts';

/** Rows of input: one text per field, and optional dense numbers (image descriptors). */
export interface InputRows {
  documents: TextDocument[];
  /** One unit-length vector per row, or null where the row has none; all of one length. */
  dense: (Float32Array | null)[] | null;
}

export interface ScoreOptions {
  threads: number;
  seed: number;
  cost: number;
  /** Weight of the dense block beside text blocks of weight 1. */
  denseWeight: number;
}

/** Rows below which a feature of a single document may count. */
const singlesRowsMax = 3000;

function blocksFor(fieldCount: number): TfidfBlock[] {
  const single = Array.from({ length: fieldCount }, (_, field) => ({ fields: [field], weight: 1 }));
  if (fieldCount === 1) return single;
  return [...single, { fields: single.map((block) => block.fields[0]), weight: 1 }];
}

function rowOf(
  model: TfidfModel,
  input: InputRows,
  row: number,
  weight: number,
): { indices: Int32Array; values: Float32Array } {
  const text = tfidfRow(model, input.documents[row]);
  const dense = input.dense?.[row];
  if (!dense) return text;
  const indices = new Int32Array(text.indices.length + dense.length);
  const values = new Float32Array(indices.length);
  indices.set(text.indices);
  values.set(text.values);
  for (let at = 0; at < dense.length; at++) {
    indices[text.indices.length + at] = model.columnCount + at;
    values[text.indices.length + at] = dense[at] * weight;
  }
  return { indices, values };
}

function denseWidth(inputs: InputRows[]): number {
  for (const input of inputs) for (const vector of input.dense ?? []) if (vector) return vector.length;
  return 0;
}

interface Vectorised {
  trainRows: SparseRows;
  otherRows: SparseRows[];
  otherSeconds: number;
}

/** Sparse rows of training and other inputs under a vocabulary learnt from the training rows. */
function vectorise(train: InputRows, others: InputRows[], options: ScoreOptions): Vectorised {
  const fieldCount = train.documents[0]?.length ?? 0;
  const documentsMin = train.documents.length > singlesRowsMax ? 2 : 1;
  const model = fitTfidf(train.documents, { blocks: blocksFor(fieldCount), documentsMin });
  const width = model.columnCount + denseWidth([train, ...others]);
  const toRows = (input: InputRows): SparseRows =>
    toSparseRows(
      input.documents.map((_, row) => rowOf(model, input, row, options.denseWeight)),
      width,
    );
  const trainRows = toRows(train);
  const startedAt = performance.now();
  const otherRows = others.map(toRows);
  return { trainRows, otherRows, otherSeconds: (performance.now() - startedAt) / 1000 };
}

/**
 * @param labels class ids of the training rows, an array per level; rows with −1 do not train that level
 * @returns scores[level][input], rows × classes; and the seconds that tokenising and scoring the other inputs took
 */
export async function scoreLevels(
  train: InputRows,
  labels: Int32Array[],
  classCounts: number[],
  others: InputRows[],
  options: ScoreOptions,
): Promise<{ scores: Float32Array[][]; scoreSeconds: number }> {
  const { trainRows, otherRows, otherSeconds } = vectorise(train, others, options);
  let scoreSeconds = otherSeconds;
  const scores: Float32Array[][] = [];
  for (let level = 0; level < labels.length; level++) {
    const known = [...labels[level].keys()].filter((row) => labels[level][row] >= 0);
    const found = await trainOneVsRest({
      train: known.length === trainRows.rowCount ? trainRows : takeRows(trainRows, known),
      classOf: Int32Array.from(known, (row) => labels[level][row]),
      classCount: classCounts[level],
      score: otherRows,
      threads: options.threads,
      svm: { cost: options.cost, seed: options.seed },
    });
    scores.push(found.scores);
    scoreSeconds += found.scoreSeconds;
  }
  return { scores, scoreSeconds };
}

export interface TrainedLevels {
  vocabulary: TfidfModel;
  /** Per level: classes × (columns + 1), bias last. */
  weights: Float32Array[];
}

/** Trains every level on text and keeps the weights: what a model file is written from. */
export async function trainLevels(
  documents: TextDocument[],
  labels: Int32Array[],
  classCounts: number[],
  options: ScoreOptions,
): Promise<TrainedLevels> {
  const documentsMin = documents.length > singlesRowsMax ? 2 : 1;
  const vocabulary = fitTfidf(documents, { blocks: blocksFor(documents[0]?.length ?? 0), documentsMin });
  const rows = tfidfMatrix(vocabulary, documents);
  const weights: Float32Array[] = [];
  for (let level = 0; level < labels.length; level++) {
    const known = [...labels[level].keys()].filter((row) => labels[level][row] >= 0);
    const found = await trainOneVsRest({
      train: known.length === rows.rowCount ? rows : takeRows(rows, known),
      classOf: Int32Array.from(known, (row) => labels[level][row]),
      classCount: classCounts[level],
      score: [],
      threads: options.threads,
      keepWeights: true,
      svm: { cost: options.cost, seed: options.seed },
    });
    if (found.weights) weights.push(found.weights);
  }
  return { vocabulary, weights };
}
