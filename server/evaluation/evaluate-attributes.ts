/**
 * `shelfwise evaluate attributes`: how well colour, gender, usage and their like are told from what else a table says. Each attribute
 * is a categorization of one level by the categorizer's own code; beside it stand the two ways that need no model.
 */
import { normaliseText, splitWords } from '#server/ml/text/normalise.ts';
import { evaluateCategorize, type LabelledPart, type LevelReport, takePart } from './evaluate-categorize.ts';
import { makeFolds } from './folds.ts';
import { className } from './label-levels.ts';
import type { ScoreOptions } from './text-vocabulary.ts';

export interface AttributesInput {
  /** The label columns are the attributes, each by itself. */
  train: LabelledPart;
  /** Null: one fifth of `train` is held out, copies of a text together. */
  test: LabelledPart | null;
  names: string[];
  options: ScoreOptions;
  log: (line: string) => void;
}

export interface AttributeReport extends LevelReport {
  rows: { train: number; test: number };
  /** Share right by the commonest value. */
  commonest: number;
  /** Share right by the longest value whose words all stand in the text, else the commonest one. */
  stated: number;
  /** The values with the most rows to test: rows, and F1. */
  values: { value: string; rows: number; f1: number }[];
}

const valuesShown = 20;
/** Fewest rows with a value that a model is asked for. */
const rowsMin = 40;
const testParts = 5;
const noValue = new Set(['', 'na', 'n/a', 'nan', 'none', 'null', 'unknown', '-']);

/** The value of a cell; null where it says that there is none. */
function attributeOf(cell: string | null): string | null {
  const value = cell?.trim() ?? '';
  return noValue.has(value.toLowerCase()) ? null : value;
}

/** Rows that have the attribute, with it as the only label. */
function withAttribute(part: LabelledPart, attribute: number): LabelledPart {
  const values = part.labels[attribute].map(attributeOf);
  const rows = [...values.keys()].filter((row) => values[row] !== null);
  return takePart({ ...part, labels: [values] }, rows);
}

/** One fifth of the rows and the others. */
function holdOutFifth(part: LabelledPart, seed: number): [LabelledPart, LabelledPart] {
  const folds = makeFolds(part.input.documents, testParts, seed);
  const rowsOf = (isTest: boolean): number[] =>
    [...folds.keys()].filter((row) => (folds[row] === 0) === isTest);
  return [takePart(part, rowsOf(false)), takePart(part, rowsOf(true))];
}

function countValues(values: readonly (string | null)[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
}

const wordsOf = (text: string): string[] => splitWords(normaliseText(text));

/** The value that each text states. */
function statedValues(documents: readonly (readonly string[])[], counts: [string, number][]): string[] {
  const told = counts
    .map(([value]) => ({ value, words: wordsOf(value) }))
    .filter(({ words }) => words.length > 0);
  // The sort is stable: of equally long values the commoner one comes first.
  told.sort((left, right) => right.words.length - left.words.length);
  const [[commonest]] = counts;
  return documents.map((document) => {
    const own = new Set(wordsOf(document.join(' ')));
    return told.find(({ words }) => words.every((word) => own.has(word)))?.value ?? commonest;
  });
}

/** F1 of the commonest values. */
function perValue(truth: readonly (string | null)[], answers: readonly string[]): AttributeReport['values'] {
  return countValues(truth)
    .slice(0, valuesShown)
    .map(([value, rows]) => {
      const said = answers.filter((answer) => answer === value).length;
      const both = answers.filter((answer, row) => answer === value && truth[row] === value).length;
      return { value, rows, f1: (2 * both) / (rows + said) };
    });
}

/**
 * Measures every attribute. Rows without a value are left out of training and test alike.
 * @throws RangeError where an attribute has fewer than 40 rows to learn from, one value alone, or no row to test on
 */
export async function evaluateAttributes(input: AttributesInput): Promise<AttributeReport[]> {
  const [train, test] = input.test
    ? [input.train, input.test]
    : holdOutFifth(input.train, input.options.seed);
  const reports: AttributeReport[] = [];
  for (const [attribute, name] of input.names.entries()) {
    const [own, asked] = [train, test].map((part) => withAttribute(part, attribute));
    const counts = countValues(own.labels[0]);
    const [trainRows, testRows] = [own, asked].map((part) => part.input.documents.length);
    if (trainRows < rowsMin || counts.length < 2 || testRows === 0)
      throw new RangeError(
        `${name}: ${trainRows} rows with ${counts.length} values to learn from and ${testRows} to test on are too few`,
      );
    input.log(`${name}: ${counts.length} values in ${trainRows} rows`);
    const found = await evaluateCategorize({
      ...{ train: own, valid: null, test: asked, levelNames: [name], final: false },
      ...{ options: input.options, log: input.log },
    });
    const [truth] = asked.labels;
    const { labels, levels } = found.answers;
    const answers = levels[0].top.map(([first]) => className(labels.classes[0][first]));
    const shareRight = (said: readonly string[]): number =>
      said.filter((value, row) => value === truth[row]).length / testRows;
    reports.push({
      ...found.levels[0],
      rows: { train: trainRows, test: testRows },
      commonest: shareRight(answers.map(() => counts[0][0])),
      stated: shareRight(statedValues(asked.input.documents, counts)),
      values: perValue(truth, answers),
    });
  }
  return reports;
}
