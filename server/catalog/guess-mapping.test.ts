import { describe, expect, it } from 'vitest';
import { sellers } from '#server/demo/sellers.ts';
import { guessMapping } from './guess-mapping.ts';

describe('guessing a mapping', () => {
  it.each(sellers)('reads the columns of $name', ({ columns }) => {
    const { images, ...fields } = columns;
    const guessed = guessMapping([...Object.values(columns), 'Colour', 'Weight'], []);
    expect(guessed.fields).toEqual({ ...fields, images: [images] });
    expect(guessed.attributes).toEqual(['Colour', 'Weight']);
  });

  it('takes level columns as a path from the root', () => {
    const columns = [
      'uniq_id',
      'pid',
      'product_name',
      'brand',
      'description',
      'product_specifications',
      'image',
      'has_image',
      'l1',
      'l2',
      'l3',
      'l4',
    ];
    const { fields, attributes } = guessMapping(columns, []);
    expect(fields).toMatchObject({
      sku: 'pid',
      title: 'product_name',
      given: ['l1', 'l2', 'l3', 'l4'],
      images: ['image'],
    });
    // The second id of a row is no attribute: every pair of listings would differ in it. Nor is whether the feed has a picture.
    expect(attributes).toEqual(['product_specifications']);
  });

  it('takes main, second and sub category as levels, and a short description for the title', () => {
    const columns = [
      'categoria_principal',
      'categoria_secundaria',
      'subcategoria',
      'descripcion',
      'precio',
      'moneda',
    ];
    expect(guessMapping(columns, [{ descripcion: 'Aceite de oliva 0,4º Hacendado' }]).fields).toEqual({
      given: columns.slice(0, 3),
      title: 'descripcion',
      price: 'precio',
      currency: 'moneda',
    });
  });

  it('takes a path beside level columns for the seller’s own', () => {
    const columns = ['ID', 'Name', 'Description', 'CategoryText', 'URL', 'lvl1', 'lvl2', 'lvl3'];
    const { fields, attributes } = guessMapping(columns, []);
    expect(fields).toMatchObject({ given: ['lvl1', 'lvl2', 'lvl3'], category: 'CategoryText' });
    expect(attributes).toEqual([]);
  });

  it('reads the number of a seller where it has no name, and the currency of a price', () => {
    const columns = ['id', 'title', 'price', 'pricecurrency', 'vendor_id', 'specs'];
    const { fields, attributes } = guessMapping(columns, []);
    expect(fields).toMatchObject({ currency: 'pricecurrency', seller: 'vendor_id' });
    expect(attributes).toEqual(['specs']);
    const named = guessMapping(['id', 'title', 'seller_id', 'seller_name', 'specs'], []);
    expect(named.fields.seller).toBe('seller_name');
    expect(named.attributes).toEqual(['specs']);
  });

  it('leaves out columns that hold the answer', () => {
    const columns = [
      'product_id',
      'title',
      'cluster_id',
      'cluster_label',
      'category_id',
      'category_label',
      'Colour',
    ];
    const { fields, attributes } = guessMapping(columns, []);
    expect(fields).toMatchObject({ sku: 'product_id', title: 'title', given: 'category_label' });
    expect(attributes).toEqual(['category_id', 'Colour']);
  });

  it('falls back to the longest text for the title', () => {
    expect(guessMapping(['a', 'b'], [{ a: '1', b: 'A red kettle of steel' }]).fields.title).toBe('b');
  });
});
