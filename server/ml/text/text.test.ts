import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashFeatures, wordsMax } from './hashed-features.ts';
import { foldAccents, normaliseText, splitWords } from './normalise.ts';

describe('normaliseText', () => {
  it('undoes entities (also escaped twice), tags, width forms and case', () => {
    expect(splitWords(normaliseText('Caf&amp;eacute; <b>NOIR</b>'))).toEqual(['café', 'noir']);
    expect(normaliseText('&#x41;&#66;')).toBe('ab');
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
