import { describe, expect, it } from 'vitest';
import { changesBetween, orderEvents, whatWasDecided } from './rules-history.ts';
import type { ProductEvent, WhatHappened } from './schema-product.ts';

describe('changes between two inputs', () => {
  it('names fields and single attributes, prices in their smallest unit', () => {
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
      { of: { field: 'title' }, before: 'Kettle', after: 'Kettle 1 l' },
      { of: { field: 'price' }, before: '3990', after: '4100' },
      { of: { attribute: 'size' }, before: '1 l', after: null },
      { of: { attribute: 'weight' }, before: null, after: '1 kg' },
    ]);
  });

  it('sees nothing where only bookkeeping differs', () => {
    expect(changesBetween({ title: 'a', revision: 1 }, { title: 'a', revision: 2 })).toEqual([]);
  });
});

describe('the history', () => {
  it('is newest first, and at one moment the effect stands above its cause', () => {
    const event = (id: string, at: string, what: WhatHappened): ProductEvent => ({
      id,
      at,
      by: null,
      ...what,
    });
    const ordered = orderEvents([
      event('a', '2026-01-01T00:00:00.000Z', { kind: 'imported' }),
      event('b', '2026-01-02T00:00:00.000Z', { kind: 'suggested', pathName: 'Home', p: 0.9 }),
      event('c', '2026-01-02T00:00:00.000Z', { kind: 'undone', about: null }),
    ]);
    expect(ordered.map((one) => one.id)).toEqual(['c', 'b', 'a']);
  });

  it('tells what was decided', () => {
    const plain = { answer: {}, relation: null, reasonCode: null, note: null, secondOpinion: false };
    const pathOf = (id: string) => (id === 'x' ? 'Home > Kettles' : null);
    const told = (one: Partial<Parameters<typeof whatWasDecided>[0]>) =>
      whatWasDecided({ ...plain, kind: 'category', ...one }, pathOf).answer;
    expect(told({ answer: { kind: 'category', categoryId: 'x' } })).toEqual({ category: 'Home > Kettles' });
    expect(told({ answer: { kind: 'category', categoryId: 'gone' } })).toEqual({ category: null });
    expect(told({ kind: 'pair', answer: { kind: 'apart' }, relation: 'not_same' })).toEqual({
      word: 'not_same',
    });
    expect(told({ answer: { kind: 'cant-tell' }, note: 'no picture' })).toEqual({ word: 'cant-tell' });
  });
});
