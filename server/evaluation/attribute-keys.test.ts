import { describe, expect, it } from 'vitest';
import { collectAttributes } from './attribute-keys.ts';

const repeat = (count: number, of: (at: number) => Record<string, unknown>): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, at) => of(at));

describe('collectAttributes', () => {
  it('keeps names of several languages apart, and writes each as most products do', () => {
    const products = [
      ...repeat(100, (at) => ({
        [at % 10 ? 'Colour' : 'colour ']: at % 2 ? 'Dark  red' : at % 20 ? 'Blue' : 'BLUE',
      })),
      ...repeat(80, (at) => ({ Farbe: at % 2 ? 'Rot' : 'Blau' })),
    ];
    const { keys, classes } = collectAttributes(products);
    expect(keys).toEqual([
      { key: 'colour', name: 'Colour', values: ['Blue', 'Dark  red'], rows: 100 },
      { key: 'farbe', name: 'Farbe', values: ['Blau', 'Rot'], rows: 80 },
    ]);
    expect([classes[0][1], classes[0][20], classes[0][150], classes[1][150]]).toEqual([1, 0, -1, 0]);
  });

  it('leaves out measures, open vocabularies, lone values and what few products state', () => {
    const products = repeat(400, (at) => ({
      Weight: `${at % 4} kg`,
      Model: `Model ${String.fromCharCode(97 + (at % 26))}${String.fromCharCode(97 + (Math.floor(at / 26) % 26))}`,
      Country: 'China',
      ...(at < 50 ? { Pattern: at % 2 ? 'striped' : 'plain' } : {}),
      Gender: at % 3 ? 'Women' : 'Men',
      Note: { nested: true },
    }));
    expect(collectAttributes(products).keys.map(({ name }) => name)).toEqual(['Gender']);
  });

  it('counts rare values as stated, of no class, and "n/a" as not stated', () => {
    const products = repeat(200, (at) => ({
      Fit: at < 8 ? `one of a kind ${'x'.repeat(at)}` : at % 2 ? 'slim' : 'n/a',
    }));
    products.push(...repeat(100, () => ({ Fit: 'wide' })));
    const { keys, classes } = collectAttributes(products);
    expect(keys[0].values).toEqual(['wide', 'slim']);
    expect(Array.from(classes[0].slice(0, 10))).toEqual([2, 2, 2, 2, 2, 2, 2, 2, -1, 1]);
  });

  it('stays within its bounds, the commonest attributes first, and does not ask for the order of products', () => {
    const products = repeat(300, (at) =>
      Object.fromEntries(
        Array.from({ length: 40 }, (_, key) => [
          `key ${'abcdefghij'[key % 10]}${'klmn'[Math.floor(key / 10)]}`,
          at % 2 ? 'yes' : 'no',
        ]).slice(0, 20 + (at % 21)),
      ),
    );
    const { keys } = collectAttributes(products);
    expect(keys.length).toBe(24);
    expect(keys.map(({ rows }) => rows)).toEqual(
      keys.map(({ rows }) => rows).sort((left, right) => right - left),
    );
    expect(collectAttributes([...products].reverse()).keys).toEqual(keys);
  });
});
