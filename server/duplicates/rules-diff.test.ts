import { describe, expect, it } from 'vitest';
import type { CardProduct } from '#server/review/schema-product.ts';
import { member } from './card-product.fixture.ts';
import { diffMembers } from './rules-diff.ts';

describe('field diff', () => {
  const rows = diffMembers([
    member('a', {
      brand: 'Acme',
      attributes: [
        { name: 'Storage', value: '128 GB' },
        { name: 'Note', value: 'x' },
      ],
    }),
    member('b', { brand: 'ACME', attributes: [{ name: 'storage', value: '256 GB' }] }),
  ]);
  const standing = (label: string) => rows.find((row) => row.label === label)?.standing;

  it('puts what identifies on top, the conflict first', () => {
    expect(rows[0]).toMatchObject({ label: 'storage', standing: 'conflict', values: ['128 GB', '256 GB'] });
    expect(rows[1]).toMatchObject({ label: 'title', standing: 'differs' });
    expect(rows[2]).toMatchObject({ label: 'brand', standing: 'equal' });
  });
  it('tells a seller’s wording from a conflict, and a gap from both', () => {
    expect(standing('title')).toBe('differs');
    expect(standing('Note')).toBe('alone');
    expect(rows.map((row) => row.label)).not.toContain('GTIN');
  });
});

describe('fields in several languages', () => {
  const row = (label: string, ...attributes: Record<string, string>[]) => {
    const members = attributes.map((facts, at) =>
      member(String(at), {
        title: facts.title ?? 'Thing',
        priceMinor: facts.price ? Number(facts.price) : null,
        currency: 'EUR',
        attributes: Object.entries(facts)
          .filter(([name]) => name !== 'title' && name !== 'price')
          .map(([name, value]) => ({ name, value })),
      }),
    );
    return diffMembers(members).find((one) => one.label === label);
  };

  it('stand in one row, and say the same in other words', () => {
    expect(row('colour', { Farbe: 'Schwarz' }, { Colore: 'nero' })).toMatchObject({
      standing: 'agrees',
      values: ['Schwarz', 'nero'],
    });
    expect(row('weight', { Gewicht: '173 g' }, { Weight: '6.1 oz' })?.standing).toBe('agrees');
    expect(row('volume', { Capacity: '1.7 l' }, { Fassungsvermögen: '1700 ml' })?.standing).toBe('agrees');
    expect(row('storage', { Speicher: '128 GB' }, { Storage: '256 GB' })?.standing).toBe('conflict');
  });

  it('know the attributes of measure, screen and year by their names in five languages', () => {
    const facts = [
      ['diameter', ['Diameter', 'Durchmesser', 'Diamètre', 'Diámetro', 'Diametro'], '22 cm'],
      ['depth', ['Depth', 'Tiefe', 'Profondeur', 'Profundidad', 'Profondità'], '30 cm'],
      ['screen', ['Screen size', 'Bildschirmgröße', "Taille d'écran", 'Pantalla', 'Schermo'], '13.3 in'],
      ['year', ['Model year', 'Modelljahr', 'Millésime', 'Año de modelo', 'Anno modello'], '2024'],
      ['memory', ['RAM', 'Arbeitsspeicher', 'Mémoire vive', 'Memoria RAM', 'RAM'], '8 GB'],
    ] as const;
    for (const [label, names, value] of facts)
      expect(row(label, ...names.map((name) => ({ [name]: value })))).toMatchObject({
        standing: 'equal',
        values: names.map(() => value),
      });
    expect(row('size', { Größe: 'M' }, { Taglia: 'm' })?.standing).toBe('equal');
    expect(row('colour', { Farbe: 'weiß' }, { Colour: 'white' })?.standing).toBe('agrees');
    expect(row('diameter', { Durchmesser: '22 cm' }, { Diametro: '24 cm' })?.standing).toBe('conflict');
  });

  it('count pieces however they are written', () => {
    expect(row('pieces', { Pezzi: '3' }, { title: 'Chocolat lot de 3' })?.standing).toBe('agrees');
  });

  it('conflict only where the words are of one language, or can be read', () => {
    const material = (value: string, locale: string) =>
      member(value, { locale, attributes: [{ name: locale === 'fr' ? 'Matière' : 'Material', value }] });
    const standing = (...members: CardProduct[]) =>
      diffMembers(members).find((one) => one.label === 'material')?.standing;
    expect(standing(material('coton', 'fr'), material('Baumwolle', 'de'))).toBe('differs');
    expect(standing(material('Leder', 'de'), material('Baumwolle', 'de'))).toBe('conflict');
  });

  it('name who says otherwise than most', () => {
    const [one, other] = [{ Speicher: '128 GB' }, { Storage: '256 GB' }];
    expect(row('storage', one, other, { Stockage: '128 Go' })).toMatchObject({
      standing: 'conflict',
      odd: [1],
    });
    expect(row('storage', one, other)?.odd).toEqual([]);
  });

  it('are read from a list in one text, and from the title where the attribute is missing', () => {
    expect(
      row('pieces', { Specs: 'Pieces: 6; Colour: Teal' }, { title: 'Screwdriver set 12 pieces' }),
    ).toMatchObject({ standing: 'conflict', values: ['6', '12 pieces'] });
    expect(row('Specs', { Specs: 'Pieces: 6; Colour: Teal' }, {})).toBeUndefined();
  });

  it('tell what a piece costs, so that a pack is not taken for one', () => {
    expect(
      row('price per piece', { title: 'Soap 4 pack', price: '1200' }, { title: 'Soap 1 pack', price: '300' })
        ?.values,
    ).toEqual(['€3.00', '€3.00']);
  });

  it('tell no price of an amount where all hold the same, in other units', () => {
    const kg = (weight: string, other: string) =>
      row('price per kg', { Weight: weight, price: '10000' }, { Gewicht: other, price: '9000' })?.values;
    expect(kg('250 g', '0.6 lb')).toBeUndefined();
    expect(kg('250 g', '500 g')).toEqual(['€400.00', '€180.00']);
  });
});
