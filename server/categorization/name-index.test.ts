import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';
import { buildNameIndex, type NamedCategory, searchNames } from './name-index.ts';

const entry = (categoryId: string, pathName: string, more: Partial<NamedCategory> = {}): NamedCategory => {
  const name = pathName.split(' > ').at(-1) ?? '';
  return {
    categoryId,
    name,
    pathName,
    isLeaf: true,
    depth: 2,
    localName: name,
    localPath: pathName,
    ...more,
  };
};
const index = buildNameIndex([
  entry('kitchen', 'Kitchen', { isLeaf: false, depth: 1 }),
  entry('kettles', 'Kitchen > Kettles'),
  entry('kettles', 'Kitchen > Kettles', { localName: 'Bouilloires', localPath: 'Cuisine > Bouilloires' }),
  entry('stands', 'Garden > Kettle stands'),
  entry('camping', 'Garden > Kettles'),
  entry('lids', 'Kitchen > Accessories for electric kettles > Lids', { depth: 3 }),
]);
const search = (query: string) => searchNames(index, query, 5).map((found) => found.categoryId);

describe('category search', () => {
  it('folds accents and case as the index does', () => {
    expect(foldText('  Bouilloire  ÉLECTRIQUE ')).toBe('bouilloire electrique');
    expect(foldText('Straße')).toBe('strasse');
  });

  it('finds by typo, prefix and other locale, saying under which name', () => {
    expect(search('ketles')[0]).toMatch(/kettles|camping/);
    expect(search('kett')).toContain('kettles');
    expect(searchNames(index, 'bouiloire', 5)[0]).toMatchObject({
      categoryId: 'kettles',
      name: 'Kettles',
      matched: 'Bouilloires',
    });
  });

  it('uses the path for the words that the name lacks, and puts the name before the path', () => {
    expect(search('kitchen ketle')[0]).toBe('kettles');
    expect(search('garden kettles')[0]).toBe('camping');
    expect(search('kettles').indexOf('lids')).toBeGreaterThan(search('kettles').indexOf('stands'));
  });

  it('shows a category once and nothing for nothing', () => {
    expect(search('kettles').filter((id) => id === 'kettles')).toHaveLength(1);
    expect(search('zzzz')).toEqual([]);
    expect(search('')).toEqual([]);
    expect(search('100%_')).toEqual([]);
  });
});
