import { describe, expect, it } from 'vitest';
import { pairsQuery } from './rules-live-words.ts';

const shares: Record<string, number> = { kettle: 0.01, steel: 0.2, best: 0.5, price: 0.5, nordhaus: 0.03 };
const ask = (words: string[]) => pairsQuery(words, (word) => shares[word] ?? 0);

describe('pairsQuery', () => {
  it('pairs the telling words and leaves out pairs that half the catalog holds', () => {
    expect(ask(['best', 'price', 'kettle', 'nordhaus'])).toBe("('kettle' & 'nordhaus')");
    expect(ask(['best', 'ksx-200'])).toBe("('ksx-200' & 'best')");
  });
  it('takes five words at most, the rarest', () => {
    const query = ask(['a1', 'b22', 'c333', 'd4444', 'e55555', 'f666666', 'steel']) ?? '';
    expect(query.split(' | ')).toHaveLength(10);
    expect(query).not.toContain('steel');
    expect(query).not.toContain("'a1'");
  });
  it('asks nothing where no pair is telling', () => {
    expect(ask(['best', 'price'])).toBeNull();
    expect(ask(['kettle'])).toBeNull();
    expect(ask([])).toBeNull();
  });
  it('says the words as they are, whatever stands in them', () => {
    expect(ask(["l'eau", 'a\\b'])).toBe("('l''eau' & 'a\\\\b')");
  });
});
