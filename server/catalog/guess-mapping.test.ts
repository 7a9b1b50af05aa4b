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
    expect(guessMapping(columns, []).fields).toMatchObject({
      sku: 'pid',
      title: 'product_name',
      given: ['l1', 'l2', 'l3', 'l4'],
      images: ['image'],
    });
  });

  it('falls back to the longest text for the title', () => {
    expect(guessMapping(['a', 'b'], [{ a: '1', b: 'A red kettle of steel' }]).fields.title).toBe('b');
  });
});
