import { beforeAll, describe, expect, it } from 'vitest';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { makeRng } from '#server/ml/rng.ts';
import { attributeApplies, attributePrecision, chooseAttribute } from './attribute-choices.ts';
import { type LearntAttributes, learnAttributes } from './learn-attributes.ts';
import { writtenValues } from './written-values.ts';

describe('learnAttributes on a generated catalog', () => {
  const { listings } = generateCatalog({ listings: 1400, seed: 7 });
  const documents = listings.map(({ title, brand, description }) => [title, brand ?? '', description ?? '']);
  const rng = makeRng(3);
  /** What each listing says, and what was taken from it: a fifth of all values. */
  const hidden = listings.map(({ attributes }) => Object.entries(attributes).filter(() => rng.next() < 0.2));
  const products = listings.map(({ attributes }, row) => {
    const taken = new Set(hidden[row].map(([name]) => name));
    return Object.fromEntries(Object.entries(attributes).filter(([name]) => !taken.has(name)));
  });
  let learnt: LearntAttributes | null = null;
  let said: { row: number; name: string; value: string; p: number }[] = [];

  beforeAll(async () => {
    learnt = await learnAttributes(products, (row) => documents[row], { threads: 1, seed: 1 });
    said = (learnt?.outOfFold.answers ?? []).flatMap((answers, row) =>
      answers.map(({ attribute, value, p }) => {
        const { name, values } = learnt?.attributes[attribute] ?? { name: '', values: [] };
        return { row, name, value: values[value], p };
      }),
    );
  }, 60_000);

  it('keeps its promise on values that were taken away', () => {
    const judged = said.flatMap(({ row, name, value }) => {
      const taken = hidden[row].find(([own]) => own === name);
      return taken ? [taken[1].toLowerCase() === value.toLowerCase()] : [];
    });
    const right = judged.filter(Boolean).length;
    expect(judged.length).toBeGreaterThan(60);
    // Three standard errors below the promise: the promise is a bound over attributes, this is one draw.
    const error = Math.sqrt((attributePrecision * (1 - attributePrecision)) / judged.length);
    expect(right / judged.length).toBeGreaterThan(attributePrecision - 3 * error);
  });

  it('says nothing of what is stated, and speaks each listing’s own language', () => {
    for (const { row, name } of said) expect(Object.keys(products[row])).not.toContain(name);
    const localeOf: Record<string, string> = { Colour: 'en', Farbe: 'de', Couleur: 'fr', Colore: 'it' };
    const spoken = said.filter(({ name }) => name in localeOf);
    const own = spoken.filter(({ row, name }) => listings[row].locale === localeOf[name]);
    expect(spoken.length).toBeGreaterThan(100);
    expect(own.length / spoken.length).toBeGreaterThan(0.95);
  });

  it('measures what was tried, and tries only what few words say', () => {
    const { measures = {}, attributes = [] } = learnt ?? {};
    expect(Object.keys(measures)).toEqual(expect.arrayContaining(['Colour', 'Material']));
    expect(Object.keys(measures)).not.toContain('Weight');
    expect(measures['Colour'].accuracy).toBeGreaterThan(measures['Colour'].commonest + 0.4);
    expect(attributes.length).toBeLessThanOrEqual(Object.keys(measures).length);
  });
});

describe('chooseAttribute', () => {
  /** Rows of two values whose score tells the truth with a given probability. */
  function scores(rows: number, precision: number, statedShare: number) {
    const rng = makeRng(11);
    const truth = Int32Array.from({ length: rows }, () => rng.below(2));
    const model = new Float32Array(3 * rows);
    truth.forEach((label, row) => {
      model[3 * row + (rng.next() < precision ? label : 1 - label)] = 1;
      model[3 * row + 2] = -1;
    });
    const stated = { scores: new Float32Array(4 * rows), truth: new Int32Array(2 * rows) };
    for (let row = 0; row < 2 * rows; row++) {
      const applies = row < rows;
      stated.truth[row] = applies && rng.next() < statedShare ? 1 : 0;
      stated.scores[2 * row + 1] = applies ? 1 + 0.1 * rng.next() : -1 - 0.1 * rng.next();
    }
    return { values: { classCount: 3, model, written: new Float32Array(3 * rows), truth }, stated };
  }

  it('suggests nothing where the promise cannot be kept', () => {
    expect(chooseAttribute(scores(400, 0.9, 0.7)).threshold).toBeNull();
    expect(chooseAttribute(scores(30, 1, 0.7)).threshold).toBeNull();
    expect(chooseAttribute(scores(400, 0.995, 0.7)).threshold).toBeGreaterThan(0.9);
  });

  it('tells products that omit an attribute from those that cannot have it, however often it is omitted', () => {
    for (const share of [0.3, 0.7, 0.9]) {
      const choices = chooseAttribute(scores(600, 1, share));
      expect(choices.statedShare).toBeCloseTo(share, 1);
      expect(attributeApplies(choices, Float32Array.of(0, 1.05, 0, -1.05))).toEqual([true, false]);
    }
  });
});

describe('writtenValues', () => {
  it('finds all words of a value, accents and case apart, longer values counting for more', () => {
    const [scores] = writtenValues(
      [
        ['Vase BLEU océan', ''],
        ['bleuâtre', ''],
      ],
      [['bleu', 'Bleu Ocean', 'rouge']],
    );
    expect(Array.from(scores)).toEqual([1, 2, 0, 0, 0, 0, 0, 0]);
  });
});
