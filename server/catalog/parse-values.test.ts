import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';
import { parseCurrency, parseGtin, parsePrice } from './parse-values.ts';

describe('prices', () => {
  it.each([
    ['1.299,90 €', 129990, 'EUR'],
    ['1,299.90', 129990, null],
    ['39,9', 3990, null],
    ['USD 12', 1200, 'USD'],
    ['1.299', 129900, null],
    ['£0.99', 99, 'GBP'],
    ['12.345.678', 1234567800, null],
    ['Rs. 899', 89900, 'INR'],
    ['Rs. 99', 9900, 'INR'],
    ['Rs. 99.50', 9950, 'INR'],
    ['.99', 99, null],
    ['1e+05', 10000000, null],
    ['1.5E3', 150000, null],
    ['12,-', 1200, null],
    ['CHF 1299.-', 129900, 'CHF'],
  ])('%s', (text, minor, currency) => expect(parsePrice(text)).toEqual({ minor, currency }));

  it.each(['', 'on request', '-', '1e99', '10.00 - 12.00', null])('%j is no price', (text) =>
    expect(parsePrice(text)).toBeNull(),
  );
});

describe('currencies', () => {
  it('are three letters', () => {
    expect(['€', 'eur', 'Rs', '₹', 'US dollars', null].map(parseCurrency)).toEqual([
      'EUR',
      'EUR',
      'INR',
      'INR',
      null,
      null,
    ]);
  });
});

describe('article numbers', () => {
  it('are 14 digits with a right check digit', () => {
    expect(parseGtin('4006381333931')).toBe('04006381333931');
    expect(parseGtin(' 0 36000 29145 2 ')).toBe('00036000291452');
    expect(parseGtin('4006381333932')).toBeNull();
    expect(parseGtin('0000000000000')).toBeNull();
    expect(parseGtin('n/a')).toBeNull();
  });
});

describe('text', () => {
  it('loses entities, tags and broken encodings, and nothing else', () => {
    expect(cleanText('Caf&eacute; &amp; th&#233; <b>bio</b>\n 1&nbsp;kg')).toBe('Café & thé bio 1 kg');
    expect(cleanText('BouteillÃ©e')).toBe('Bouteillée');
    expect(cleanText('Ãrger €')).toBe('Ãrger €');
    expect(cleanText('5 < 6 and 7 > 3')).toBe('5 < 6 and 7 > 3');
    expect(cleanText(' \u0000 ')).toBeNull();
  });
});
