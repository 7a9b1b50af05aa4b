import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAttributeCell } from './attribute-cell.ts';

const read = (cell: string) => readAttributeCell('specs', cell);

describe('cells that hold a table of attributes', () => {
  it('reads a printed Ruby hash, values without a name under the name of the column', () => {
    const cell =
      '{"product_specification"=>[{"key"=>"Type", "value"=>"Analog"}, {"value"=>"1 Year \\"Brand\\" Warranty"}, {"key"=>"Color", "value"=>nil}, {:key=>"Dial", :value=>3}]}';
    expect(read(cell)).toEqual([
      ['Type', 'Analog'],
      ['specs', '1 Year "Brand" Warranty'],
      ['Dial', '3'],
    ]);
    expect(read('{"product_specification"=>nil}')).toEqual([]);
  });

  it('reads JSON objects and lists, and what Python prints', () => {
    expect(read('{"Colour": "red", "size": {"width": 3.5, "unit": "cm"}}')).toEqual([
      ['Colour', 'red'],
      ['size width', '3.5'],
      ['size unit', 'cm'],
    ]);
    expect(read('[{"name":"A","value":["x","y"]},{"name":"A","value":"z"}]')).toEqual([['A', 'x, y; z']]);
    expect(read("{'a': None, 'b': ('x', 'it\\'s'), 'c': True}")).toEqual([
      ['b', "x, it's"],
      ['c', 'True'],
    ]);
    expect(read('["x", "\\u00e9"]')).toEqual([['specs', 'x, é']]);
  });

  it('takes the semicolon of an entity for no separator', () => {
    expect(read('Couleur: Cerise; Mati&egrave;re: polyester recycl&eacute;')).toEqual([
      ['Couleur', 'Cerise'],
      ['Matière', 'polyester recyclé'],
    ]);
  });

  it('reads lists of names and values, plain and in markup', () => {
    const both = [
      ['Color', 'Red'],
      ['Size', 'M'],
    ];
    for (const cell of [
      'Color: Red; Size: M;',
      'Color=Red|Size=M',
      'Color: Red, Size: M',
      'Color: Red\nSize: M',
      '<ul><li>Color: Red</li><li>Size: M</li></ul>',
      '<table><tr><td>Color</td><td>Red</td></tr><tr><th>Size</th><td><b>M</b></td></tr></table>',
    ])
      expect(read(cell), cell).toEqual(both);
  });

  it('leaves running text and whatever it cannot cut without a loss alone', () => {
    for (const cell of [
      '',
      'red',
      'Color: red',
      'Color: red, blue; washable',
      'Good for the whole family. Note: keep dry; store at home',
      'https://a.example/x; https://b.example/y',
      '12:30; 14:20',
      '[1, 2',
      '{"a": 1} and more',
      '{"a" 1}',
      '{"a": "b',
      `{"a": "${'x'.repeat(5000)}"}`,
      `{"a": "${'x'.repeat(200_000)}"}`,
      '['.repeat(50_000),
      `[${'1,'.repeat(40_000)}]`,
      JSON.stringify(Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`n${at}`, 'v']))),
    ])
      expect(read(cell), cell.slice(0, 60)).toBeNull();
  });

  it('loses no value of any JSON object', () => {
    const text = fc.string({ minLength: 1, maxLength: 20 }).filter((value) => value.trim() !== '');
    fc.assert(
      fc.property(fc.dictionary(text, text, { minKeys: 1, maxKeys: 10 }), (object) => {
        const values = (read(JSON.stringify(object)) ?? []).map(([, value]) => value).join(' ');
        for (const value of Object.values(object))
          expect(values).toContain(value.replace(/\s+/g, ' ').trim());
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('never throws, whatever the cell', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '(',
      '"',
      "'",
      '=>',
      ':',
      ',',
      'nil',
      '\\',
      '\\u12',
      'a',
      ' ',
      '<li>',
      ';',
      '=',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const found = read(pieces.join(''));
        expect(found === null || found.every(([name, value]) => name !== '' && value !== '')).toBe(true);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});
