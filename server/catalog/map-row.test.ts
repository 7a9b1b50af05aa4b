import { describe, expect, it } from 'vitest';
import { mapRow } from './map-row.ts';
import { categoryResolver } from './resolve-category.ts';
import { importMappingSchema } from './schema.ts';

const mapping = importMappingSchema.parse({
  fields: { title: 'title', sku: 'sku', brand: 'brand', gtin: 'gtin' },
  seller: { key: 's', name: 'S' },
  attributes: ['Color', 'specs', 'note'],
});

function map(values: Record<string, string>) {
  const mapped = mapRow({ sku: 'a', title: 'Watch', ...values }, mapping, categoryResolver([]));
  if (!mapped.ok) throw new Error(mapped.reason);
  return mapped.input;
}

describe('attributes of a row', () => {
  it('cuts a cell that holds a table, and keeps a column beside it that says another thing', () => {
    const { attributes } = map({
      Color: 'Red',
      specs:
        '{"s"=>[{"key"=>"Color", "value"=>"Dark red"}, {"key"=>"Dial &amp; Strap", "value"=>"<b>Oval</b>"}]}',
      note: 'a: b is no table',
    });
    expect(attributes).toEqual({
      Color: 'Red',
      note: 'a: b is no table',
      'Color (specs)': 'Dark red',
      'Dial & Strap': 'Oval',
    });
  });

  it('takes brand and GTIN from the table only where the feed has no own, and only a GTIN that is one', () => {
    const specs = '{"Brand": "Acme", "EAN": "4006381333931"}';
    expect(map({ specs })).toMatchObject({ brand: 'Acme', gtin: '04006381333931' });
    expect(map({ specs, brand: 'Bo' })).toMatchObject({ brand: 'Bo', attributes: { Brand: 'Acme' } });
    expect(map({ specs: '{"EAN": "4006381333932", "a": "b"}' }).gtin).toBeNull();
    expect(map({ gtin: 'none', specs: '{"EAN": "4006381333931"}' })).toMatchObject({
      gtin: '04006381333931',
      attributes: { gtin: 'none' },
    });
  });

  it('keeps a cell that is cut off, broken or hostile as the text that it is', () => {
    const cell = '{"a"=>"b", "__proto__"=>{"polluted"=>"yes"';
    expect(map({ specs: cell }).attributes).toEqual({ specs: cell });
    const { attributes } = map({ specs: '{"__proto__": "x", "a": "b"}' });
    expect(Object.entries(attributes)).toEqual([
      ['__proto__', 'x'],
      ['a', 'b'],
    ]);
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
  });
});

describe('a given category', () => {
  const resolve = categoryResolver([{ id: 'mice', code: '7', pathNames: ['Computers > Mice'] }]);
  const read = (fields: Record<string, unknown>, values: Record<string, string>) => {
    const withFields = importMappingSchema.parse({
      ...mapping,
      fields: { title: 'title', ...fields },
      attributes: [],
    });
    const mapped = mapRow({ title: 'Thing', ...values }, withFields, resolve);
    if (!mapped.ok) throw new Error(mapped.reason);
    return mapped.input;
  };

  it('that the taxonomy has not is kept as the seller’s own, for somebody to map', () => {
    expect(read({ given: 'category' }, { category: ' ink  cartridges ' })).toMatchObject({
      givenCategoryIds: [],
      sellerCategoryPath: 'ink cartridges',
    });
    expect(read({ given: ['l1', 'l2'] }, { l1: 'Office', l2: 'Ink' }).sellerCategoryPath).toBe(
      'Office > Ink',
    );
  });

  it('that it has is no path of the seller’s own, and a column for that goes first', () => {
    const known = read({ given: 'category' }, { category: 'Computers > Mice' });
    expect(known).toMatchObject({ givenCategoryIds: ['mice'], sellerCategoryPath: null });
    const both = { given: 'category', category: 'own' };
    expect(read(both, { category: 'ink', own: 'Tinte' }).sellerCategoryPath).toBe('Tinte');
    expect(read({ given: 'category' }, { category: '' }).sellerCategoryPath).toBeNull();
  });
});
