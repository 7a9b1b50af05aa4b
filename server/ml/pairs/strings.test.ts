import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { editSimilarity, jaroWinkler } from './strings.ts';

/** Levenshtein distance by the whole table (Wagner & Fischer 1974). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}

/** Jaro–Winkler as it is told: walk, mark, compare in order. */
function walkedJaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = Array.from(b, () => false);
  const own: string[] = [];
  Array.from(a).forEach((unit, at) => {
    const place = Array.from(b).findIndex(
      (other, j) => other === unit && !taken[j] && Math.abs(at - j) <= reach,
    );
    if (place < 0) return;
    taken[place] = true;
    own.push(unit);
  });
  if (own.length === 0) return 0;
  const others = Array.from(b).filter((_, j) => taken[j]);
  const swaps = own.filter((unit, at) => unit !== others[at]).length;
  const m = own.length;
  const jaro = (m / a.length + m / b.length + (m - swaps / 2) / m) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < Math.min(a.length, b.length) && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

const rng = makeRng(3);
const word = (lengthMax: number): string =>
  Array.from({ length: 1 + rng.below(lengthMax) }, () => 'abcdé1'[rng.below(6)]).join('');
const pairs = Array.from({ length: 3000 }, () => [word(64), word(64)] as const);

describe('similarity of strings by bits', () => {
  it('is that of the whole table, for one block and for two', () => {
    for (const [a, b] of pairs)
      expect(editSimilarity(a, b)).toBeCloseTo(1 - distance(a, b) / Math.max(a.length, b.length), 12);
    expect(editSimilarity('kitten', 'sitting')).toBeCloseTo(1 - 3 / 7);
  });

  it('is that of walking both strings', () => {
    for (const [a, b] of pairs) expect(jaroWinkler(a, b)).toBeCloseTo(walkedJaroWinkler(a, b), 12);
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4);
  });

  it('looks at the first 64 units, and at nothing in an empty string', () => {
    const head = 'x'.repeat(64);
    expect(editSimilarity(`${head}a`, `${head}bcd`)).toBe(1);
    expect(jaroWinkler('', 'abc')).toBe(0);
    expect(editSimilarity('', '')).toBe(0);
  });
});
