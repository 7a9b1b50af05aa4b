import { describe, expect, it } from 'vitest';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import { choicesSchema, encodeChoices, restoreChoices, storeChoices } from './categorizer-files.ts';

const classes = [
  ['food', 'tools'],
  ['apple', 'pear', 'tools'],
];
const level = { coefficients: [0, 1, 0] as [number, number, number], knots: [], levels: [] };
const fused: FusedChoices = {
  heads: ['text'],
  alone: [1],
  sets: [
    {
      ...{ mask: 0, rows: 9, fusion: { heads: ['text'], weights: [[1], [1]] } },
      choices: {
        paths: { labels: Int32Array.of(0, 0, 0, 1, 1, 2), levelCount: 2, pathCount: 3, classCounts: [2, 3] },
        ...{ scales: [1, 1], weights: [1, 0].map((one) => [one, 1]), decoding: 'least distance' },
        ...{ calibrators: [level, level], thresholds: [0.9, null] },
      },
    },
  ],
};
const stored = storeChoices({ classes, fields: ['title'], pictureEncoder: null }, fused, [1, 1, 1]);
const reread = (text: string): FusedChoices => restoreChoices(choicesSchema.parse(JSON.parse(text)));

describe('stored choices', () => {
  it('hold how answers are decoded, and where a path ends early', () => {
    const [{ choices }] = reread(encodeChoices(stored).toString('utf8')).sets;
    expect(choices.decoding).toBe('least distance');
    // "tools" has no children: it repeats itself.
    expect(choices.paths.edges).toEqual([Uint8Array.of(1, 1), Uint8Array.of(1, 1, 0)]);
    expect(choices).toMatchObject({ ...fused.sets[0].choices, paths: fused.sets[0].choices.paths });
  });

  it('of models trained before that was chosen answer with the likeliest category', () => {
    const [{ decoding: _, ...before }] = stored.sets;
    const [{ choices }] = reread(JSON.stringify({ ...stored, sets: [before] })).sets;
    expect(choices.decoding).toBe('likeliest');
  });
});
