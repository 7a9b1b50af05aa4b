import { expect, it } from 'vitest';
import { openFilter, passes } from '#server/ml/filter/filter-tree.ts';
import { factRows } from '#server/ml/filter/learn-filter.ts';
import { randomRows, randomTree } from '#server/ml/filter/random-rows.fixture.ts';
import { encodeFilter, runFilter } from './filter-graph.ts';
import { openModelBytes } from './session.ts';

it('a filter in ONNX answers every pair as the kernel does, missing facts included', async () => {
  const rows = randomRows(160, 21);
  const left: number[] = [];
  const right: number[] = [];
  for (let a = 0; a < rows.count; a++)
    for (let b = a; b < rows.count; b++) {
      left.push(a);
      right.push(b);
    }
  const facts = factRows(rows, left, right);
  for (const tree of [openFilter, ...[1, 2, 3].map((seed) => randomTree(rows, seed))]) {
    const session = await openModelBytes(encodeFilter(tree));
    const answers = await runFilter(session, facts);
    expect(Array.from(answers, Boolean)).toEqual(left.map((a, at) => passes(tree, rows, a, right[at])));
    await session.close();
  }
});
