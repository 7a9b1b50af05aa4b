import { describe, expect, it } from 'vitest';
import { mapRow } from './map-row.ts';
import { categoryResolver } from './resolve-category.ts';
import { checkRows } from './rules-check.ts';
import { type ImportMapping, importMappingSchema } from './schema.ts';

const mapping = importMappingSchema.parse({
  fields: {
    ...{
      title: 'title',
      sku: 'sku',
      price: 'price',
      gtin: 'ean',
      popularity: 'sold',
      images: ['image'],
      given: 'category',
    },
    ...{ currency: 'currency', locale: 'lang', url: 'url' },
  },
  seller: { key: 's', name: 'S' },
});
const resolve = categoryResolver([{ id: 'k', code: '1', pathNames: ['Home > Kettles'] }]);
const context = { mapping, resolve, hasTaxonomy: true };
const good = {
  ...{ title: 'Kettle', sku: 'a', price: '1.299,90 €', ean: '4006381333931', sold: '12', image: 'a.jpg' },
  ...{ category: 'home > kettles', currency: 'EUR', lang: 'fr-CA', url: 'https://shop.example/a' },
};

describe('the check of the first rows', () => {
  it('finds nothing in a good row, nor where cells are empty', () => {
    expect(checkRows([good], context)).toEqual([]);
    const empty = Object.fromEntries(Object.keys(good).map((name) => [name, null]));
    expect(checkRows([{ ...empty, title: 'Lamp' }], context)).toEqual([]);
  });

  it('names the cell of everything that would be read as nothing', () => {
    const bad = {
      ...{ title: 'x'.repeat(1001), sku: 'b', price: 'on request', ean: '4006381333930', sold: 'many' },
      ...{ image: 'see website', category: 'Home > Boats', currency: 'euros', lang: 'French', url: 'shop/a' },
    };
    const problems = checkRows([good, bad], context);
    expect(problems.map((problem) => problem.column).sort()).toEqual(
      ['category', 'currency', 'ean', 'image', 'lang', 'price', 'sold', 'title', 'url'].sort(),
    );
    expect(problems.every((problem) => problem.row === 1 && !problem.isRejected)).toBe(true);
  });

  it('tells rows that would be refused: no title, or a SKU for the second time', () => {
    const problems = checkRows([good, { ...good, title: ' ' }, { ...good, title: 'Other' }], context);
    expect(problems).toEqual([
      { row: 1, column: 'title', fault: { code: 'no-title' }, isRejected: true },
      { row: 2, column: 'sku', fault: { code: 'sku-twice', sku: 'a', row: 1 }, isRejected: true },
    ]);
  });

  it('says of an unknown category whether it is kept as the seller’s own, as the import does', () => {
    const faultOf = (fields: ImportMapping['fields'], own: string) => {
      const row = { ...good, category: 'Home > Boats', own };
      const asked = { ...context, mapping: { ...context.mapping, fields } };
      const mapped = mapRow(row, asked.mapping, resolve);
      const path = mapped.ok ? mapped.input.sellerCategoryPath : null;
      return [checkRows([row], asked)[0]?.fault.code, path];
    };
    const { fields } = context.mapping;
    expect(faultOf(fields, 'Boats!')).toEqual(['category-kept', 'Home > Boats']);
    expect(faultOf({ ...fields, category: 'own' }, 'Boats!')).toEqual(['category', 'Boats!']);
    expect(faultOf({ ...fields, category: 'own' }, '')).toEqual(['category-kept', 'Home > Boats']);
  });

  it('says nothing of categories while there is no taxonomy yet', () => {
    expect(checkRows([{ ...good, category: 'Home > Boats' }], { ...context, hasTaxonomy: false })).toEqual(
      [],
    );
  });
});
