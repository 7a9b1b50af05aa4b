import { expect, it } from 'vitest';
import { guessLanguage } from './guess-language.ts';

const spanish = [
  'Aceite de oliva virgen extra en garrafa',
  'Galletas de mantequilla con pepitas de chocolate',
];
const german = ['Wasserkocher aus gebürstetem Edelstahl mit Deckel', 'Kleine Kaffeemaschine für zwei Tassen'];
const rowsOf = (titles: string[], count: number) =>
  Array.from({ length: count }, (_, at) => ({ nombre: titles[at % titles.length], lengua: 'es' }));
const mapping = (more: { locale?: string } = {}) => ({
  fields: { title: 'nombre', ...more },
  attributes: [],
});

it('offers the language that nearly all rows are in', async () => {
  expect(await guessLanguage(mapping(), rowsOf(spanish, 12))).toBe('es');
  expect(await guessLanguage(mapping(), [...rowsOf(german, 20), ...rowsOf(spanish, 2)])).toBe('de');
});

it('offers none for rows of several languages, for few or short ones, and where a column says it', async () => {
  expect(await guessLanguage(mapping(), rowsOf([...spanish, ...german], 20))).toBeUndefined();
  expect(await guessLanguage(mapping(), rowsOf(spanish, 4))).toBeUndefined();
  expect(await guessLanguage(mapping(), rowsOf(['AB-12 330 ml'], 20))).toBeUndefined();
  expect(await guessLanguage(mapping({ locale: 'lengua' }), rowsOf(spanish, 12))).toBeUndefined();
});
