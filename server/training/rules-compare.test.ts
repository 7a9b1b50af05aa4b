import { describe, expect, it } from 'vitest';
import {
  compareLevels,
  compareModels,
  confusionsOf,
  differingItems,
  type JudgedItem,
  measureModel,
  slice,
  treeDistance,
} from './rules-compare.ts';

const path = (text: string): string[] => text.split('/');

function item(
  truth: string,
  candidate: string,
  more: Partial<JudgedItem> & { by?: string } = {},
): JudgedItem {
  return {
    productId: `${truth}${candidate}${Math.abs(more.value ?? 1)}`,
    title: truth,
    truth: path(truth),
    candidate: { path: path(candidate), isSure: true, rank: truth === candidate ? 0 : -1 },
    other: more.by === undefined ? null : { path: path(more.by), isSure: false, rank: -1 },
    further: [],
    value: 1,
    weight: 1,
    locale: 'en',
    seller: 'A',
    missing: [],
    age: 'older',
    ...more,
  };
}

describe('two models, level by level', () => {
  it('compares them on the items that reach a level, each by what is right down to it', () => {
    const items = [
      item('a/b/c', 'a/b/c', { by: 'a/b/d' }),
      item('a/b/d', 'a/b/d', { by: 'a/x/y' }),
      item('a/b', 'x/y', { by: 'a/b' }),
    ];
    expect(compareLevels(items, 1).map((level) => level?.difference)).toEqual([-1 / 3, 0, 1]);
    expect(compareLevels([item('a/b', 'a/b')], 1)).toEqual([null, null]);
  });
});

describe('one model', () => {
  it('is measured on more items than a call can have arguments', () => {
    const many = new Array<JudgedItem>(150_000).fill(item('a/b', 'a/b'));
    expect(measureModel(many, (one) => one.candidate).levels.map((level) => level.value)).toEqual([1, 1]);
  });

  const items = [
    item('a/b/c', 'a/b/c'),
    item('a/b/c', 'a/b/d', { value: 8 }),
    item('a/b', 'a/b/c'),
    item('x/y/z', 'a/b/c', { candidate: { path: path('a/b/c'), isSure: false, rank: 3 } }),
  ];
  const measured = measureModel(items, (one) => one.candidate);

  it('is measured level by level, only as deep as the truth goes', () => {
    expect(measured.levels.map((level) => level.value)).toEqual([3 / 4, 3 / 4, 1 / 3]);
    expect(measured.levels[0].low).toBeLessThan(0.75);
    expect(measured.levels[0].high).toBeGreaterThan(0.75);
  });

  it('is measured by value, by distance, and where it is sure', () => {
    expect(measured.valueWeighted).toBeCloseTo(1 / 11);
    expect(measured.treeDistance).toBeCloseTo((0 + 2 + 1 + 6) / 4);
    expect(measured.coverage).toBe(0.75);
    expect(measured.precisionAtCoverage.value).toBeCloseTo(1 / 3);
  });

  it('is measured by F1 of each category, level by level', () => {
    // Level 1: a, 3 of 3 found of 4 answered (6/7); x never. Level 3: c, 1 found, 2 true with d's, 2 answered; d and z never.
    expect(measured.f1[0]).toEqual({ weighted: ((6 / 7) * 3) / 4, macro: 6 / 7 / 2 });
    expect(measured.f1[2].weighted).toBeCloseTo(((2 / 4) * 2) / 3);
    expect(measured.f1[2].macro).toBeCloseTo(2 / 4 / 3);
  });

  it('is measured by its first answers, and in part where the branch is right', () => {
    expect(measured.amongFirst).toEqual({ three: 1 / 4, five: 2 / 4 });
    expect(measured.hierarchicalF1).toBeCloseTo((2 * (3 + 2 + 2 + 0)) / (6 + 6 + 5 + 6));
  });

  it('of nothing is nothing', () => {
    expect(measureModel([], (one) => one.candidate)).toMatchObject({
      levels: [],
      coverage: 0,
      valueWeighted: 0,
    });
    expect(treeDistance([], [])).toBe(0);
  });

  it('confuses: often enough, by cost, within a branch or not', () => {
    const many = [
      ...Array.from({ length: 6 }, (_, at) => item('a/b/c', at < 3 ? 'a/b/d' : 'a/b/c', { value: 2 })),
      ...Array.from({ length: 50 }, (_, at) => item('x/y/z', at < 3 ? 'a/b/c' : 'x/y/z')),
      ...Array.from({ length: 5 }, (_, at) => item('k/l', at < 4 ? 'm/n' : 'k/l', { value: 0.5 })),
    ];
    expect(confusionsOf(many)).toEqual([
      { truth: 'a/b/c', answer: 'a/b/d', count: 3, share: 0.5, sameBranch: true, value: 6 },
      { truth: 'k/l', answer: 'm/n', count: 4, share: 0.8, sameBranch: false, value: 2 },
    ]);
  });
});

describe('two models', () => {
  it('differ by what exactly one has right, in sum and item by item', () => {
    const items = [
      ...Array.from({ length: 30 }, () => item('a/b', 'a/b', { by: 'a/c' })),
      ...Array.from({ length: 10 }, () => item('a/b', 'a/d', { by: 'a/b' })),
      ...Array.from({ length: 60 }, () => item('a/b', 'a/b', { by: 'a/b' })),
      item('a/b', 'a/c', { by: 'a/d', value: 100 }),
    ];
    const difference = compareModels(items, (one) => one.weight, 1);
    expect(difference?.difference).toBeCloseTo(20 / 101);
    expect(difference?.low).toBeGreaterThan(0);
    const differing = differingItems(items);
    expect(differing).toHaveLength(41);
    expect(differing[40].value).toBe(100);
    expect(compareModels(items, (one) => one.value, 1)?.difference).toBeCloseTo(20 / 200);
  });

  it('are not compared where one has no answer', () => {
    expect(compareModels([item('a/b', 'a/b')], () => 1, 1)).toBeNull();
  });

  it('are seen by slices that are large enough', () => {
    const items = [
      ...Array.from({ length: 20 }, (_, at) =>
        item('a/b', at < 10 ? 'a/b' : 'a/c', { by: 'a/b', locale: 'fr', missing: ['image'] }),
      ),
      ...Array.from({ length: 19 }, () => item('a/b', 'a/b', { by: 'a/b', seller: 'B' })),
    ];
    expect(
      slice(items).map(({ kind, name, rows, candidate, other }) => [
        kind,
        name,
        rows,
        candidate.value,
        other,
      ]),
    ).toEqual([
      ['locale', 'fr', 20, 0.5, 1],
      ['missing', 'image', 20, 0.5, 1],
      ['seller', 'A', 20, 0.5, 1],
    ]);
  });
});
