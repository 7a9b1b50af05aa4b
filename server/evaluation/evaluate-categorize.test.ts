import { expect, it } from 'vitest';
import { makeRng } from '#server/ml/rng.ts';
import { evaluateCategorize, type LabelledPart } from './evaluate-categorize.ts';

const words = { kettles: 'kettle boil steel', shoes: 'shoe leather sole', phones: 'phone screen camera' };
const leaves = Object.keys(words) as (keyof typeof words)[];
const rng = makeRng(4);

function aPart(count: number): LabelledPart {
  const labels = Array.from({ length: count }, () => leaves[rng.below(3)]);
  const title = (leaf: keyof typeof words): string =>
    `${words[leaf].split(' ')[rng.below(3)]} ${rng.below(50)}`;
  return { input: { documents: labels.map((leaf) => [title(leaf)]), pictures: null }, labels: [labels] };
}

it('knows nothing of a text without a known word, and says so', async () => {
  const test = aPart(30);
  test.input.documents.push(['qwx vvk'], ['']);
  test.labels[0].push('shoes', 'shoes');
  const { answers } = await evaluateCategorize({
    ...{ train: aPart(150), valid: null, test, levelNames: ['leaf'], final: false },
    ...{ options: { threads: 1, seed: 1, cost: 1 }, log: () => {} },
  });
  const [{ p }] = answers.levels;
  expect(p.slice(30)).toEqual([1 / 3, 1 / 3]);
  expect(p.slice(0, 30).filter((one) => one > 0.8).length).toBeGreaterThan(25);
});
