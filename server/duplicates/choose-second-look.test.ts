import { describe, expect, it } from 'vitest';
import { aroundCount } from '#server/ml/pairs/around.ts';
import { makeRng } from '#server/ml/rng.ts';
import type { DenseRows } from '#server/ml/trees/tree.ts';
import { chooseSecondLook, type LookExamples } from './choose-second-look.ts';

const general = (answer: (first: number) => number) => ({
  model: Buffer.from('general'),
  // The first column of what stands around a pair is its first p.
  answer: async ({ values, rowCount, featureCount }: DenseRows) => {
    expect(featureCount).toBe(aroundCount);
    return Float32Array.from({ length: rowCount }, (_, row) => answer(values[row * featureCount]));
  },
});
const worse = general((first) => 1 - first);
const better = general((first) => (first > 0.5 ? 0.75 : 0.25));

/** Decided pairs, each of two products of its own, of which a first look says .6 or .4; it is right in three of four. */
function examples(count: number): LookExamples {
  const rng = makeRng(7);
  const labels = Uint8Array.from({ length: count }, () => Number(rng.next() < 0.5));
  return {
    left: Int32Array.from({ length: count }, (_, at) => 2 * at),
    right: Int32Array.from({ length: count }, (_, at) => 2 * at + 1),
    first: Float32Array.from(labels, (label) => (Boolean(label) === rng.next() < 0.75 ? 0.6 : 0.4)),
    records: 2 * count,
    labels,
  };
}

describe('the second look of a retrained matcher', () => {
  it('is the general one where too few decisions could choose', async () => {
    const look = await chooseSecondLook(examples(20), worse);
    expect(look).toEqual({ kind: 'general', files: { surroundings: Buffer.from('general') }, losses: {} });
  });

  it('is none where the general one answers decisions worse than the first look', async () => {
    const look = await chooseSecondLook(examples(150), worse);
    expect(look).toMatchObject({ kind: 'none', files: {} });
    expect(look.losses.general).toBeGreaterThan(look.losses.none ?? 0);
  });

  it('is the general one where it answers them better', async () => {
    const look = await chooseSecondLook(examples(150), better);
    expect(look.kind).toBe('general');
    expect(look.losses.general).toBeLessThan(look.losses.none ?? 0);
  });

  it('is not judged by pairs without a chance: it is never asked about them', async () => {
    const all = examples(150);
    const look = await chooseSecondLook({ ...all, first: all.first.map(() => 0.001) }, worse);
    expect(look).toMatchObject({ kind: 'general', losses: {} });
  });
});
