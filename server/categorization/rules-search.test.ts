import { describe, expect, it } from 'vitest';
import { foldText, orderHits, queryWords } from './rules-search.ts';
import type { NameHit } from './store-search.ts';

const hit = (categoryId: string, pathName: string, more: Partial<NameHit> = {}): NameHit => {
  const name = pathName.split(' > ').at(-1) ?? '';
  return {
    categoryId,
    locale: 'en',
    matchedName: name,
    matchedPath: pathName,
    name,
    pathName,
    isLeaf: true,
    depth: 2,
    inName: 0.5,
    inPath: 0.5,
    ...more,
  };
};

describe('category search', () => {
  it('folds accents and case as the index does', () => {
    expect(foldText('  Bouilloire  ÉLECTRIQUE ')).toBe('bouilloire electrique');
    expect(foldText('Straße')).toBe('strasse');
    expect(queryWords('a kettle, kitchen')).toEqual(['kitchen', 'kettle']);
  });

  it('puts the exact name first and uses the path for the other words', () => {
    const hits = [
      hit('stand', 'Kitchen > Kettle stands', { inName: 0.5, inPath: 0.8 }),
      hit('garden', 'Garden > Kettles', { inName: 0.5, inPath: 0.5 }),
      hit('kitchen', 'Kitchen > Kettles', { inName: 0.5, inPath: 1 }),
    ];
    expect(orderHits(hits, 'kitchen kettles', 3)[0].categoryId).toBe('kitchen');
    expect(
      orderHits(hits, 'kettles', 3)
        .map((found) => found.categoryId)
        .at(-1),
    ).toBe('stand');
  });

  it('shows a category once, saying under which other name it was found', () => {
    const hits = [
      hit('k', 'Kitchen > Kettles', { inName: 0.1 }),
      hit('k', 'Kitchen > Kettles', { matchedName: 'Bouilloires', locale: 'fr', inName: 0.9 }),
    ];
    expect(orderHits(hits, 'bouilloire', 5)).toMatchObject([{ categoryId: 'k', matched: 'Bouilloires' }]);
  });
});
