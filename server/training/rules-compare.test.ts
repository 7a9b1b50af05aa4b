import { describe, expect, it } from 'vitest';
import {
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
    candidate: { path: path(candidate), isSure: true },
    other: more.by === undefined ? null : { path: path(more.by), isSure: false },
    value: 1,
    weight: 1,
    locale: 'en',
    seller: 'A',
    missing: [],
    ...more,
  };
}

describe('one model', () => {
  const items = [
    item('a/b/c', 'a/b/c'),
    item('a/b/c', 'a/b/d', { value: 8 }),
    item('a/b', 'a/b/c'),
    item('x/y/z', 'a/b/c', { candidate: { path: path('a/b/c'), isSure: false } }),
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
