import { describe, expect, it } from 'vitest';
import { groupsOf, joinMin, joinMinOf } from './rules-groups.ts';

describe('what makes a group', () => {
  it('asks for more the larger the catalog is, never for less than the matcher promises', () => {
    const sizes = [0, 1, 800, 2400, 5000, 16_000, 100_000, 1_000_000];
    const asked = sizes.map(joinMinOf);
    expect(asked.slice(0, 4)).toEqual([joinMin, joinMin, joinMin, joinMin]);
    for (const [at, one] of asked.entries()) if (at > 3) expect(one).toBeGreaterThan(asked[at - 1]);
    expect(joinMinOf(1_000_000)).toBeLessThan(0.7);
  });

  it('joins a likely pair of a small catalog and not of a large one; what people say holds in both', () => {
    const scores = [
      { a: 'kettle', b: 'kettle again', p: 0.55 },
      { a: 'lamp', b: 'lamp again', p: 0.95 },
    ];
    const told = [{ a: 'kettle', b: 'kettle again', relation: 'same' }];
    const [kettles, lamps] = [
      ['kettle', 'kettle again'],
      ['lamp', 'lamp again'],
    ];
    expect(groupsOf(scores, [], 2000)).toEqual([kettles, lamps]);
    expect(groupsOf(scores, [], 100_000)).toEqual([lamps]);
    expect(groupsOf(scores, told, 100_000)).toEqual([kettles, lamps]);
  });
});
