import { expect, it } from 'vitest';
import { formatPrice, listFacts } from './card-facts.ts';

it('reads attributes of any shape without ever failing', () => {
  expect(listFacts({ colour: 'red', size: [1, 2], empty: '', none: null, deep: { a: 1 } })).toEqual([
    { name: 'colour', value: 'red' },
    { name: 'size', value: '1, 2' },
    { name: 'deep', value: '{"a":1}' },
  ]);
  expect(listFacts('text')).toEqual([]);
  expect(listFacts(null)).toEqual([]);
});

it('writes prices in the currency’s own digits and survives unknown currencies', () => {
  expect(formatPrice(3990n, 'EUR', 'en')).toBe('€39.90');
  expect(formatPrice(500n, 'JPY', 'en')).toBe('¥500');
  expect(formatPrice(3990n, null, 'en')).toBe('39.90');
  expect(formatPrice(3990n, 'rupees', 'en')).toBe('39.90 rupees');
  expect(formatPrice(null, 'EUR', 'en')).toBeNull();
});
