import { describe, expect, it } from 'vitest';
import { parseParentChild, parsePaths, parsePathTaxonomy, placeCategories } from './parse-taxonomy.ts';
import { categoryResolver } from './resolve-category.ts';

const google =
  '# Google_Product_Taxonomy_Version: 2021-09-21\n1 - Animals\n2 - Animals > Pets\n3 - Animals > Pets > Cats\n';
const french = '1 - Animaux\n2 - Animaux > Compagnie\n3 - Animaux > Compagnie > Chats\n9 - Inconnu\n';

describe('taxonomy files', () => {
  it('in Google’s format give one tree in several locales, cut where asked', () => {
    const parsed = parsePathTaxonomy(google, 'en', [{ locale: 'fr', text: french }]);
    if (!parsed.ok) throw new Error(parsed.reason);
    const placed = placeCategories(parsed.categories);
    if (!placed.ok) throw new Error(placed.reason);
    expect(placed.categories[2]).toMatchObject({
      code: '3',
      parentCode: '2',
      path: '1/2/3/',
      depth: 3,
      isLeaf: true,
      pathNames: { fr: 'Animaux > Compagnie > Chats' },
    });
    expect(placed.levels).toBe(3);
    const cut = parsePathTaxonomy(google, 'en', [], 2);
    expect(cut.ok && cut.categories).toHaveLength(2);
  });

  it('in Shopify’s format', () => {
    const parsed = parsePathTaxonomy(
      'gid://shopify/TaxonomyCategory/ap     : Pets\ngid://shopify/TaxonomyCategory/ap-1   : Pets > Food & Care',
      'en',
      [],
    );
    expect(parsed).toEqual({
      ok: true,
      categories: [
        { code: 'ap', parentCode: null, names: { en: 'Pets' } },
        { code: 'ap-1', parentCode: 'ap', names: { en: 'Food & Care' } },
      ],
    });
  });

  it('as a table, and refuse what is no tree', () => {
    const row = (id: string, parent_id: string) => ({ id, parent_id, name_en: id });
    const place = (rows: ReturnType<typeof row>[]) => {
      const parsed = parseParentChild(rows, 'en');
      return parsed.ok ? placeCategories(parsed.categories) : parsed;
    };
    expect(place([row('b', 'a'), row('a', '')])).toMatchObject({ ok: true, levels: 2 });
    expect(place([row('a', 'b'), row('b', 'a')])).toMatchObject({ ok: false });
    expect(place([row('a', 'gone')])).toMatchObject({ ok: false });
    expect(place([row('a', ''), row('a', '')])).toMatchObject({ ok: false, reason: 'an id stands twice' });
    expect(parseParentChild([{ a: '1' }], 'en')).toMatchObject({ ok: false });
  });

  it('from the paths of a feed', () => {
    const parsed = parsePaths(
      [
        ['Home', 'Kitchen'],
        ['Home', 'Decor'],
        ['Home', 'Kitchen'],
      ],
      'en',
    );
    expect(parsed.ok && parsed.categories.map((category) => category.code)).toEqual([
      'Home',
      'Home > Kitchen',
      'Home > Decor',
    ]);
  });
});

describe('resolving a given category', () => {
  const resolve = categoryResolver([
    { id: 'H', code: '1', pathNames: ['Home', 'Maison'] },
    { id: 'K', code: '11', pathNames: ['Home > Kettles', 'Maison > Bouilloires électriques'] },
    { id: 'V', code: '12', pathNames: ['Home > Vases', 'Maison > Vases'] },
  ]);

  it.each([
    [['11'], ['K']],
    [['Home > Kettles'], ['K']],
    [['home>KETTLES'], ['K']],
    [['Maison / Bouilloires electriques'], ['K']],
    [['Home | Vases'], ['V']],
    [['11|12'], ['K', 'V']],
    [['Home > Kettles|Home > Vases'], ['K', 'V']],
    [['Home', 'Vases', ''], ['V']],
    [['Home', 'Unknown'], ['H']],
    [['nothing'], []],
    [[''], []],
  ])('%j', (given, ids) => expect(resolve(given)).toEqual(ids));
});
