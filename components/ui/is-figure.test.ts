import { describe, expect, it } from 'vitest';
import { formatOf } from '#components/language/format.ts';
import { localeNames } from '#components/language/locales.ts';
import { isFigure } from './is-figure.ts';

const locales = Object.keys(localeNames) as (keyof typeof localeNames)[];

describe('a figure', () => {
  it.each(locales)('is one however it is written: %s', (locale) => {
    const { number, percent, share, points, fixed, tenths } = formatOf(locale);
    const written = [
      ...[0, 240, 12_345, 1_234_567].map((value) => number.format(value)),
      ...[percent.format(0.123), share.format(0.5), share.format(12.5), points(0.05), points(-0.05)],
      ...[fixed(1234.5, 3), tenths.format(3.45), `${fixed(3.4, 1)} s`, '–', '≥ 12'],
    ];
    expect(written.filter((text) => !isFigure(text))).toEqual([]);
  });

  it('is no name, range or sentence', () => {
    const others = ['Kettles', '3 of 12 products', '5 %–7 %', '2 Kettles > Vases', '', '12 345 und 7'];
    expect(others.filter(isFigure)).toEqual([]);
  });
});
