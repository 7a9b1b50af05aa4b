/** Learns a catalog's attributes from what its products state: held-out answers, choices, measures, and the models. */
import type { TextDocument, TfidfModel } from '#server/ml/linear/tfidf.ts';
import { expectedCalibrationError } from '#server/ml/metrics/classification.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import {
  type AttributeChoices,
  type AttributeScores,
  answerAttribute,
  attributeApplies,
  chooseAttribute,
} from './attribute-choices.ts';
import { type AttributeKey, collectAttributes, foldWords, statedWords } from './attribute-keys.ts';
import {
  type AttributeHeads,
  type AttributeWeights,
  readAttributeRows,
  scoreByFolds,
  type TrainingOptions,
  trainAttributes,
} from './attribute-models.ts';
import { makeFolds } from './folds.ts';

/** How well an attribute is told, on products that state it: each fold with the choices of the others. */
export interface AttributeMeasures {
  rows: number;
  values: number;
  accuracy: number;
  /** Share right by the commonest value alone. */
  commonest: number;
  ece: number;
  /** Share answered, and share of those that are right. */
  answered: number;
  precision: number | null;
}

export interface LearntAttribute extends AttributeKey {
  choices: AttributeChoices;
  weights: AttributeWeights;
}

/** What is suggested for a product. */
export interface AttributeAnswer {
  /** Place among the learnt attributes, and of the value in its vocabulary. */
  attribute: number;
  value: number;
  p: number;
}

export interface LearntAttributes {
  vocabulary: TfidfModel;
  attributes: LearntAttribute[];
  /** Measures of every attribute that was tried, by name; those that are never sure enough are among them. */
  measures: Record<string, AttributeMeasures>;
  /** Products that were learnt from, their folds, and what models that did not see them say. */
  outOfFold: { rows: Int32Array; folds: Int32Array; answers: AttributeAnswer[][] };
}

/** Products learnt from at the most: time and memory stay within bounds, whatever the catalog. */
const rowsMax = 20_000;
const foldCount = 4;

/** The products to learn from, of as many: all, or some by chance. */
export function attributeRows(count: number, seed: number): Int32Array {
  const all = Int32Array.from({ length: count }, (_, row) => row);
  return count <= rowsMax ? all : shuffle(all, makeRng(seed)).subarray(0, rowsMax).sort();
}

function takeRows(scores: Float32Array, width: number, rows: readonly number[]): Float32Array {
  const out = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    out.set(scores.subarray(row * width, (row + 1) * width), at * width);
  });
  return out;
}

/** The held-out scores of some rows, with what they state. */
function takeScores(
  { values, stated }: AttributeHeads,
  classes: Int32Array,
  takes: (row: number) => boolean,
): AttributeScores {
  const rows = [...classes.keys()].filter(takes);
  const stating = rows.filter((row) => classes[row] >= 0);
  const { classCount } = values;
  return {
    values: {
      classCount,
      model: takeRows(values.model, classCount, stating),
      written: takeRows(values.written, classCount, stating),
      truth: Int32Array.from(stating, (row) => classes[row]),
    },
    stated: {
      scores: takeRows(stated, 2, rows),
      truth: Int32Array.from(rows, (row) => (classes[row] >= 0 ? 1 : 0)),
    },
  };
}

const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);

/** Each fold measured with the choices of the others. */
function measureAttribute(classes: Int32Array, heads: AttributeHeads, folds: Int32Array): AttributeMeasures {
  const p: number[] = [];
  const isRight: number[] = [];
  const sure: number[] = [];
  for (let fold = 0; fold < foldCount; fold++) {
    const { values } = takeScores(heads, classes, (row) => folds[row] === fold);
    const choices = chooseAttribute(takeScores(heads, classes, (row) => folds[row] !== fold));
    const found = answerAttribute(choices, values);
    found.top.forEach((label, row) => {
      const right = label === values.truth[row] ? 1 : 0;
      p.push(found.p[row]);
      isRight.push(right);
      if (found.isSure[row]) sure.push(right);
    });
  }
  const rows = isRight.length;
  return {
    rows,
    values: heads.values.classCount - 1,
    accuracy: sum(isRight) / rows,
    // Values are ordered by how many products state them.
    commonest: classes.filter((label) => label === 0).length / rows,
    ece: expectedCalibrationError(p, isRight),
    answered: sure.length / rows,
    precision: sure.length > 0 ? sum(sure) / sure.length : null,
  };
}

/** Sure answers about attributes that rows do not state (by this name, or the same value by another) and are likely to have. */
export function answerAttributes(
  attributes: readonly (AttributeKey & { choices: AttributeChoices })[],
  heads: readonly AttributeHeads[],
  products: readonly Readonly<Record<string, unknown>>[],
): AttributeAnswer[][] {
  const stated = products.map(statedWords);
  const answers = products.map((): AttributeAnswer[] => []);
  attributes.forEach(({ key, values, choices }, attribute) => {
    const { top, p, isSure } = answerAttribute(choices, heads[attribute].values);
    const applies = attributeApplies(choices, heads[attribute].stated);
    stated.forEach((own, row) => {
      const isAsked = isSure[row] && applies[row] && !own.keys.has(key);
      if (isAsked && !own.values.has(foldWords(values[top[row]])))
        answers[row].push({ attribute, value: top[row], p: p[row] });
    });
  });
  return answers;
}

/**
 * Learns from products; null where no attribute is stated often enough in few enough words.
 * @param documentOf the text of a row without what its attributes say, all of as many fields: asked of the rows that are learnt from
 */
export async function learnAttributes(
  products: readonly Readonly<Record<string, unknown>>[],
  documentOf: (row: number) => TextDocument,
  options: TrainingOptions,
): Promise<LearntAttributes | null> {
  const rows = attributeRows(products.length, options.seed);
  const own = Array.from(rows, (row) => products[row]);
  const table = collectAttributes(own);
  const { keys, classes } = table;
  if (keys.length === 0) return null;
  const texts = Array.from(rows, documentOf);
  const taught = await readAttributeRows(table, texts, options.threads);
  const folds = makeFolds(texts, foldCount, options.seed);
  const heads = await scoreByFolds(taught, folds, options);
  const chosen = keys.map((_, at) => chooseAttribute(takeScores(heads[at], classes[at], () => true)));
  const measures = keys.map((_, at) => measureAttribute(classes[at], heads[at], folds));
  // A threshold that three folds in four do not find again rests on luck.
  const kept = [...keys.keys()].filter((at) => chosen[at].threshold !== null && measures[at].answered > 0);
  const weights = await trainAttributes(taught, kept, options);
  const attributes = kept.map((at, place) => ({ ...keys[at], choices: chosen[at], weights: weights[place] }));
  const keptHeads = kept.map((at) => heads[at]);
  return {
    vocabulary: taught.vocabulary,
    attributes,
    measures: Object.fromEntries(keys.map(({ name }, at) => [name, measures[at]])),
    outOfFold: { rows, folds, answers: answerAttributes(attributes, keptHeads, own) },
  };
}
