import { expect, it } from 'vitest';
import { ownFacts } from './shown-facts.ts';

it('does not say the brand twice, and keeps an attribute that says another', () => {
  const facts = [
    { name: 'Brand', value: ' acme' },
    { name: 'Colour', value: 'ACME' },
    { name: 'Marca', value: 'Other' },
  ];
  expect(ownFacts(facts, 'ACME').map(({ name }) => name)).toEqual(['Colour', 'Marca']);
  expect(ownFacts(facts, null)).toEqual(facts);
});
