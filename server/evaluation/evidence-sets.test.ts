import { describe, expect, it } from 'vitest';
import { chooseSets, keepParts, masksOf, setFor } from './evidence-sets.ts';

const picture = Float32Array.of(1);

describe('evidence sets', () => {
  const input = {
    documents: [
      ['a', 'b'],
      ['a', ''],
      ['', ''],
    ],
    pictures: [picture, null, picture],
  };

  it('names what a row has, a bit a field and the last for the picture', () => {
    expect([...masksOf(input)]).toEqual([0b111, 0b001, 0b100]);
  });

  it('takes parts away', () => {
    expect(keepParts(input, [0], 0b100)).toEqual({ documents: [['', '']], pictures: [picture] });
    expect(keepParts(input, [0], 0b001)).toEqual({ documents: [['a', '']], pictures: [null] });
  });

  it('learns what rows have as they come, and on request each part alone and all but one', () => {
    const masks = Int32Array.from({ length: 300 }, (_, row) =>
      row < 200 ? 0b111 : row < 290 ? 0b011 : 0b001,
    );
    expect(chooseSets(masks, false)).toEqual([0b111, 0b011]);
    const all = chooseSets(masks, true);
    for (const set of [0b001, 0b010, 0b100, 0b110, 0b101, 0b011]) expect(all).toContain(set);
    expect(new Set(all).size).toBe(all.length);
  });

  it('answers with the largest set that asks for nothing the row lacks', () => {
    const sets = [0b111, 0b011, 0b001, 0b100];
    expect(setFor(0b111, sets)).toBe(0);
    expect(setFor(0b011, sets)).toBe(1);
    expect(setFor(0b101, sets)).toBe(2);
    expect(setFor(0b100, sets)).toBe(3);
    expect(setFor(0b010, sets)).not.toBe(0);
  });
});
