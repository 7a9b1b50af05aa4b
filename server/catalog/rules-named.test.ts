import { describe, expect, it } from 'vitest';
import { isNamedBy, seekOf } from './rules-named.ts';

describe('words that name a category', () => {
  it.each([
    ['kettle', 'Kettles', 'en'],
    ['Kettles', 'Electric Kettles', 'en'],
    ['teapots', 'Kettles & Teapots', 'en'],
    ['wasserkocher', 'Wasserkocher', 'de'],
    ['Lampe', 'Lampen', 'de'],
    ['koffer', 'Taschen und Koffer', 'de'],
    ['bouilloire', 'Bouilloires électriques', 'fr'],
    ['MONTRE CONNECTÉE', 'Montres connectées', 'fr'],
    ['bolsa', 'Bolsos de mano', 'es'],
    ['borsa', 'Borse', 'it'],
  ])('%s names %s (%s)', (typed, name, locale) => expect(isNamedBy(typed, name, locale)).toBe(true));

  it.each([
    ['kettle', 'Kettle Accessories', 'en'],
    ['ket', 'Kettles', 'en'],
    ['électrique', 'Bouilloires électriques', 'fr'],
    ['electric kettle', 'Kettles', 'en'],
    ['!?', 'Kettles', 'en'],
    ['', 'Kettles', 'en'],
  ])('%s does not name %s (%s)', (typed, name, locale) => expect(isNamedBy(typed, name, locale)).toBe(false));

  it('is looked for by the longest word, and not at all by one that is everywhere', () => {
    expect(seekOf('red Kettles')).toBe('kettl');
    expect(seekOf('tv')).toBeNull();
    expect(seekOf('%_')).toBeNull();
  });
});
