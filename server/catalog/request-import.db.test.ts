import { describe, expect, it } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson } from '#server/testing/review-fixture.ts';
import { keepUpload } from './keep-upload.ts';
import { requestImport } from './request-import.ts';
import { importRequestSchema } from './schema.ts';

const { db } = await testDatabase();
const lead = await aPerson(db, 'Lea', 'lead');

async function uploaded(name: string, text: string): Promise<string> {
  const { body } = new Response(text);
  const kept = await keepUpload(lead, { name, body: body as Parameters<typeof keepUpload>[1]['body'] });
  if (!kept.ok) throw new Error(kept.reason);
  return kept.uploadId;
}

const mapping = { fields: { title: 'title' }, seller: { key: 'h', name: 'Harbor' } };

describe('importing without categories', () => {
  it('goes without a taxonomy, until an import brings one; a second is carried over elsewhere', async () => {
    const uploadId = await uploaded('feed.csv', 'sku,title,category\n1,Blue kettle,Kettles\n');
    const file = { uploadId, fileName: 'feed.csv', mode: 'full', taxonomy: { from: 'feed' } };
    const ask = (rest: object) =>
      requestImport(lead, importRequestSchema.parse({ ...file, mapping, ...rest }));
    const bare = await ask({ catalogName: 'Bare' });
    if (!bare.ok) throw new Error(bare.reason);
    const { catalogId } = bare;
    const taxonomyOf = async () =>
      (await db.catalog.findUniqueOrThrow({ where: { id: catalogId } })).taxonomyVersionId;
    expect(await taxonomyOf()).toBeNull();
    const given = { ...mapping, fields: { title: 'title', given: 'category' } };
    expect(await ask({ catalogId, mapping: given })).toMatchObject({ ok: true });
    const first = await taxonomyOf();
    expect(first).not.toBeNull();
    expect(await ask({ catalogId, mapping: given })).toEqual({ ok: false, reason: 'has-taxonomy' });
    expect(await taxonomyOf()).toBe(first);
  });
});

describe('importing into a new catalog', () => {
  it('leaves nothing behind where its taxonomy cannot be read, and takes the name at the next try', async () => {
    const uploadId = await uploaded('feed.csv', 'sku,title,category\n1,Blue kettle,Kettles\n');
    const ask = async (fileName: string, taxonomy: string) =>
      requestImport(
        lead,
        importRequestSchema.parse({
          ...{ uploadId, fileName: 'feed.csv', mode: 'full', catalogName: 'Harbor' },
          mapping: { ...mapping, fields: { title: 'title', given: 'category' } },
          taxonomy: { from: 'upload', uploadId: await uploaded(fileName, taxonomy), fileName },
        }),
      );
    const cyclic = await ask('circle.csv', 'id,parent_id,name\na,b,Home\nb,a,Kettles\n');
    expect(cyclic.ok ? '' : cyclic.reason).toMatch(/^taxonomy: .*(circle|itself|root|parent)/i);
    const named = { where: { name: 'Harbor' } };
    expect(await db.catalog.count(named)).toBe(0);
    expect(await ask('tree.csv', 'id,parent_id,name\na,,Home\nb,a,Kettles\n')).toMatchObject({ ok: true });
    const catalog = await db.catalog.findFirstOrThrow({ ...named, include: { taxonomyVersion: true } });
    // By the name that people know it under, not by the one it is kept under.
    expect(catalog.taxonomyVersion?.label).toBe('tree.csv');
  });
});
