import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crossPairs,
  firstContradiction,
  type KnownFact,
  type PairRelation,
  samePairs,
} from './rules-contradiction.ts';

const fact = (a: string, b: string, relation: KnownFact['relation']): KnownFact => ({
  a,
  b,
  relation,
  by: 'Ann',
  at: '2026-01-01',
});

describe('contradictions', () => {
  it('shows the chain: A = B, B = C, so A ≠ C is refused', () => {
    const known = [fact('a', 'b', 'same'), fact('b', 'c', 'same')];
    const found = firstContradiction(known, [{ a: 'a', b: 'c', relation: 'not_same' }]);
    expect(found).toMatchObject({ a: 'a', b: 'c' });
    expect(found?.chain.map((link) => `${link.a}${link.b} ${link.relation}`)).toEqual([
      'ab same',
      'bc same',
      'ac not_same',
    ]);
  });

  it('refuses a merge that reaches over a "not same" or a "variant"', () => {
    for (const relation of ['not_same', 'variant'] as const) {
      expect(
        firstContradiction([fact('a', 'c', relation), fact('c', 'd', 'same')], samePairs(['a', 'd'])),
      ).not.toBeNull();
    }
  });

  it('has nothing against facts about others', () => {
    expect(
      firstContradiction([fact('a', 'b', 'not_same'), fact('c', 'd', 'same')], samePairs(['b', 'c'])),
    ).toBeNull();
  });

  it('agrees with the definition on random facts', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const pair = fc
      .tuple(fc.nat(4), fc.nat(4), fc.constantFrom('same' as const, 'not_same' as const))
      .filter(([x, y]) => x < y);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), (pairs) => {
        const relations: PairRelation[] = pairs.map(([x, y, relation]) => ({
          a: ids[x],
          b: ids[y],
          relation,
        }));
        const classOf = new Map(ids.map((id) => [id, id]));
        for (const { a, b, relation } of relations) {
          if (relation !== 'same') continue;
          const [from, to] = [classOf.get(a), classOf.get(b)];
          for (const [id, name] of classOf) if (name === from) classOf.set(id, to ?? id);
        }
        const isBroken = relations.some(
          ({ a, b, relation }) => relation !== 'same' && classOf.get(a) === classOf.get(b),
        );
        expect(firstContradiction([], relations) !== null).toBe(isBroken);
      }),
    );
  });

  it('joins a large group by a chain and a small one by all pairs', () => {
    expect(samePairs(['c', 'a', 'b'])).toHaveLength(3);
    expect(samePairs(Array.from({ length: 40 }, (_, at) => `p${at}`))).toHaveLength(39);
    expect(crossPairs(['b'], ['a', 'c'], 'variant')).toEqual([
      { a: 'a', b: 'b', relation: 'variant' },
      { a: 'b', b: 'c', relation: 'variant' },
    ]);
  });
});
