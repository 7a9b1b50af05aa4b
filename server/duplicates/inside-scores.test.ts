import { expect, it } from 'vitest';
import { packScores, scoreReader } from './inside-scores.ts';

it('keeps the p of every two members, whatever the order they come in', () => {
  const packed = packScores(
    ['c', 'a', 'b'],
    [
      { a: 'b', b: 'c', p: 0.2 },
      { a: 'a', b: 'b', p: 0.98765 },
    ],
  );
  expect(packed).toEqual([0.988, 0, 0.2]);
  const read = scoreReader(['b', 'c', 'a'], packed);
  expect([read?.('b', 'a'), read?.('a', 'c'), read?.('c', 'b'), read?.('a', 'x')]).toEqual([
    0.988,
    0,
    0.2,
    null,
  ]);
});

it('says nothing of a cluster whose members have changed, or that is too large', () => {
  expect(scoreReader(['a', 'b'], [0.1, 0.2, 0.3])).toBeNull();
  expect(scoreReader(['a', 'b'], null)).toBeNull();
  expect(
    packScores(
      Array.from({ length: 61 }, (_, at) => String(at)),
      [],
    ),
  ).toBeNull();
});
