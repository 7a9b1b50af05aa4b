/** What our models answer on the shared sets and whether it is right: streams of automatic acceptance are drawn from it. */
import { join } from 'node:path';
import { evaluateCategorize, type LabelledPart } from '#server/evaluation/evaluate-categorize.ts';
import { tableDocuments } from '#server/evaluation/table-documents.ts';
import { readTable } from '#server/tables/read-table.ts';
import { matchAnswers, pairSets } from './match-figures.ts';

export interface Answer {
  p: number;
  isRight: boolean;
}

const text = ['Name', 'Description', 'CategoryText', 'URL'];
const levelNames = ['lvl1', 'lvl2', 'lvl3'];

async function readMwpd(file: string): Promise<LabelledPart> {
  const table = await readTable(file);
  return {
    input: { documents: tableDocuments(table, text), pictures: null },
    labels: levelNames.map((name) => table.column(name)),
  };
}

/** MWPD2020: learnt from train.json, leaves of validation.json. */
async function leafAnswers(folder: string, threads: number): Promise<Answer[]> {
  const [train, test] = await Promise.all(
    ['train.json', 'validation.json'].map((file) => readMwpd(join(folder, 'mwpd2020', file))),
  );
  const { answers } = await evaluateCategorize({
    ...{ train, valid: null, test, levelNames, final: false },
    options: { threads, seed: 1, cost: 1 },
    log: () => undefined,
  });
  const leaf = levelNames.length - 1;
  const { top, p } = answers.levels[leaf];
  return test.labels[leaf].map((label, row) => ({
    p: p[row],
    isRight: answers.labels.classes[leaf][top[row][0]] === label,
  }));
}

/** Every set by name: leaves of MWPD2020, and the test pairs of the sets that have a test file. */
export async function realAnswers(
  folder: string,
  threads: number,
  report: (line: string) => void,
): Promise<[name: string, pool: Answer[]][]> {
  report('MWPD2020: training …');
  const pools: [string, Answer[]][] = [['MWPD2020 leaves', await leafAnswers(folder, threads)]];
  for (const set of pairSets.filter((one) => !one.testsOnValidation)) {
    report(`${set.name}: training …`);
    pools.push([set.name, await matchAnswers(folder, set)]);
  }
  return pools;
}
