import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { toSparseRows } from '#server/ml/linear/sparse.ts';
import { trainOneVsRest } from './train-one-vs-rest.ts';

const rowCount = 90;
const matrix = toSparseRows(
  Array.from({ length: rowCount }, (_, row) => ({
    indices: Int32Array.from([row % 3, 3 + (row % 5)]),
    values: Float32Array.from([1, 0.5]),
  })),
  8,
);
const rows = Int32Array.from({ length: rowCount }, (_, row) => row);

async function train(inlineBelow: number): Promise<Float32Array[]> {
  const problem = { rows, classOf: rows.map((row) => row % 3), classCount: 3, score: [{ matrix: 0, rows }] };
  const { scores } = await trainOneVsRest({
    matrices: [matrix],
    problems: [problem, problem, problem, problem],
    threads: 2,
    inlineBelow,
  });
  return scores.map(([own]) => own);
}

describe('runThread', () => {
  it('gives the same threads one piece of work after the other', async () => {
    const inline = await train(Number.POSITIVE_INFINITY);
    for (let time = 0; time < 3; time++) expect(await train(0)).toEqual(inline);
  });

  it('lets the process end while threads wait', async () => {
    const module = JSON.stringify(new URL('./train-one-vs-rest.ts', import.meta.url).href);
    const script = `import { trainOneVsRest } from ${module};
      const matrix = { rowCount: 1, columnCount: 1, offsets: Int32Array.of(0, 1), indices: Int32Array.of(0), values: Float32Array.of(1) };
      const rows = Int32Array.of(0);
      const problem = { rows, classOf: rows, classCount: 64, score: [] };
      await trainOneVsRest({ matrices: [matrix], problems: [problem, problem], threads: 2, inlineBelow: 0 });
      process.stdout.write('done');`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
    expect(stdout).toBe('done');
  }, 30_000);
});
