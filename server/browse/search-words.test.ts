import { describe, expect, it } from 'vitest';
import { asGtin, escapeLike, searchWords } from './search-words.ts';

describe('search words', () => {
  it('takes the last word as a beginning and folds case and accents', () => {
    expect(searchWords('Cafetière Électr')).toEqual({ whole: 'cafetiere', prefix: 'electr' });
    expect(searchWords('kettle')).toEqual({ whole: '', prefix: 'kettle' });
  });

  it('leaves a number or code with marks whole, for the parser that also read the titles', () => {
    expect(searchWords('bottle 1.5')).toEqual({ whole: 'bottle 1.5', prefix: null });
    expect(searchWords("it's & (not) a:query!")).toEqual({ whole: "it's & (not) a:query!", prefix: null });
  });

  it('knows when there is no word at all', () => {
    expect(searchWords('%_')).toBeNull();
    expect(searchWords('  ')).toBeNull();
  });
});

describe('codes', () => {
  it('reads a GTIN of any length and refuses words', () => {
    expect(asGtin('4006381 333931')).toBe('04006381333931');
    expect(asGtin('96385074')).toBe('00000096385074');
    expect(asGtin('AB-12345678')).toBeNull();
    expect(asGtin('1234567')).toBeNull();
  });

  it('escapes patterns', () => expect(escapeLike('50%_\\')).toBe('50\\%\\_\\\\'));
});
