import { describe, expect, it } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson, aReviewCatalog } from '#server/testing/review-fixture.ts';
import { addLocale } from './add-locale.ts';
import { keepUpload } from './keep-upload.ts';

const { db } = await testDatabase();
const lead = await aPerson(db, 'Lea', 'lead');

async function anUpload(name: string, text: string): Promise<string> {
  const body = new Response(text).body;
  if (!body) throw new Error('no body');
  const kept = await keepUpload(lead, { name, body: body as Parameters<typeof keepUpload>[1]['body'] });
  if (!kept.ok) throw new Error(kept.reason);
  return kept.uploadId;
}

describe('a further language of a taxonomy', () => {
  it('names categories by id, keeps the first name where the file has none, and says what it does not know', async () => {
    const { catalogId, categories } = await aReviewCatalog(db);
    const uploadId = await anUpload(
      'de.csv',
      'id,parent_id,name\nhome,,Zuhause\nkettles,home,Wasserkocher\nsamovars,home,Samoware\n',
    );
    const outcome = await addLocale(lead, { catalogId, uploadId, locale: 'de' });
    expect(outcome).toEqual({ ok: true, named: 2, of: 5, unknown: 1 });
    const names = await db.categoryName.findMany({ where: { locale: 'de' }, orderBy: { pathName: 'asc' } });
    expect(names.map((row) => [row.categoryId, row.pathName, row.searchText])).toEqual([
      [categories.home, 'Zuhause', 'zuhause'],
      [categories.kettles, 'Zuhause > Kitchen > Wasserkocher', 'wasserkocher'],
    ]);
    expect(await db.audit.count({ where: { catalogId, event: 'taxonomy.named' } })).toBe(1);
  });

  it('replaces what was there, whatever order the file is in', async () => {
    const { catalogId, categories } = await aReviewCatalog(db);
    const uploadId = await anUpload(
      'fr.csv',
      'id,parent_id,name\nvases,kitchen,Potiches\nkitchen,,Coin cuisine\n',
    );
    expect(await addLocale(lead, { catalogId, uploadId, locale: 'fr' })).toMatchObject({
      ok: true,
      named: 2,
    });
    const vases = await db.categoryName.findMany({ where: { categoryId: categories.vases, locale: 'fr' } });
    expect(vases.map((row) => row.pathName)).toEqual(['Home > Coin cuisine > Potiches']);
  });

  it('refuses a file of another taxonomy, one that cannot be read, and one of somebody else', async () => {
    const { catalogId } = await aReviewCatalog(db);
    const foreign = await anUpload('x.csv', 'id,parent_id,name\n1,,Zuhause\n');
    const broken = await anUpload('y.txt', 'no taxonomy at all');
    const answers = [
      await addLocale(lead, { catalogId, uploadId: foreign, locale: 'de' }),
      await addLocale(lead, { catalogId, uploadId: broken, locale: 'de' }),
      await addLocale(await aPerson(db, 'Mo', 'lead'), { catalogId, uploadId: foreign, locale: 'de' }),
    ];
    expect(answers.map((answer) => !answer.ok && answer.reason)).toEqual([
      'no-id-known',
      'unreadable',
      'no-upload',
    ]);
    expect(
      await db.categoryName.count({
        where: { category: { taxonomyVersion: { catalogs: { some: { id: catalogId } } } }, locale: 'de' },
      }),
    ).toBe(0);
  });
});
