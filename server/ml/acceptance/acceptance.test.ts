import { describe, expect, it } from 'vitest';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import { eDetector } from './e-detector.ts';
import { openStratum, poolStrata, type Stratum, thresholdLadder } from './grant-threshold.ts';

const promise = { precision: 0.98, alpha: 0.05, runLength: 5000 };

/** Probability of being right grows with p, to `best` at p = 1. */
function audit(stratum: Stratum, rng: Rng, count: number, best: number): void {
  for (let at = 0; at < count; at++) {
    const p = 0.8 + 0.2 * rng.next();
    stratum.observe(p, rng.next() < best - 0.5 * (1 - p));
  }
}

describe('the detector', () => {
  it('rings soon after a drop, and rarely before', () => {
    let false_ = 0;
    const delays: number[] = [];
    for (let seed = 0; seed < 60; seed++) {
      const rng = makeRng(seed);
      const detector = eDetector(0.98, 5000);
      let rang = false;
      for (let at = 0; at < 500; at++) rang = detector.observe(rng.next() < 0.985);
      if (rang) {
        false_++;
        continue;
      }
      let delay = 0;
      while (!detector.observe(rng.next() < 0.85)) delay++;
      delays.push(delay);
    }
    expect(false_).toBeLessThanOrEqual(6);
    expect(delays.sort((a, b) => a - b)[Math.floor(delays.length / 2)]).toBeLessThan(80);
  });

  it('stays silent for the flawless', () => {
    const detector = eDetector(0.98, 5000);
    for (let at = 0; at < 5000; at++) expect(detector.observe(true)).toBe(false);
  });
});

describe('a stratum', () => {
  it('grants nothing without evidence, and more with more', () => {
    const stratum = openStratum(promise);
    expect(stratum.grant()).toMatchObject({ threshold: null, lower: 0, audits: 0, isClosed: false });
    const rng = makeRng(3);
    audit(stratum, rng, 300, 1);
    expect(stratum.grant().threshold).toBeNull();
    let before = 1;
    for (let round = 0; round < 6; round++) {
      audit(stratum, rng, 4000, 1);
      const { threshold } = stratum.grant();
      expect(threshold ?? 1).toBeLessThanOrEqual(before);
      before = threshold ?? 1;
    }
    // Right with .98 at p = .96: the lowest rung that keeps the promise is .95 (mean of .95–1: .9875).
    expect(before).toBeLessThanOrEqual(0.98);
    expect(before).toBeGreaterThanOrEqual(0.9);
  });

  it('grants a threshold that breaks the promise in fewer than alpha of the runs', () => {
    let broken = 0;
    for (let seed = 0; seed < 60; seed++) {
      const stratum = openStratum({ ...promise, alpha: 0.1 });
      const rng = makeRng(seed);
      for (let step = 0; step < 10; step++) {
        audit(stratum, rng, 150, 0.975);
        // No rung keeps .98 where even p = 1 is right in .975.
        if (stratum.grant().threshold !== null) {
          broken++;
          break;
        }
      }
    }
    expect(broken).toBeLessThanOrEqual(11);
  });

  it('closes when the world changes', () => {
    const stratum = openStratum(promise);
    const rng = makeRng(5);
    audit(stratum, rng, 8000, 1);
    expect(stratum.grant().threshold).not.toBeNull();
    audit(stratum, rng, 3000, 0.8);
    const closed = stratum.grant();
    expect(closed).toMatchObject({ threshold: null, isClosed: true });
    // The change began 3,000 audits ago, and the alarm rang at once.
    expect(closed.doubtedAudits).toBeGreaterThan(2500);
    expect(closed.doubtedAudits).toBeLessThan(4500);
  });

  it('tests the strictest threshold first', () => {
    expect([...thresholdLadder].sort((a, b) => b - a)).toEqual(thresholdLadder);
    const stratum = openStratum(promise);
    // Flawless lower down, wrong at the top: the top fails, and nothing below may be granted in its place.
    for (let at = 0; at < 720; at++) {
      stratum.observe(0.85, true);
      if (at % 4 === 0) stratum.observe(0.999, at % 8 === 0);
    }
    expect(stratum.grant().threshold).toBeNull();
  });

  it('begins with the strictest threshold that enough items pass, and stays with it', () => {
    const stratum = openStratum(promise);
    // One item in thirty passes the strictest: it would take years to prove, and bar the way to what all others pass.
    const observe = (count: number, top: number): void => {
      for (let at = 0; at < count; at++) stratum.observe(at % top === 0 ? 0.999 : 0.96, true);
    };
    observe(149, 30);
    expect(stratum.grant().threshold).toBeNull();
    observe(151, 30);
    expect(stratum.grant().threshold).toBe(0.8);
    // What comes later changes nothing: an order chosen by looking on would prove nothing.
    const wrongAtTheTop = openStratum(promise);
    for (let at = 0; at < 600; at++) wrongAtTheTop.observe(at % 5 === 0 ? 0.999 : 0.9, at % 5 !== 0);
    for (let at = 0; at < 3000; at++) wrongAtTheTop.observe(0.9, true);
    expect(wrongAtTheTop.grant().threshold).toBeNull();
  });
});

describe('pooling', () => {
  it('goes up until there is enough, by counts alone', () => {
    const leaves = [
      { path: ['a', 'b', 'c'], items: 500 },
      { path: ['a', 'b', 'd'], items: 40 },
      { path: ['a', 'e', 'f'], items: 5 },
      { path: ['x', 'y'], items: 20 },
    ];
    expect(poolStrata(leaves, 200)).toEqual(['a/b/c', 'a/b', 'a', '']);
    expect(poolStrata(leaves, 1)).toEqual(['a/b/c', 'a/b/d', 'a/e/f', 'x/y']);
    expect(poolStrata(leaves, 1e6)).toEqual(['', '', '', '']);
  });
});
