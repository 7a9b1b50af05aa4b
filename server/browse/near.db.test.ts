/** The product list by meaning and by likeness, with a real embedder in the real scoring process. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { askLive, endLive } from '#server/inference/live-process.ts';
import { askMeaning, wakeMeaning } from '#server/representation/ask-meaning.ts';
import { testDatabase } from '#server/testing/database.ts';
import { anEmbeddedCatalog, type EmbeddedFixture } from '#server/testing/embedded-fixture.ts';
import { aReviewCatalog } from '#server/testing/review-fixture.ts';
import { facetsOf } from './count-facets.ts';
import { listProducts } from './list-products.ts';
import { listTree } from './list-tree.ts';
import { productFilterSchema } from './schema-products.ts';

const { db, url } = await testDatabase();
vi.stubEnv('DATABASE_URL', url);
const each = 80;
let fixture: EmbeddedFixture;
/** Asks until the answer came in time, however loaded the machine is; it is kept for a minute, so that the list has it too. */
const known = (words: string) =>
  vi.waitUntil(
    async () => {
      const said = await askMeaning(fixture.catalogId, words);
      return said.ok || !['late', 'busy', 'failed'].includes(said.reason);
    },
    { timeout: 20_000, interval: 50 },
  );
const list = (address: Record<string, string>) =>
  listProducts(fixture.catalogId, productFilterSchema.parse(address));
const idsOf = async (address: Record<string, string>) =>
  (await list(address)).products.map((row) => row.id).sort();

beforeAll(async () => {
  fixture = await anEmbeddedCatalog(db, each);
});
afterAll(() => endLive('words'));

describe('a search by words and meaning', () => {
  it('answers by its words, and says so, while the process that tells meanings comes up', async () => {
    const page = await list({ q: 'kettle a0' });
    expect(page.byWordsOnly).toBe('late');
    expect(page.products.map((row) => [row.id, row.isByMeaning])).toEqual([
      [fixture.products.kettle[0], false],
    ]);
    await wakeMeaning(fixture.catalogId);
  });

  it('finds what means the same and has other words, behind what has them', async () => {
    await known('kettle');
    const page = await list({ q: 'kettle' });
    expect(page.byWordsOnly).toBeNull();
    const [first] = page.products;
    expect([first.isByMeaning, first.title.startsWith('kettle')]).toEqual([false, true]);
    const all = [...page.products];
    for (let { next } = page; next; ) {
      const further = await list({ q: 'kettle', after: next });
      all.push(...further.products);
      next = further.next;
    }
    expect(new Set(all.map((row) => row.id))).toEqual(new Set(fixture.products.kettle));
    expect(all).toHaveLength(each);
    for (const row of all) expect(row.isByMeaning).toBe(row.title.startsWith('Wasserkocher'));
  });

  it('counts in facets and tree what the list shows, and narrows by every filter', async () => {
    await known('kettle');
    const address = { q: 'kettle', seller: fixture.otherSellerId };
    const facets = await facetsOf(fixture.catalogId, productFilterSchema.parse(address));
    expect(facets.total).toBe(each / 2);
    const odd = fixture.products.kettle.filter((_, at) => at % 2 === 1);
    expect(await idsOf(address)).toEqual(odd.sort());
    const tree = await listTree(fixture.catalogId, productFilterSchema.parse({ q: 'kettle' }), null);
    expect(tree.withoutCategory).toBe(each);
    // In another order the list holds the same, and says the same of each.
    const oldest = await list({ ...address, sort: 'oldest' });
    expect(oldest.products.map((row) => row.id)).toEqual(odd.toSorted());
    for (const row of oldest.products) expect(row.isByMeaning).toBe(row.title.startsWith('Wasserkocher'));
  });

  it('looks for the words alone where that is asked, and for codes', async () => {
    const words = await list({ q: 'lamp', by: 'words' });
    expect([words.byWordsOnly, words.products.length]).toEqual([null, each / 2]);
    const code = await list({ q: fixture.products.lamp[3] });
    expect([code.byWordsOnly, code.products.map((row) => row.id)]).toEqual([
      'code',
      [fixture.products.lamp[3]],
    ]);
  });

  it('says that no product has such a word, and that a catalog has no vectors yet', async () => {
    await known('zzqx wwvk');
    expect((await list({ q: 'zzqx wwvk' })).byWordsOnly).toBe('no-known-word');
    const bare = await aReviewCatalog(db);
    const page = await listProducts(bare.catalogId, productFilterSchema.parse({ q: 'kettle' }));
    expect(page.byWordsOnly).toBe('no-embedder');
  });

  it('reads anything that can be typed as words', async () => {
    const odd = [
      "'; DROP TABLE product; --",
      'kettle & | ! ( ) :* <->',
      '🫖🫖🫖 kettle',
      'a\u0000b kettle',
      '\ud800 kettle',
      'x'.repeat(500),
      ']]::vector',
    ];
    for (const q of odd) expect(Array.isArray((await list({ q })).products)).toBe(true);
    expect(await db.product.count({ where: { catalogId: fixture.catalogId } })).toBe(3 * each);
  });
});

