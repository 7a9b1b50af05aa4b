import { describe, expect, it } from 'vitest';
import { addEdits, applyEdits, changedFields, type EditableInput, editedHash } from './rules-edit.ts';

const product: EditableInput = {
  ...{ title: 'Ketle', brand: null, gtin: null, mpn: null, description: 'd', priceMinor: 100 },
  ...{ currency: 'EUR', locale: 'en', attributes: { colour: 'red', size: 'L' } },
};
const made = { by: 'Ann', at: '2026-01-01T00:00:00.000Z' };

describe('an edit', () => {
  it('names only what it changes, attributes one by one', () => {
    const changed = changedFields(product, {
      ...{ title: 'Kettle', brand: null, priceMinor: 100, attributes: { colour: 'red', weight: '1 kg' } },
    });
    expect(changed).toEqual({ title: 'Kettle', 'attribute:size': null, 'attribute:weight': '1 kg' });
  });

  it('remembers what the seller says, and ends where it is taken back', () => {
    const first = addEdits({}, product, { title: 'Kettle' }, made);
    expect(first.title).toEqual({ value: 'Kettle', seller: 'Ketle', ...made });
    const again = addEdits(first, { ...product, title: 'Kettle' }, { title: 'Kettle 1 l' }, made);
    expect(again.title.seller).toBe('Ketle');
    expect(addEdits(again, { ...product, title: 'Kettle 1 l' }, { title: 'Ketle' }, made)).toEqual({});
  });
});

describe('edits over a feed', () => {
  const edits = addEdits(
    {},
    product,
    { title: 'Kettle', 'attribute:size': null, 'attribute:weight': '1 kg' },
    made,
  );

  it('stay when the seller sends the row again, changed elsewhere', () => {
    const { input, edits: kept } = applyEdits({ ...product, title: 'Ketle!', brand: 'Bo' }, edits);
    expect(input).toMatchObject({
      title: 'Kettle',
      brand: 'Bo',
      attributes: { colour: 'red', weight: '1 kg' },
    });
    expect(input.attributes).not.toHaveProperty('size');
    expect(kept.title.seller).toBe('Ketle!');
  });

  it('end when the seller comes to say the same', () => {
    const { edits: kept } = applyEdits({ ...product, title: 'Kettle' }, edits);
    expect(kept).not.toHaveProperty('title');
    expect(Object.keys(kept)).toEqual(['attribute:size', 'attribute:weight']);
  });

  it('change the hash with each value, whatever their order, and not without edits', () => {
    const swapped = Object.fromEntries(Object.entries(edits).toReversed());
    expect(editedHash('h', edits)).toBe(editedHash('h', swapped));
    expect(editedHash('h', {})).toBe('h');
    expect(editedHash('h', { ...edits, title: { ...edits.title, value: 'x' } })).not.toBe(
      editedHash('h', edits),
    );
  });
});
