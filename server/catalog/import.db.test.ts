import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { renderImages } from '#server/demo/render-images.ts';
import { type DemoManifest, writeFeeds } from '#server/demo/write-feeds.ts';
import type { StageResult } from '#server/jobs/define-job.ts';
import { testDatabase } from '#server/testing/database.ts';
import { createCatalog } from './create-catalog.ts';
import { handle as importFeed } from './import.handler.ts';
import { importTaxonomy } from './import-taxonomy.ts';
import { startImport } from './start-import.ts';

const { db } = await testDatabase();
const actor = systemActor('test');
const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-import-'));
const { listings, truth } = generateCatalog({ seed: 5, listings: 240 });
let manifest: DemoManifest;
let catalogId = '';

async function apply(result: StageResult): Promise<StageResult> {
  if (result.write) await inTransaction(result.write);
  return result;
}

async function importAll(mode: 'full' | 'delta' = 'full'): Promise<string[]> {
  const runs: string[] = [];
  for (const feed of manifest.feeds) {
    const started = await startImport(actor, {
      catalogId,
      storedPath: path.join(folder, feed.file),
      fileName: path.basename(feed.file),
      imagesPath: path.join(folder, manifest.imageFolder),
      mapping: feed.mapping,
      mode,
    });
    if (!started.ok) throw new Error(started.reason);
    const result = await apply(
      await importFeed({ catalogId, unitIds: [started.importRunId], signal: new AbortController().signal }),
    );
    expect(result.done).toEqual([started.importRunId]);
    runs.push(started.importRunId);
  }
  return runs;
}

beforeAll(async () => {
  manifest = await writeFeeds(listings, 5, folder);
  await renderImages(
    listings.slice(0, 12).flatMap((listing) => listing.images),
    path.join(folder, 'images'),
    () => {},
  );
  const made = await createCatalog(actor, { name: 'Demo' });
  catalogId = made.catalogId;
  const taxonomy = await importTaxonomy(actor, {
    name: 'Demo taxonomy',
    path: path.join(folder, 'taxonomy.csv'),
    catalogId,
  });
  expect(taxonomy).toMatchObject({ ok: true, categories: 60 + 8 + 18 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('importing the feeds of twelve sellers', () => {
  it('takes every listing, in every format and encoding, and keeps what it rejects', async () => {
    const runs = await db.importRun.findMany({ where: { id: { in: await importAll() } } });
    for (const run of runs) expect(run.read).toBe(run.created + run.updated + run.unchanged + run.rejected);
    const sum = (key: 'created' | 'rejected') => runs.reduce((total, run) => total + run[key], 0);
    expect(sum('created')).toBe(240);
    expect(sum('rejected')).toBe(manifest.feeds.reduce((total, feed) => total + feed.broken, 0));
    const errors = await db.importRowError.findMany();
    expect(errors.length).toBe(sum('rejected'));
    for (const error of errors) expect(error).toMatchObject({ reason: 'the title is empty' });
  });

  it('finds the given category of every listing, by id and by path in the language of the seller', async () => {
    const products = await db.product.findMany({ include: { seller: true } });
    const codeOf = new Map((await db.category.findMany()).map((category) => [category.id, category.code]));
    const byKey = new Map(listings.map((listing) => [listing.key, listing]));
    for (const product of products) {
      const listing = byKey.get(`${product.seller.key}:${product.sku}`);
      expect(codeOf.get(product.currentCategoryId ?? '')).toBe(listing?.givenCode);
      expect(product.priceMinor === null ? null : Number(product.priceMinor)).toBe(
        listing?.priceMinor ?? null,
      );
      expect(product.gtin).toBe(listing?.gtin ? listing.gtin.padStart(14, '0') : null);
    }
    expect(Object.keys(truth.trueCode)).toHaveLength(240);
  });

  it('repairs entities and broken encodings in titles', async () => {
    const titles = (await db.product.findMany({ select: { title: true } })).map((product) => product.title);
    expect(titles.filter((title) => /&[a-z]+;|Ã./.test(title))).toEqual([]);
  });

  it('changes nothing when the same files come again', async () => {
    const runs = await db.importRun.findMany({ where: { id: { in: await importAll() } } });
    expect(runs.reduce((total, run) => total + run.unchanged, 0)).toBe(240);
    expect(await db.productRevision.count()).toBe(0);
  });

  it('delists what a full feed leaves out, and brings it back', async () => {
    const kept = listings.filter((_, at) => at % 10 !== 0);
    manifest = await writeFeeds(kept, 5, folder);
    await importAll();
    const gone = await db.product.findMany({ where: { delistedAt: { not: null } } });
    expect(gone).toHaveLength(240 - kept.length);
    // Groups that held them are looked at again; once they are back, so are they, though they say nothing new.
    const waiting = (stage: string) => db.stageState.count({ where: { catalogId, stage, state: 'waiting' } });
    expect(await waiting('cluster')).toBe(1);
    await db.stageState.updateMany({ where: { catalogId }, data: { state: 'done' } });
    const before = new Date();
    manifest = await writeFeeds(listings, 5, folder);
    await importAll();
    expect(await db.product.count({ where: { delistedAt: { not: null } } })).toBe(0);
    expect(await waiting('features')).toBe(gone.length);
    expect(await db.product.count({ where: { catalogId, updatedAt: { gte: before } } })).toBe(gone.length);
  });

  it('keeps the history of a changed row and never overwrites a decided category', async () => {
    const product = await db.product.findFirstOrThrow({ include: { seller: true } });
    const other = await db.category.findFirstOrThrow({
      where: { isLeaf: true, id: { not: product.currentCategoryId ?? '' } },
    });
    await db.product.update({
      where: { id: product.id },
      data: { currentCategoryId: other.id, currentSource: 'decision' },
    });
    const changed = listings.map((listing) =>
      listing.key === `${product.seller.key}:${product.sku}`
        ? { ...listing, title: 'Another title' }
        : listing,
    );
    manifest = await writeFeeds(changed, 5, folder);
    await importAll();
    const after = await db.product.findUniqueOrThrow({ where: { id: product.id } });
    expect(after).toMatchObject({
      title: 'Another title',
      currentCategoryId: other.id,
      currentSource: 'decision',
      revision: product.revision + 1,
    });
    expect(await db.productRevision.findFirst({ where: { productId: product.id } })).toMatchObject({
      revision: product.revision,
      inputHash: product.inputHash,
    });
  });
});

describe('bringing images in', () => {
  it('keeps re-encoded bytes by hash with size, and says why an image is missing', async () => {
    const { handle } = await import('./fetch-image.handler.ts');
    const { blobPath } = await import('./blob-store.ts');
    const images = await db.image.findMany();
    const result = await apply(
      await handle({
        catalogId,
        unitIds: images.map((image) => image.id),
        signal: new AbortController().signal,
      }),
    );
    const rendered = listings.slice(0, 12).flatMap((listing) => listing.images).length;
    expect(result.done).toHaveLength(rendered);
    expect(result.failed).toHaveLength(images.length - rendered);
    expect(result.failed?.[0].reason).toBe('no such file beside the feed');
    const done = await db.image.findFirstOrThrow({ where: { state: 'done' } });
    expect(done.width).toBeGreaterThan(200);
    expect(existsSync(blobPath(done.blobSha256 ?? ''))).toBe(true);
  });
});
