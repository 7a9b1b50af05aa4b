import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashIndex } from './hash-index.ts';
import { allKinds, type FeatureKinds, hashFeatures, wordKinds, wordsMax } from './hashed-features.ts';
import { foldAccents, normaliseText, splitWords } from './normalise.ts';

describe('normaliseText', () => {
  it('undoes entities (also escaped twice), tags, width forms and case', () => {
    expect(splitWords(normaliseText('Caf&amp;eacute; <b>NOIR</b>'))).toEqual(['café', 'noir']);
    expect(normaliseText('&#x41;&#66;')).toBe('ab');
    expect(normaliseText('&Eacute;T&Eacute; &#xD800;&unknown;')).toBe('été  &unknown;');
    expect(splitWords(normaliseText('Nike™ Air&reg; 1&frac12;'))).toEqual(['nike', 'air', '1', '1', '2']);
    expect(splitWords(normaliseText('１２ｃｍ damaged\uFFFDword'))).toEqual(['12', 'cm', 'damaged', 'word']);
  });

  it('keeps decimals whole and survives any text', () => {
    expect(splitWords(normaliseText('Kettle 1,7 l 2.4GHz'))).toEqual(['kettle', '1,7', 'l', '2.4', 'ghz']);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof normaliseText(text) === 'string'));
  });
});

describe('foldAccents', () => {
  it('folds the languages of the demo', () => {
    expect(foldAccents('crème brûlée straße año però')).toBe('creme brulee strasse ano pero');
  });
});

describe('hashFeatures', () => {
  it('finds the words of Latin text without building them, as the reader of any script does', () => {
    const latin = fc.string({ unit: fc.constantFrom(...'aZ09., -_<&;xéÄßøæœñçŁıſ²½ºµ·'), maxLength: 40 });
    fc.assert(
      fc.property(latin, fc.constantFrom(allKinds, wordKinds), (text, kinds) => {
        // A letter of another script switches to the other reader; it adds one word of its own behind.
        const alone = hashFeatures('я', 0, kinds);
        const other = hashFeatures(`${text} я`, 0, kinds);
        const own = hashFeatures(text, 0, kinds);
        expect(other.slice(0, own.length)).toEqual(own);
        expect(other.length - own.length).toBe(alone.length + (own.length > 0 ? 1 : 0));
      }),
      { numRuns: 500 },
    );
  });

  it('cuts words off at their longest, folded ones too', () => {
    const characters: FeatureKinds = { words: false, bigrams: false, characters: [3, 3] };
    expect(hashFeatures('ß'.repeat(40), 0, characters)).toEqual(hashFeatures('s'.repeat(64), 0, characters));
    expect(hashFeatures(`${'ß'.repeat(32)}a`, 0, characters)).toEqual(
      hashFeatures('s'.repeat(64), 0, characters),
    );
  });
  it('gives accents a feature of their own beside the folded word', () => {
    const words = { words: true, bigrams: false, characters: null };
    const plain = hashFeatures('cafe', 0, words);
    expect(hashFeatures('café', 0, words)).toEqual(expect.arrayContaining(plain));
    expect(hashFeatures('café', 0, words).length).toBe(2);
  });

  it('separates seeds, and is bounded on hostile input', () => {
    expect(hashFeatures('shoe', 1)).not.toEqual(hashFeatures('shoe', 2));
    const long = hashFeatures('word '.repeat(100_000), 0);
    expect(long.length).toBeLessThan(wordsMax * 20);
  });
});

describe('HashIndex', () => {
  it('numbers hashes as a Map would, through growth and with any keys', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 300 }), (hashes) => {
        const index = new HashIndex(1);
        const map = new Map<number, number>();
        for (const hash of hashes) {
          if (!map.has(hash)) map.set(hash, map.size);
          expect(index.add(hash)).toBe(map.get(hash));
        }
        for (const [hash, id] of map) expect(index.find(hash)).toBe(id);
        expect(index.find(0x12345678)).toBe(map.get(0x12345678) ?? -1);
        expect([...index.hashes()]).toEqual([...map.keys()]);
      }),
    );
  });
});
