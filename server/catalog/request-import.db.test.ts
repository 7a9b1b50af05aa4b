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

describe('importing into a new catalog', () => {
  it('leaves nothing behind where its taxonomy cannot be read, and takes the name at the next try', async () => {
    const uploadId = await uploaded('feed.csv', 'sku,title,category\n1,Blue kettle,Kettles\n');
    const ask = async (fileName: string, taxonomy: string) =>
      requestImport(
        lead,
        importRequestSchema.parse({
          ...{ uploadId, fileName: 'feed.csv', mode: 'full', catalogName: 'Harbor' },
          mapping: { fields: { title: 'title', given: 'category' }, seller: { key: 'h', name: 'Harbor' } },
          taxonomy: { from: 'upload', uploadId: await uploaded(fileName, taxonomy), fileName },
        }),
      );
    const cyclic = await ask('circle.csv', 'id,parent_id,name\na,b,Home\nb,a,Kettles\n');
    expect(cyclic.ok ? '' : cyclic.reason).toMatch(/^taxonomy: .*(circle|itself|root|parent)/i);
    expect(await db.catalog.count()).toBe(0);
    expect(await ask('tree.csv', 'id,parent_id,name\na,,Home\nb,a,Kettles\n')).toMatchObject({ ok: true });
    const catalog = await db.catalog.findFirstOrThrow({ include: { taxonomyVersion: true } });
    // By the name that people know it under, not by the one it is kept under.
    expect(catalog.taxonomyVersion?.label).toBe('tree.csv');
  });
});
