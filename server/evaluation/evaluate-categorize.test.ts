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

it('measures how far answers are from the truth in the tree, by either way of decoding', async () => {
  const branchOf = { kettles: 'kitchen', shoes: 'clothes', phones: '' };
  const aTree = (count: number): LabelledPart => {
    const { input, labels } = aPart(count);
    const branches = labels[0].map((leaf) => branchOf[leaf as keyof typeof branchOf] || leaf);
    // Phones are a category at the first level already, and end there.
    return { input, labels: [branches, labels[0].map((leaf) => (leaf === 'phones' ? null : leaf))] };
  };
  const test = aTree(60);
  // Texts of another category: a kettle that is called a phone is three edges away, one called a shoe four.
  const swapped = test.labels[1].map((leaf, row) => (row % 10 === 0 ? leaf : null));
  const title = (leaf: string | null): string => (leaf === 'kettles' ? 'phone screen' : 'kettle boil');
  swapped.forEach((leaf, row) => {
    if (leaf) test.input.documents[row] = [title(leaf)];
  });
  const { tree, answers } = await evaluateCategorize({
    ...{ train: aTree(150), valid: null, test, levelNames: ['branch', 'leaf'], final: false },
    ...{ options: { threads: 1, seed: 1, cost: 1 }, log: () => {} },
  });
  const wrong = swapped.filter(Boolean);
  expect(wrong.length).toBeGreaterThan(1);
  const edges = wrong.reduce((sum, leaf) => sum + (leaf === 'kettles' ? 3 : 4), 0);
  const firsts = answers.levels[1].top.map(([label]) => answers.labels.classes[1][label]);
  const isRight = firsts.filter((name, row) => name === (test.labels[1][row] ?? '\u0000phones'));
  expect(isRight).toHaveLength(60 - wrong.length);
  expect(tree.rows).toBe(60);
  for (const { levels, distance, mistakes } of [tree.likeliest, tree.nearest]) {
    expect(levels).toEqual([1 - wrong.length / 60, 1 - wrong.length / 60]);
    expect(distance).toBeCloseTo(edges / 60, 9);
    expect(mistakes).toBeCloseTo(edges / wrong.length, 9);
  }
  expect(tree.stopped.distance).toBeLessThanOrEqual(edges / 60);
  expect(tree.decoding).toBe('likeliest');
});
