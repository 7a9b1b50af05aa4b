import { describe, expect, it } from 'vitest';
import { buildCorpus, type PairCorpus } from './corpus.ts';

/** Every record holds "shirt", every second "red", every hundredth "linen", and a word of its own. */
function corpusOf(count: number, sizeMax: number): PairCorpus {
  const title = (at: number): string =>
    `shirt ${at % 2 ? 'red' : 'blue'} ${at % 100 ? 'plain' : 'linen'} own${at}`;
  const records = Array.from({ length: count }, (_, at) => ({
    ...{ title: title(at), text: '', brand: null, model: null, price: Number.NaN, extras: [] },
  }));
  return buildCorpus(records, 0, undefined, sizeMax);
}
const weightOf = (corpus: PairCorpus, word: string): number => corpus.idf[corpus.words.id(word)];
const words = ['shirt', 'red', 'linen', 'own7'];

describe('weights of words', () => {
  it('stay what they are however large the collection is, where it is weighed as a smaller one', () => {
    const [small, large] = [corpusOf(400, 400), corpusOf(4000, 400)];
    for (const word of words) expect(weightOf(large, word)).toBeCloseTo(weightOf(small, word), 2);
    expect(weightOf(corpusOf(4000, Number.POSITIVE_INFINITY), 'red')).toBeLessThan(
      0.8 * weightOf(small, 'red'),
    );
  });

  it('are left alone up to that size', () => {
    const [held, free] = [corpusOf(400, 400), corpusOf(400, Number.POSITIVE_INFINITY)];
    expect(held.idf).toEqual(free.idf);
    expect(held.gramIdf).toEqual(free.gramIdf);
  });
});
