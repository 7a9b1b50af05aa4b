import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDir } from '#server/config/env.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson } from '#server/testing/review-fixture.ts';
import { keepUpload } from './keep-upload.ts';

const { db } = await testDatabase();
const lead = await aPerson(db, 'Lea', 'lead');

type Body = Parameters<typeof keepUpload>[1]['body'];
/** Files of an ending that no other test uploads: all share the folder. */
const uploads = async (): Promise<string[]> => {
  const files = await readdir(path.join(dataDir(), 'uploads'));
  return files.filter((file) => file.includes('.tab'));
};

/** Half a megabyte, then what `end` does. */
const body = (end: (out: ReadableStreamDefaultController<Uint8Array>) => void) => {
  let parts = 0;
  return new ReadableStream<Uint8Array>({
    pull: (out) => (parts++ < 8 ? out.enqueue(new Uint8Array(2 ** 16)) : end(out)),
  }) as Body;
};

describe('what is left of an upload', () => {
  it('is nothing, where who sent it left half-way', async () => {
    const aborted = new Error('aborted');
    const kept = keepUpload(lead, { name: 'feed.tab', body: body((out) => out.error(aborted)) });
    await expect(kept).rejects.toBe(aborted);
    expect(await uploads()).toEqual([]);
    expect(await db.upload.count({ where: { actorId: lead.id } })).toBe(0);
  });

  it('is nothing, where the database does not take it', async () => {
    const stranger = { ...lead, id: 'a\0b' };
    await expect(
      keepUpload(stranger, { name: 'feed.tab', body: body((out) => out.close()) }),
    ).rejects.toThrow();
    expect(await uploads()).toEqual([]);
  });

  it('is the file, where all of it came', async () => {
    const kept = await keepUpload(lead, { name: 'feed.tab', body: body((out) => out.close()) });
    if (!kept.ok) throw new Error(kept.reason);
    expect(kept.bytes).toBe(2 ** 19);
    expect(await uploads()).toEqual([`${kept.uploadId}.tab`]);
  });
});
