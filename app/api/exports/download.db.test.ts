/** A finished export over HTTP: whole, in parts after a broken download, changed meanwhile, expired. */
import { access, readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { handle } from '#server/browse/export.handler.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { run as expireExports } from '#server/labels/expire-exports.handler.ts';
import { openExport } from '#server/labels/open-export.ts';
import { startExport } from '#server/labels/start-export.ts';
import { testDatabase } from '#server/testing/database.ts';
import { someLabels } from '#server/testing/label-fixture.ts';
import { aPerson, aProduct, aReviewCatalog, letIn } from '#server/testing/review-fixture.ts';
import { sessionOf } from '../access-fixture.ts';
import { GET } from './[exportId]/route.ts';

const jar = vi.hoisted(() => ({ token: undefined as string | undefined }));
// The cookie jar is Next's and lives in a request of its server; all behind it is real.
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => (jar.token ? { value: jar.token } : undefined), set() {}, delete() {} }),
}));

const { db } = await testDatabase();
const fixture = await aReviewCatalog(db);
const lead = await aPerson(db, 'Lea', 'lead');
await letIn(db, fixture, [lead]);
const { catalogId, categories } = fixture;
let exportId: string;
let file: string;
let whole: Buffer;

function download(headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://desk.test/api/exports/${exportId}?catalog=${catalogId}`, {
    headers: { host: 'desk.test', ...headers },
  });
  return GET(request, { params: Promise.resolve({ exportId }) });
}
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

beforeEach(async () => {
  jar.token = (await sessionOf(db, lead)).token;
  const subjectId = await aProduct(db, fixture);
  await someLabels(db, [{ catalogId, subjectId, value: categories.kettles }]);
  ({ exportRunId: exportId } = await startExport(lead, catalogId, {
    what: 'labels',
    format: 'csv',
    filter: {},
  }));
  const result = await handle({ catalogId, unitIds: [exportId], signal: new AbortController().signal });
  await inTransaction(async (tx) => result.write?.(tx));
  const opened = await openExport(catalogId, exportId);
  if (!opened.ok) throw new Error(opened.reason);
  file = opened.file;
  whole = await readFile(file);
});

describe('the file of an export', () => {
  it('comes in parts that make the whole', async () => {
    const first = await download();
    const etag = first.headers.get('etag') ?? '';
    expect(first.status).toBe(200);
    expect(first.headers.get('accept-ranges')).toBe('bytes');
    expect((await bytesOf(first)).equals(whole)).toBe(true);
    const half = Math.floor(whole.length / 2);
    const head = await download({ range: `bytes=0-${half - 1}` });
    const tail = await download({ range: `bytes=${half}-`, 'if-range': etag });
    expect([head.status, tail.status]).toEqual([206, 206]);
    expect(tail.headers.get('content-range')).toBe(`bytes ${half}-${whole.length - 1}/${whole.length}`);
    expect(Buffer.concat([await bytesOf(head), await bytesOf(tail)]).equals(whole)).toBe(true);
  });

  it('is sent whole to who holds a part of another file', async () => {
    const other = await download({ range: 'bytes=10-', 'if-range': '"another"' });
    expect(other.status).toBe(200);
    expect((await bytesOf(other)).equals(whole)).toBe(true);
    const beyond = await download({ range: `bytes=${whole.length}-` });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${whole.length}`);
  });

  it('is kept for its time and then gone, row first', async () => {
    await expireExports();
    expect((await download()).status).toBe(200);
    const { expiresAt } = await db.exportRun.findUniqueOrThrow({ where: { id: exportId } });
    expect(Number(expiresAt) - Date.now()).toBeGreaterThan(6 * 24 * 3_600_000);
    await db.exportRun.update({ where: { id: exportId }, data: { expiresAt: new Date(Date.now() - 1000) } });
    await expireExports();
    expect((await download()).status).toBe(404);
    await expect(access(file)).rejects.toThrow();
    expect(await db.exportRun.findUnique({ where: { id: exportId } })).toMatchObject({ state: 'expired' });
  });
});
