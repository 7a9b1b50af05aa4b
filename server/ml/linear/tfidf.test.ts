import { describe, expect, it } from 'vitest';
import { fitTfidf, tfidfRow } from './tfidf.ts';
import { decodeTfidf, encodeTfidf } from './tfidf-codec.ts';

const documents = [['red shoe'], ['blue shoe'], ['red kettle']];
const options = { blocks: [{ fields: [0], weight: 1 }], documentsMin: 1 };

describe('how often a feature counts', () => {
  it('is once where the vocabulary says so, as it is read back too; else by 1 + ln of its count', () => {
    const once = fitTfidf(documents, { ...options, countsOnce: true });
    const plain = tfidfRow(once, ['red shoe']);
    // The pair "shoe shoe" is no column: nobody said it while the vocabulary was learnt.
    expect(tfidfRow(once, ['red shoe shoe'])).toEqual(plain);
    expect(tfidfRow(decodeTfidf(encodeTfidf(once)), ['red shoe shoe shoe'])).toEqual(plain);

    const counted = fitTfidf(documents, options);
    expect(tfidfRow(counted, ['red shoe'])).toEqual(plain);
    const [red, shoe] = ['red', 'shoe'].map((word) => tfidfRow(counted, [word]).indices[0]);
    const ratioOf = (text: string): number => {
      const { indices, values } = tfidfRow(counted, [text]);
      return values[indices.indexOf(shoe)] / values[indices.indexOf(red)];
    };
    expect(ratioOf('red shoe shoe shoe') / ratioOf('red shoe')).toBeCloseTo(1 + Math.log(3), 5);
  });

  it('is by 1 + ln of its count in vocabularies written before there was a choice', () => {
    const bytes = encodeTfidf(fitTfidf(documents, options));
    const [header] = new TextDecoder().decode(bytes).split('\n');
    expect(header).not.toContain('countsOnce');
    expect(decodeTfidf(bytes).countsOnce).toBe(false);
  });
});
