import { describe, expect, it } from 'vitest';
import { changesBetween, decidedText, orderEvents } from './rules-history.ts';
import type { ProductEvent } from './schema-product.ts';

describe('changes between two inputs', () => {
  it('names fields and single attributes, and formats prices', () => {
    const before = {
      title: 'Kettle',
      price_minor: 3990,
      attributes: { colour: 'red', size: '1 l' },
      brand: '',
    };
    const after = {
      title: 'Kettle 1 l',
      price_minor: 4100,
      attributes: { colour: 'red', weight: '1 kg' },
      brand: null,
    };
    expect(changesBetween(before, after)).toEqual([
      { field: 'title', before: 'Kettle', after: 'Kettle 1 l' },
      { field: 'price', before: '39.90', after: '41.00' },
      { field: 'size', before: '1 l', after: null },
      { field: 'weight', before: null, after: '1 kg' },
    ]);
  });

  it('sees nothing where only bookkeeping differs', () => {
    expect(changesBetween({ title: 'a', revision: 1 }, { title: 'a', revision: 2 })).toEqual([]);
  });
});

describe('the history', () => {
  it('is newest first, and at one moment the effect stands above its cause', () => {
    const event = (id: string, at: string, kind: ProductEvent['kind']): ProductEvent => ({
      ...{ id, at, kind, by: null, text: '', changes: [] },
    });
    const ordered = orderEvents([
      event('a', '2026-01-01T00:00:00.000Z', 'imported'),
      event('b', '2026-01-02T00:00:00.000Z', 'decided'),
      event('c', '2026-01-02T00:00:00.000Z', 'merged'),
    ]);
    expect(ordered.map((one) => one.id)).toEqual(['c', 'b', 'a']);
  });

  it('tells a decision in words', () => {
    const plain = {
      ...{ undoes: null, relation: null, reasonCode: null, note: null, secondOpinion: false },
    };
    const pathOf = () => 'Home > Kettles';
    expect(
      decidedText({ ...plain, kind: 'category', answer: { kind: 'category', categoryId: 'x' } }, pathOf),
    ).toBe('category: Home › Kettles');
    expect(
      decidedText({ ...plain, kind: 'pair', answer: { kind: 'pair' }, relation: 'not_same' }, pathOf),
    ).toBe('pair: different product');
    expect(
      decidedText({ ...plain, kind: 'category', answer: { kind: 'cant-tell' }, note: 'no picture' }, pathOf),
    ).toBe("category: can't tell (no picture)");
    expect(decidedText({ ...plain, kind: 'undo', undoes: 'cluster', answer: {} }, pathOf)).toBe(
      'took back the cluster decision',
    );
  });
});
