import { describe, expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { chooseBlockWeights } from './block-weights.ts';

const classCount = 12;

/** A title of words of which some name the class, and a second field of as many words that do or do not. */
function someRows(secondTells: boolean): { documents: [string, string][]; labels: Int32Array } {
  const rng = makeRng(4);
  const labels = Int32Array.from({ length: 360 }, () => rng.below(classCount));
  const word = (label: number, tells: boolean): string =>
    tells && rng.next() < 0.3 ? `kind${label}x` : `w${rng.below(150)}q`;
  const text = (label: number, tells: boolean): string =>
    Array.from({ length: 4 }, () => word(label, tells)).join(' ');
  return { labels, documents: Array.from(labels, (label) => [text(label, true), text(label, secondTells)]) };
}

const options = { threads: 1, seed: 1, cost: 1 };

describe('chooseBlockWeights', () => {
  it('believes a field of noise less than one that tells', async () => {
    const { documents, labels } = someRows(false);
    const [title, noise, all] = await chooseBlockWeights(documents, labels, classCount, options);
    expect(noise).toBeLessThan(title);
    expect(all).toBeGreaterThan(0);
  });

  it('is the same again, and changes nothing where there is one block', async () => {
    const { documents, labels } = someRows(true);
    const first = await chooseBlockWeights(documents, labels, classCount, options);
    expect(await chooseBlockWeights(documents, labels, classCount, options)).toEqual(first);
    expect(first).toHaveLength(3);
    const titles = documents.map(([title]) => [title]);
    expect(await chooseBlockWeights(titles, labels, classCount, options)).toEqual([1]);
  });
});
