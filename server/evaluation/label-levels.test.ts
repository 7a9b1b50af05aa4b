import { describe, expect, it } from 'vitest';
import { evaluateCategorize, type LabelledPart } from './evaluate-categorize.ts';
import { className, collectLabels, fillPaths, labelIds } from './label-levels.ts';

describe('fillPaths', () => {
  it('gives paths that end early a class of their own, and names it with nothing', () => {
    const filled = fillPaths([
      ['a', 'b', ''],
      ['', 'c', 'd'],
      [null, null, ''],
    ]);
    expect(filled[0]).toEqual(['a', 'b', '']);
    expect(filled[1].slice(1)).toEqual(['c', 'd']);
    expect(filled[1][0]).not.toBe(filled[0][0]);
    expect(filled[2][0]).toBe(filled[1][0]);
    expect(filled[2][1]).not.toBe(filled[2][2]);
    expect(filled.map((column) => className(column[0] ?? ''))).toEqual(['a', '', '']);
  });
});

describe('labelIds', () => {
  it('numbers by name and knows neither empty nor unseen labels', () => {
    const labels = collectLabels(['l1'], [['b', 'a', null, 'b']]);
    expect(labels.classes).toEqual([['a', 'b']]);
    expect([...labelIds(labels, [['b', '', 'c']])[0]]).toEqual([1, -1, -1]);
  });
});

describe('evaluateCategorize', () => {
  const part = (rows: number): LabelledPart => {
    const kinds = ['tea', 'tea', 'cup', 'oil'];
    const of = Array.from({ length: rows }, (_, row) => kinds[row % kinds.length]);
    return {
      input: { documents: of.map((kind, row) => [`${kind} number ${row}`]), pictures: null },
      // Tea goes to a third level; cups end at the second, oil at the first.
      labels: [
        of.map((kind) => (kind === 'cup' ? 'kitchen' : 'food')),
        of.map((kind) => (kind === 'oil' ? '' : `${kind}s`)),
        of.map((kind, row) => (kind === 'tea' ? `tea ${row % 2}` : null)),
      ],
    };
  };

  it('measures each level over the rows that have a label there, and answers paths that end early', async () => {
    const report = await evaluateCategorize({
      train: part(120),
      valid: null,
      test: part(40),
      levelNames: ['l1', 'l2', 'l3'],
      final: false,
      options: { threads: 1, seed: 1, cost: 1 },
      log: () => undefined,
    });
    expect(report.levels.map((level) => level.classes)).toEqual([2, 2, 2]);
    expect(report.levels[0].accuracy).toBe(1);
    expect(report.levels[1].accuracy).toBe(1);
    const { labels, levels } = report.answers;
    const nameOf = (row: number, level: number): string =>
      className(labels.classes[level][levels[level].top[row][0]]);
    expect(nameOf(2, 1)).toBe('cups');
    expect(nameOf(2, 2)).toBe('');
    expect(nameOf(3, 1)).toBe('');
  });
});