describe('the process that tells meanings', () => {
  it('holds no search up while it hangs, and is asked again once it goes on', async () => {
    endLive('words', 'SIGSTOP');
    const startedMs = performance.now();
    const page = await list({ q: 'lamp shade' });
    // Without a limit it would wait for the process: until it is told to go on, below.
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(page.byWordsOnly).toBe('late');
    endLive('words', 'SIGCONT');
    await known('lamp shade');
    expect((await list({ q: 'lamp shade' })).byWordsOnly).toBeNull();
  });

  it('is started again after it was killed', async () => {
    endLive('words');
    const said = await askMeaning(fixture.catalogId, 'reading light');
    expect(said).toMatchObject({ ok: false });
    await known('reading light');
    expect(await askMeaning(fixture.catalogId, 'reading light')).toMatchObject({ ok: true });
  });

  it('refuses what cannot wait, and a page asks it once for list, counts and tree', async () => {
    endLive('words', 'SIGSTOP');
    const waiting = Array.from({ length: 60 }, (_, at) =>
      askLive('meaning', { catalogId: fixture.catalogId, words: `light number ${at}` }, { lane: 'words' }),
    );
    const said = await askMeaning(fixture.catalogId, 'one light more');
    endLive('words', 'SIGCONT');
    expect(said).toEqual({ ok: false, reason: 'busy' });
    expect((await Promise.all(waiting)).some((one) => one.ok)).toBe(true);
    const [one, other] = [
      askMeaning(fixture.catalogId, 'rubber sole'),
      askMeaning(fixture.catalogId, 'Rubber Sole'),
    ];
    expect(one).toBe(other);
  });
});

describe('products like a product', () => {
  it('are the near ones, itself first, under every filter', async () => {
    const [anchor] = fixture.products.kettle;
    const page = await list({ like: anchor });
    expect(page.products[0].id).toBe(anchor);
    expect(page.like).toEqual({ productId: anchor, title: 'kettle A0', hasVector: true });
    const facets = await facetsOf(fixture.catalogId, productFilterSchema.parse({ like: anchor }));
    expect(facets.total).toBe(each);
    const narrowed = await list({
      like: anchor,
      seller: fixture.otherSellerId,
      q: 'Wasserkocher',
      by: 'words',
    });
    expect(narrowed.products.map((row) => row.id).sort()).toEqual(
      fixture.products.kettle.filter((_, at) => at % 2 === 1 && at >= each / 2).sort(),
    );
  });

  it('are none for a product of another catalog, or one without a vector', async () => {
    const other = await anEmbeddedCatalog(db, 8);
    expect(await list({ like: other.products.kettle[0] })).toMatchObject({ products: [], like: null });
    const [, bare] = fixture.products.lamp;
    await db.$executeRaw`DELETE FROM embedding WHERE product_id = ${bare}::uuid`;
    expect(await list({ like: bare })).toMatchObject({ products: [], like: { hasVector: false } });
  });
});
