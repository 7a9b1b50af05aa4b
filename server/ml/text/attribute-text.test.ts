import { expect, it } from 'vitest';
import { attributeText, isMadeUpName, withoutMadeUpNames } from './attribute-text.ts';
import { splitWords } from './normalise.ts';

it('tells names, values, and that a product has an attribute at all', () => {
  const text = attributeText([
    ['Ideal For', 'Men'],
    ['Größe', '3 cm'],
  ]);
  expect(text).toBe('Ideal For Men . Größe 3 cm . zxnIdealFor zxnGröße');
  expect(splitWords(text.toLowerCase()).filter(isMadeUpName)).toEqual(['zxnidealfor', 'zxngröße']);
  expect(withoutMadeUpNames(text)).toBe('Ideal For Men . Größe 3 cm');
  expect(withoutMadeUpNames('Men . 3 cm')).toBe('Men . 3 cm');
  expect(attributeText([])).toBe('');
});
