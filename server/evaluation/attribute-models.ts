/** The linear models of attributes: held-out scores by folds, and the models of all rows, from one matrix. */
import { readTexts } from '#server/compute/read-texts.ts';
import { type OneVsRestProblem, trainOneVsRest } from '#server/compute/train-one-vs-rest.ts';
import type { SparseRows } from '#server/ml/linear/sparse.ts';
import { findLongFields, fitTfidf, type TextDocument, type TfidfModel } from '#server/ml/linear/tfidf.ts';
import type { ValueScores } from './attribute-choices.ts';
import type { AttributeKey, AttributeTable } from './attribute-keys.ts';
import { writtenValues } from './written-values.ts';

export interface TrainingOptions {
  threads: number;
  seed: number;
}

/** What attributes are learnt from. */
export interface AttributeRows extends AttributeTable {
  documents: readonly TextDocument[];
  vocabulary: TfidfModel;
  /** The products, and behind them a row for each value with its words as the text. */
  matrix: SparseRows;
  /** Per attribute: the rows of its values. */
  named: Int32Array[];
}

/** Scores of rows for one attribute. */
export interface AttributeHeads {
  values: ValueScores;
  /** Two a row: not stated, stated. */
  stated: Float32Array;
}

/** Weights of one attribute, classes × (columns + 1), bias last. */
export interface AttributeWeights {
  /** The values, and one class for all others. */
  values: Float32Array;
  /** Not stated, stated. */
  stated: Float32Array;
}

/** Bytes of all weights together: half the features of the demo (66,000) tell its attributes no worse. */
const weightBytesMax = 32 * 2 ** 20;

function learnVocabulary(documents: readonly TextDocument[], keys: readonly AttributeKey[]): TfidfModel {
  const fieldCount = documents[0]?.length ?? 0;
  const fields = Array.from({ length: fieldCount }, (_, field) => field).filter((field) =>
    documents.some((document) => document[field]),
  );
  const classes = keys.reduce((sum, key) => sum + key.values.length + 3, 0);
  return fitTfidf(documents, {
    blocks: [...fields.map((field) => ({ fields: [field], weight: 1 })), { fields, weight: 1 }],
    documentsMin: 2,
    longFields: findLongFields(documents),
    columnsMax: Math.floor(weightBytesMax / (4 * classes)),
  });
}

/** Reads the products' texts, and the words of the values as rows of their own, as categories' names are (named-rows.ts). */
export async function readAttributeRows(
  table: AttributeTable,
  documents: readonly TextDocument[],
  threads: number,
): Promise<AttributeRows> {
  const rest = new Array<string>((documents[0]?.length ?? 1) - 1).fill('');
  let row = documents.length;
  const named = table.keys.map(({ values }) => Int32Array.from(values, () => row++));
  const names = table.keys.flatMap(({ values }) => values.map((value) => [value, ...rest]));
  const texts = [...documents, ...names];
  const vocabulary = learnVocabulary(texts, table.keys);
  return { ...table, documents, vocabulary, matrix: await readTexts(vocabulary, texts, threads), named };
}

/** Two problems an attribute: which value, of the rows that state one; and whether it is stated, of all rows. */
function problemsOf(
  { classes, keys, named }: AttributeRows,
  attribute: number,
  mayTrain: (row: number) => boolean,
  score: OneVsRestProblem['score'],
): OneVsRestProblem[] {
  const own = classes[attribute];
  const names = named[attribute];
  const all = Int32Array.from([...own.keys()].filter(mayTrain));
  const stating = all.filter((row) => own[row] >= 0);
  const shared = { score, keepWeights: score.length === 0 };
  return [
    {
      ...shared,
      rows: Int32Array.from([...stating, ...names]),
      classOf: Int32Array.from([...stating.map((row) => own[row]), ...names.keys()]),
      classCount: keys[attribute].values.length + 1,
    },
    { ...shared, rows: all, classOf: all.map((row) => (own[row] >= 0 ? 1 : 0)), classCount: 2 },
  ];
}

/** Scores of every product by models of the folds that it is not in. */
export async function scoreByFolds(
  rows: AttributeRows,
  folds: Int32Array,
  options: TrainingOptions,
): Promise<AttributeHeads[]> {
  const { keys, documents } = rows;
  const foldCount = folds.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  const rowsOf = Array.from({ length: foldCount }, (_, own) =>
    Int32Array.from([...folds.keys()].filter((row) => folds[row] === own)),
  );
  const { scores } = await trainOneVsRest({
    matrices: [rows.matrix],
    problems: rowsOf.flatMap((scored, fold) =>
      [...keys.keys()].flatMap((attribute) =>
        problemsOf(rows, attribute, (row) => folds[row] !== fold, [{ matrix: 0, rows: scored }]),
      ),
    ),
    threads: options.threads,
    svm: { seed: options.seed },
  });
  const gather = (problem: number, width: number): Float32Array => {
    const out = new Float32Array(folds.length * width);
    rowsOf.forEach((own, fold) => {
      const [found] = scores[2 * fold * keys.length + problem];
      own.forEach((row, at) => {
        out.set(found.subarray(at * width, (at + 1) * width), row * width);
      });
    });
    return out;
  };
  const written = writtenValues(
    documents,
    keys.map((key) => key.values),
  );
  return keys.map(({ values }, at) => {
    const classCount = values.length + 1;
    const model = gather(2 * at, classCount);
    return { values: { classCount, model, written: written[at] }, stated: gather(2 * at + 1, 2) };
  });
}

/** Models of some of the attributes, learnt from all products. */
export async function trainAttributes(
  rows: AttributeRows,
  attributes: readonly number[],
  options: TrainingOptions,
): Promise<AttributeWeights[]> {
  const { weights } = await trainOneVsRest({
    matrices: [rows.matrix],
    problems: attributes.flatMap((attribute) => problemsOf(rows, attribute, () => true, [])),
    threads: options.threads,
    svm: { seed: options.seed },
  });
  return attributes.map((_, at) => {
    const [values, stated] = weights.slice(2 * at, 2 * at + 2);
    if (!values || !stated) throw new Error('weights were asked for and not kept');
    return { values, stated };
  });
}
