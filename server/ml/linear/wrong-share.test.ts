import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { agreedConfidence, countWrong, estimateWrong, type WrongCounts, wrongWeight } from './wrong-share.ts';

const none: WrongCounts = {
  ...{ rows: 0, open: 0, expected: 0, spread: 0, doubted: 0, decided: 0, wrong: 0 },
  ...{ triedExpected: 0, triedWrong: 0, audited: 0, auditedWrong: 0 },
};

/** Rows of ten labels and six groups of growing carelessness; a model that is right in `skill` of them and somewhat unsure. */
function planted(rate: (group: number) => number, skill: number, seed: number) {
  const rng = makeRng(seed);
  const rows = Array.from({ length: 3000 }, (_, row) => {
    const group = row % 6;
    const truth = rng.below(10);
    const isWrong = rng.next() < rate(group);
    const given = isWrong ? (truth + 1 + rng.below(9)) % 10 : truth;
    const believed = rng.next() < skill ? truth : (truth + 1 + rng.below(9)) % 10;
    const p = (believed === truth ? 0.7 : 0.35) + 0.2 * rng.next();
    return {
      group,
      given,
      isWrong,
      pGiven: believed === given ? p : (1 - p) / 9,
      pOther: believed === given ? (1 - p) / 9 : p,
    };
  });
  const counts = countWrong(
    { pGiven: rows.map((row) => row.pGiven), pOther: rows.map((row) => row.pOther) },
    rows.map((row) => row.given),
    rows.map((row) => row.group),
    6,
  );
  const truthOf = (group: number): number => {
    const own = rows.filter((row) => row.group === group);
    return own.filter((row) => row.isWrong).length / own.length;
  };
  return { ...counts, truth: rows.filter((row) => row.isWrong).length / rows.length, truthOf };
}

const found = (counts: { all: WrongCounts; groups: WrongCounts[] }) => {
  const estimate = estimateWrong(counts.all, counts.groups);
  if (!estimate) throw new Error('nothing was weighed');
  return estimate;
};

describe('the weight of a row', () => {
  it('is the gap of both p over the confidence, and 0 where the model agrees', () => {
    expect(wrongWeight(0.1, 0.7, 0.8)).toBeCloseTo(0.7 / 0.8 - 0.1 / 0.8, 12);
    expect(wrongWeight(0.02, 0.9, 0.8)).toBeCloseTo(1 - 0.025, 12);
    expect(wrongWeight(0.7, 0.1, 0.8)).toBe(0);
    expect(agreedConfidence({ pGiven: [0.9, 0.7, 0.1], pOther: [0.05, 0.2, 0.8] })).toBeCloseTo(0.8, 12);
    expect(agreedConfidence({ pGiven: [0.1], pOther: [0.9] })).toBe(1);
  });

  it('is none for a label of fewer rows than a model learns from', () => {
    const opinions = { pGiven: [0.1, 0.9, 0.9, 0.9, 0.9, 0.9], pOther: [0.9, 0.1, 0.1, 0.1, 0.1, 0.1] };
    expect(countWrong(opinions, [0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0], 1).all).toMatchObject({
      rows: 6,
      open: 5,
      doubted: 0,
    });
  });
});

