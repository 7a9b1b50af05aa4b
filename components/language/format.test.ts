import { describe, expect, it } from 'vitest';
import { formatOf } from './format.ts';

/** Intl sets figures apart by several kinds of space. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('formatOf', () => {
  it('writes prices from the smallest unit of their currency', () => {
    expect(formatOf('en').price(3990, 'EUR')).toBe('€39.90');
    expect(plain(formatOf('de').price(3990, 'EUR'))).toBe('39,90 €');
    expect(plain(formatOf('fr').price(1250, 'JPY'))).toBe('1 250 JPY');
  });

  it('writes prices without a currency, in one nobody knows, and none', () => {
    expect(formatOf('it').price(3990, null)).toBe('39,90');
    expect(formatOf('es').price(3990, 'coins')).toBe('39,90 coins');
    expect(formatOf('de').price(null, 'EUR')).toBe('–');
  });

  it('writes figures with the point of the language', () => {
    expect(formatOf('en').fixed(0.5, 2)).toBe('0.50');
    expect(formatOf('de').fixed(0.5, 3)).toBe('0,500');
    expect(formatOf('de').points(0.0123)).toBe('+1,2');
    expect(formatOf('en').points(0)).toBe('+0.0');
    expect(plain(formatOf('fr').share.format(0.9))).toBe('90,0 %');
    expect(formatOf('fr').tenths.format(12.34)).toBe('12,3');
  });

  it('names the day that the server counted, wherever the reader lives', () => {
    expect(formatOf('en').shortDay('2026-11-21')).toBe('Nov 21');
    expect(formatOf('de').shortDay('2026-11-21')).toBe('21. Nov.');
  });
});
