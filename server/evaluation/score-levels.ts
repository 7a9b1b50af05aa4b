/** Trains the linear text model for every level of a label tree, and scores other rows with it. */
import { trainOneVsRest } from '#server/compute/train-one-vs-rest.ts';
import { type SparseRows, takeRows } from '#server/ml/linear/sparse.ts';
import {
  fitTfidf,
  type TextDocument,
  type TfidfBlock,
  type TfidfModel,
  tfidfMatrix,
} from '#server/ml/linear/tfidf.ts';

/** Rows of input: one text per field, and optional pictures. */
export interface InputRows {
  documents: TextDocument[];
  /** An encoder's vector of each row's picture, unit length, or null where the row has none; all of one length. */
  pictures: (Float32Array | null)[] | null;
}

export interface ScoreOptions {
  threads: number;
  seed: number;
  cost: number;
}

/** Rows below which a feature of a single document may count. */
const singlesRowsMax = 3000;

function blocksFor(fieldCount: number): TfidfBlock[] {
  const single = Array.from({ length: fieldCount }, (_, field) => ({ fields: [field], weight: 1 }));
  if (fieldCount === 1) return single;
  return [...single, { fields: single.map((block) => block.fields[0]), weight: 1 }];
}

interface Vectorised {
  trainRows: SparseRows;
  otherRows: SparseRows[];
  otherSeconds: number;
}

/** Sparse rows of training and other inputs under a vocabulary learnt from the training rows. */
function vectorise(train: InputRows, others: InputRows[]): Vectorised {
  const fieldCount = train.documents[0]?.length ?? 0;
  const documentsMin = train.documents.length > singlesRowsMax ? 2 : 1;
  const model = fitTfidf(train.documents, { blocks: blocksFor(fieldCount), documentsMin });
  const trainRows = tfidfMatrix(model, train.documents);
  const startedAt = performance.now();
  const otherRows = others.map((input) => tfidfMatrix(model, input.documents));
  return { trainRows, otherRows, otherSeconds: (performance.now() - startedAt) / 1000 };
}

/**
 * Text alone: pictures have a head of their own (heads.ts).
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
  const { trainRows, otherRows, otherSeconds } = vectorise(train, others);
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
