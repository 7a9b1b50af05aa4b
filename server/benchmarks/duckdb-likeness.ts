/** What DuckDB's own string functions say of pairs of titles: the simplest thing that somebody with a database would do. */
import { DuckDBInstance } from '@duckdb/node-api';
import { bestThreshold, binaryScore } from '#server/evaluation/binary-metrics.ts';
import type { PairSet } from '#server/evaluation/match-pairs.ts';

const functions = {
  jaro_winkler_similarity: 'jaro_winkler_similarity(a, b)',
  levenshtein: '1 - levenshtein(a, b) / greatest(length(a), length(b))',
  jaccard: 'jaccard(a, b)',
} as const;
export type DuckDbFunction = keyof typeof functions;
export const duckDbFunctions = Object.keys(functions) as DuckDbFunction[];

export interface TitlePairs {
  left: readonly string[];
  right: readonly string[];
}

export interface DuckDbLikeness {
  /** Likeness of every pair, by function. */
  likeness: Record<DuckDbFunction, Float64Array>;
  /** Pairs a second through all functions together. */
  rate: number;
}

/** Likeness of pairs of texts by every function; an empty text is like none. */
export async function duckDbLikeness({ left, right }: TitlePairs, threads: number): Promise<DuckDbLikeness> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  try {
    await connection.run('CREATE TABLE pair (place INTEGER, a VARCHAR, b VARCHAR)');
    const appender = await connection.createAppender('pair');
    left.forEach((text, at) => {
      appender.appendInteger(at);
      appender.appendVarchar(text);
      appender.appendVarchar(right[at]);
      appender.endRow();
    });
    appender.closeSync();
    const columns = duckDbFunctions.map(
      (name) => `CASE WHEN a = '' OR b = '' THEN 0.0 ELSE ${functions[name]} END::DOUBLE AS ${name}`,
    );
    const startedAt = performance.now();
    const answer = await connection.runAndReadAll(`SELECT ${columns.join(', ')} FROM pair ORDER BY place`);
    const rate = left.length / ((performance.now() - startedAt) / 1000);
    const values = answer.getColumns();
    const likeness = Object.fromEntries(
      duckDbFunctions.map((name, place) => [name, Float64Array.from(values[place], Number)]),
    ) as Record<DuckDbFunction, Float64Array>;
    return { likeness, rate };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** F1 on test of a threshold on each function, chosen on validation. */
export async function duckDbF1(
  titles: { left: readonly string[]; right: readonly string[] },
  valid: PairSet,
  test: PairSet,
  threads: number,
): Promise<{ f1: Record<DuckDbFunction, number>; rate: number }> {
  const textsOf = (pairs: PairSet): TitlePairs => ({
    left: Array.from(pairs.left, (row) => titles.left[row]),
    right: Array.from(pairs.right, (row) => titles.right[row]),
  });
  const [chosen, measured] = [
    await duckDbLikeness(textsOf(valid), threads),
    await duckDbLikeness(textsOf(test), threads),
  ];
  const f1 = Object.fromEntries(
    duckDbFunctions.map((name) => {
      const threshold = bestThreshold(chosen.likeness[name], valid.labels);
      return [name, binaryScore(measured.likeness[name], test.labels, threshold).f1];
    }),
  ) as Record<DuckDbFunction, number>;
  return { f1, rate: measured.rate };
}
