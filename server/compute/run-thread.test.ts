import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { toSparseRows } from '#server/ml/linear/sparse.ts';
import { fitTfidf, readerParts } from '#server/ml/linear/tfidf.ts';
import { ThreadPool } from './run-thread.ts';
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

  it('never gives work to a thread that is on its way out', async () => {
    const pool = new ThreadPool(5);
    const vocabulary = fitTfidf([['red shoe']], { blocks: [{ fields: [0], weight: 1 }], documentsMin: 1 });
    const task = { key: 1, reader: readerParts(vocabulary), models: [], place: 0, documents: [['red shoe']] };
    for (let time = 0; time < 12; time++) {
      const found = await pool.run({ work: 'texts', task });
      expect(found?.rows?.rowCount).toBe(1);
      // Around the moment at which the thread ends for want of work, also while this process was busy.
      await new Promise((resolve) => setTimeout(resolve, 3 + (time % 4)));
      const until = performance.now() + (time % 3) * 4;
      while (performance.now() < until);
    }
  }, 60_000);

  it('starts others after those that waited were ended', async () => {
    const pool = new ThreadPool(30_000);
    const vocabulary = fitTfidf([['red shoe']], { blocks: [{ fields: [0], weight: 1 }], documentsMin: 1 });
    const task = { key: 3, reader: readerParts(vocabulary), models: [], place: 0, documents: [['red shoe']] };
    for (let time = 0; time < 2; time++) {
      expect((await pool.run({ work: 'texts', task }))?.rows?.rowCount).toBe(1);
      await pool.endIdle();
    }
  }, 60_000);

  it('tells what a thread threw, and goes on with it', async () => {
    const pool = new ThreadPool(30_000);
    const wrong = { key: 2, reader: null, models: [], place: 0, documents: [] };
    // What the type forbids: a thread must answer for every mistake.
    const order = { work: 'texts', task: wrong } as unknown as Parameters<ThreadPool['run']>[0];
    await expect(pool.run(order)).rejects.toThrow(/null/);
    await expect(pool.run(order)).rejects.toThrow(/null/);
  }, 90_000);

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
  }, 90_000);
});
