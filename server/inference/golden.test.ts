/** The kernel of today and onnxruntime against answers that were written down: kernel.golden.txt. */
import { describe, expect, it } from 'vitest';
import {
  answerRows,
  byRow,
  comparePairs,
  furthest,
  outputs,
  readGolden,
  readTexts,
  scorePairs,
  scoreRows,
} from './golden.fixture.ts';

const golden = readGolden();
const { rows, scores, answers, pairs, int8 } = golden;

/** Eight digits are written down. */
const written = 1e-6;
const asked = 1e-5;

/** Every number as near as asked, everything else the same. */
function expectNear(found: unknown, expected: unknown, most: number, where: string): void {
  if (typeof expected === 'number' && typeof found === 'number')
    expect(Math.abs(found - expected), where).toBeLessThanOrEqual(most * Math.max(1, Math.abs(expected)));
  else if (typeof expected === 'object' && expected !== null && typeof found === 'object' && found !== null) {
    const [own, other] = [new Map(Object.entries(found)), Object.entries(expected)];
    expect([...own.keys()], where).toEqual(other.map(([key]) => key));
    for (const [key, value] of other) expectNear(own.get(key), value, most, `${where}.${key}`);
  } else expect(found, where).toEqual(expected);
}

describe('the golden file', () => {
  it('holds rows of every kind, and an answer for each', () => {
    expect(rows.documents.length).toBeGreaterThanOrEqual(20);
    expect([golden.texts, scores, answers].map((list) => list.length)).toEqual(
      [1, 2, 3].map(() => rows.documents.length),
    );
    expect(pairs).toHaveLength(rows.pairs.length);
    for (const { facts } of pairs) expect(facts).toHaveLength(golden.pairNames.length);
    // Both ways of decoding are told apart by some row, as are depths.
    expect(answers.some(({ likeliest, nearest }) => likeliest.top[1][0] !== nearest.top[1][0])).toBe(true);
    expect(new Set(answers.map(({ likeliest }) => likeliest.depthOk)).size).toBeGreaterThan(1);
    // All facts but a few are known of some pair and differ between pairs.
    const varied = golden.pairNames.filter((_, at) => new Set(pairs.map(({ facts }) => facts[at])).size > 1);
    expect(varied.length).toBeGreaterThan(0.6 * golden.pairNames.length);
  });

  it('would show a text that is read otherwise', () => {
    const changed = {
      ...rows,
      documents: rows.documents.map((document, at) => (at === 2 ? ['x', '', ''] : document)),
    };
    expect(readTexts(changed)[2]).not.toEqual(golden.texts[2]);
    // Its idf counts in the rows that share its words.
    expect(readTexts(changed)[3].weight).not.toBeCloseTo(golden.texts[3].weight, 6);
  });
});

describe('the kernel of today', () => {
  it('reads, scores and answers as it did', async () => {
    readTexts(rows).forEach((text, at) => {
      expectNear(text, golden.texts[at], written, `text of ${rows.documents[at][0]}`);
    });
    const found = await scoreRows(rows, 'kernel');
    expectNear(byRow(found, rows.documents.length), scores, written, 'scores');
    expectNear(answerRows(rows, found), answers, written, 'answers');
  });

  it('compares listings as it did', () => {
    const { names, pairs: found } = comparePairs(rows);
    expect(names).toEqual(golden.pairNames);
    found.forEach((pair, at) => {
      const facts = (list: readonly (number | null)[]) =>
        Object.fromEntries(names.map((name, place) => [name, list[place]]));
      expectNear(facts(pair.facts), facts(pairs[at].facts), written, `pair ${rows.pairs[at].join(' and ')}`);
      expectNear(pair.p, pairs[at].p, written, 'p');
    });
  });

  it('rounds to int8 with the loss that was measured, and no more', async () => {
    const [exact, small] = [await scoreRows(rows, 'kernel'), await scoreRows(rows, 'kernel int8')];
    const largest = furthest(exact, small);
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThanOrEqual(int8.largest * 1.0001);
    const kept = answerRows(rows, small).filter(
      ({ likeliest }, at) => likeliest.top[1][0] === answers[at].likeliest.top[1][0],
    );
    expect(kept.length).toBeGreaterThanOrEqual(int8.equal);
  });
});

describe('onnxruntime', () => {
  it('agrees with the golden scores and answers to 1e-5', async () => {
    const found = await scoreRows(rows, 'onnxruntime');
    byRow(found, rows.documents.length).forEach((own, row) => {
      for (const name of outputs)
        own[name].forEach((score, at) => {
          expect(Math.abs(score - scores[row][name][at]), `${name} of row ${row}`).toBeLessThan(asked);
        });
    });
    expectNear(answerRows(rows, found), answers, asked, 'answers');
  });

  it('agrees with the golden p of pairs to 1e-5', async () => {
    const found = await scorePairs(rows);
    pairs.forEach(({ p }, at) => {
      expect(Math.abs(found[at] - p)).toBeLessThan(asked);
    });
  });
});
