import { describe, expect, it } from 'vitest';
import { acceptedLocale } from './accept-language.ts';

describe('acceptedLocale', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en;q=0.3, IT;q=0.7', 'it'],
    ['pl,fr;q=0.5', 'fr'],
    ['fr;q=0, es', 'es'],
    ['es,it', 'es'],
    ['', 'en'],
    ['*', 'en'],
    ['xx;q=oops,;;,', 'en'],
  ])('%s → %s', (header, locale) => expect(acceptedLocale(header)).toBe(locale));

  it('speaks English with a browser that says nothing, and reads no endless header', () => {
    expect(acceptedLocale(null)).toBe('en');
    expect(acceptedLocale(`${'xx,'.repeat(1_000_000)}de`)).toBe('en');
  });
});