describe('the share of wrong labels', () => {
  it('is next to nothing where none is planted and the model is right', () => {
    const estimate = found(planted(() => 0, 1, 1));
    expect(estimate.all.share).toBe(0);
    expect(estimate.all.low).toBe(0);
    expect(estimate.all.high).toBeLessThan(0.01);
  });

  it.each([0.02, 0.08, 0.2])('is near %s where that is planted, and nearer than what is doubted', (rate) => {
    for (const seed of [1, 2, 3]) {
      const counts = planted(() => rate, 0.95, seed);
      const estimate = found(counts);
      expect(Math.abs(estimate.all.share - counts.truth)).toBeLessThan(0.035);
      expect(Math.abs(estimate.all.share - counts.truth)).toBeLessThan(
        Math.abs(counts.all.doubted / counts.all.open - counts.truth),
      );
      expect(estimate.all.low).toBeLessThanOrEqual(counts.truth);
      expect(estimate.all.high).toBeGreaterThanOrEqual(counts.truth);
    }
  });

  it('ranks groups by how careless they are, and holds their shares', () => {
    const counts = planted((group) => group ** 2 * 0.012, 0.95, 4);
    const { groups } = found(counts);
    const order = groups.map((_, at) => at).toSorted((a, b) => groups[a].share - groups[b].share);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
    groups.forEach(({ low, high }, at) => {
      expect(low).toBeLessThanOrEqual(counts.truthOf(at));
      expect(high).toBeGreaterThanOrEqual(counts.truthOf(at));
    });
  });

  it('draws a small group towards the rate of all', () => {
    const large = { ...none, rows: 1000, open: 1000, expected: 50, spread: 10, doubted: 90 };
    const small = { ...none, rows: 2, open: 2, expected: 2, spread: 0, doubted: 2 };
    const all = { ...large, rows: 1002, open: 1002, expected: 52, doubted: 92 };
    const [, drawn] = found({ all, groups: [large, small] }).groups;
    expect(drawn.share).toBeGreaterThan(0.052);
    expect(drawn.share).toBeLessThan(0.9);
    expect(drawn.high - drawn.low).toBeGreaterThan(0.1);
  });

  it('is what people said where all is decided, and follows their decisions elsewhere', () => {
    const before = { ...none, rows: 1000, open: 1000, expected: 80, spread: 20, doubted: 120 };
    const decidedTo = (wrong: number): WrongCounts => ({
      ...before,
      ...{ open: 940, expected: 40, doubted: 60, decided: 60, wrong, triedExpected: 40, triedWrong: wrong },
    });
    const shares = [before, decidedTo(40), decidedTo(60), decidedTo(5)].map(
      (all) => found({ all, groups: [] }).all,
    );
    expect(shares[1].share).toBeCloseTo(shares[0].share, 2);
    expect(shares[2].share).toBeGreaterThan(shares[0].share);
    expect(shares[3].share).toBeLessThan(0.6 * shares[0].share);
    expect(shares[1].high - shares[1].low).toBeLessThan(shares[0].high - shares[0].low);
    const decided = { ...none, rows: 50, decided: 50, wrong: 5 };
    expect(found({ all: decided, groups: [decided] }).groups[0]).toEqual({ share: 0.1, low: 0.1, high: 0.1 });
    expect(estimateWrong({ ...none, rows: 50 }, [])).toBeNull();
  });

  it('counts what audits find among rows that nobody doubts', () => {
    const all = {
      ...none,
      rows: 1100,
      open: 1000,
      expected: 50,
      spread: 10,
      doubted: 100,
      decided: 100,
      wrong: 4,
    };
    const plain = found({ all, groups: [] }).all.share;
    expect(found({ all: { ...all, audited: 100, auditedWrong: 4 }, groups: [] }).all.share).toBeCloseTo(
      plain + 0.036 / 1.1,
      3,
    );
    expect(found({ all: { ...all, audited: 20, auditedWrong: 4 }, groups: [] }).all.share).toBeCloseTo(
      plain,
      12,
    );
  });

  const counted = fc.array(
    fc.record({
      agreeing: fc.nat(50),
      doubted: fc.nat(20),
      weight: fc.double({ min: 0, max: 1, noNaN: true }),
      decided: fc.nat(9),
      wrong: fc.double({ min: 0, max: 1, noNaN: true }),
      unseen: fc.nat(5),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it('always lies within its interval and 0 … 1, and the groups add up to the whole', () => {
    fc.assert(
      fc.property(counted, (drawn) => {
        const groups = drawn.map((one): WrongCounts => {
          const open = one.agreeing + one.doubted;
          const wrong = Math.round(one.wrong * one.decided);
          return {
            ...{
              ...none,
              rows: open + one.decided + one.unseen,
              open,
              doubted: one.doubted,
              decided: one.decided,
              wrong,
            },
            ...{ expected: one.doubted * one.weight, spread: one.doubted * one.weight * (1 - one.weight) },
            ...{ triedExpected: one.weight * one.decided, triedWrong: wrong },
          };
        });
        const all = { ...none };
        for (const group of groups)
          for (const name of Object.keys(none) as (keyof WrongCounts)[]) all[name] += group[name];
        const estimate = estimateWrong(all, groups);
        if (!estimate) return;
        let sum = 0;
        for (const [at, one] of [estimate.all, ...estimate.groups].entries()) {
          if (at > 0) sum += one.share * groups[at - 1].rows;
          expect(one.low).toBeGreaterThanOrEqual(0);
          expect(one.high).toBeLessThanOrEqual(1);
          expect(one.low).toBeLessThanOrEqual(one.share + 1e-12);
          expect(one.high).toBeGreaterThanOrEqual(one.share - 1e-12);
        }
        const capped = estimate.groups.some((one, at) => one.share >= 1 - 1e-9 && groups[at].rows > 0);
        if (!capped) expect(sum).toBeCloseTo(estimate.all.share * all.rows, 5);
      }),
      { numRuns: 300 },
    );
  });
});
