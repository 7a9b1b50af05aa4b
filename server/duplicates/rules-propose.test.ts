import { expect, it } from 'vitest';
import { planClusters } from './rules-propose.ts';

const known = [
  { id: 'one', revision: 3, memberIds: ['a', 'b', 'c'] },
  { id: 'two', revision: 1, memberIds: ['d', 'e'] },
  { id: 'three', revision: 2, memberIds: ['f', 'g'] },
];
const ids = (): (() => string) => {
  let next = 0;
  return () => `new${++next}`;
};

it('keeps an unchanged cluster as it is', () => {
  const { proposals, dissolved } = planClusters([['g', 'f']], [known[2]], ids());
  expect(proposals).toEqual([
    { id: 'three', memberIds: ['f', 'g'], revision: 2, isNew: false, isChanged: false },
  ]);
  expect(dissolved).toEqual([]);
});

it('keeps the id of the larger part when clusters join, and says where the other went', () => {
  const { proposals, dissolved } = planClusters([['a', 'b', 'c', 'd', 'e']], known, ids());
  expect(proposals.map(({ id, revision }) => [id, revision])).toEqual([['one', 4]]);
  expect(dissolved).toEqual([
    { id: 'two', into: 'one' },
    { id: 'three', into: null },
  ]);
});

it('gives a split-off group an id of its own', () => {
  const { proposals } = planClusters(
    [
      ['a', 'x'],
      ['b', 'c'],
    ],
    [known[0]],
    ids(),
  );
  expect(proposals.map(({ id, isNew }) => [id, isNew])).toEqual([
    ['new1', true],
    ['one', false],
  ]);
});
