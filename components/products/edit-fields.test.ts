import { describe, expect, it } from 'vitest';
import { readFields, toFormFields } from './edit-fields.ts';

const product = {
  ...{ title: 'Kettle', brand: 'Bo', gtin: null, mpn: null, priceMinor: 3990, currency: 'EUR', locale: 'en' },
  description: null,
  attributes: [
    ['colour', 'red'],
    ['size', '1 l'],
  ] as [string, string][],
};

describe('the edit form', () => {
  it('sends nothing that was not touched', () => {
    expect(readFields(product, toFormFields(product))).toEqual({ ok: true, fields: {} });
  });

  it('reads prices with a comma, emptied fields and attributes', () => {
    const form = { ...toFormFields(product), price: '41,5', brand: ' ', attributes: 'colour: blue: dark\n' };
    expect(readFields(product, form)).toEqual({
      ok: true,
      fields: { priceMinor: 4150, brand: null, attributes: { colour: 'blue: dark' } },
    });
  });

  it('says what cannot be read', () => {
    const form = toFormFields(product);
    expect(readFields(product, { ...form, title: ' ' })).toEqual({ ok: false, problem: 'title' });
    expect(readFields(product, { ...form, price: 'cheap' })).toEqual({ ok: false, problem: 'price' });
    expect(readFields(product, { ...form, attributes: 'no value' })).toEqual({
      ...{ ok: false, problem: 'attributes' },
    });
  });
});
