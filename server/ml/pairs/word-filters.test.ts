import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildCorpus } from './corpus.ts';
import { jaroWinkler } from './strings.ts';
import { TrigramFilter, wordEnds } from './trigram-filter.ts';
import { WordLikeness } from './word-likeness.ts';

const wordOf = fc.string({ unit: fc.constantFrom('a', 'b', '1', '2', 'é'), minLength: 1, maxLength: 6 });

it('the trigram filter never refuses a word that stands in the text', () => {
  fc.assert(
    fc.property(fc.array(wordOf, { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (words, at, more) => {
      const filter = new TrigramFilter(256);
      const text = words.join('');
      filter.push('another record');
      filter.push(text);
      const from = at % text.length;
      const word = text.slice(from, from + 3 + (more % 8));
      expect(word.length < 3 || filter.mayHold(1, wordEnds(word))).toBe(true);
    }),
  );
});

it('refuses most words that do not, in a text of usual length', () => {
  const text = Array.from({ length: 120 }, (_, at) => `wort${at * 7919}`)
    .join('')
    .slice(0, 600);
  const filter = new TrigramFilter(2048);
  filter.push(text);
  const strangers = Array.from({ length: 500 }, (_, at) => `${String.fromCharCode(97 + (at % 26))}x${at}q`);
  const passed = strangers.filter((word) => filter.mayHold(0, wordEnds(word)));
  expect(passed.length).toBeLessThan(100);
});

it('says of a word in title or text what a search says, on growing corpora', () => {
  const record = (title: string, text: string) => ({
    ...{ title, text, brand: null, model: null, price: Number.NaN, extras: [] },
  });
  const records = Array.from({ length: 200 }, (_, at) => record(`dsc w${at} cam`, `sony dscw${at} black`));
  const corpus = buildCorpus(records, 0);
  const words = Array.from({ length: corpus.words.count }, (_, id) => corpus.words.at(id));
  const wrong = words.flatMap((word, id) =>
    records.flatMap((_, at) => {
      const inTitle = word.length >= 3 && corpus.flatTitles.of(at).includes(word);
      const inText = word.length >= 3 && corpus.flatTexts.of(at).includes(word);
      return corpus.isInTitle(id, at) === inTitle && corpus.isInText(id, at) === inText ? [] : [word];
    }),
  );
  expect(wrong).toEqual([]);
});

it('likens words in either order, and above a floor what it likens without one', () => {
  const words = Array.from({ length: 900 }, (_, at) => `${at % 2 ? 'w' : 'vé'}${(at * 7919).toString(7)}x`);
  const likeness = new WordLikeness((id) => words[id]);
  let refused = 0;
  for (let a = 0; a < words.length; a++) {
    const b = (a * 31 + 7) % words.length;
    const wanted = Math.fround(jaroWinkler(words[Math.min(a, b)], words[Math.max(a, b)]));
    expect(likeness.of(a, b)).toBe(wanted);
    expect(likeness.of(b, a)).toBe(wanted);
    for (const floor of [0, 0.3, 0.6, 0.9]) {
      const above = likeness.above(floor, b, a);
      if (wanted > floor) expect(above).toBe(wanted);
      else expect(above).toBeLessThanOrEqual(floor);
      if (above < wanted) refused++;
    }
  }
  expect(refused).toBeGreaterThan(words.length / 2);
});
