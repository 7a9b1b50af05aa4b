/** How long the desk takes to answer: every page and every read behind it, as a signed-in person asks. */
import { performance } from 'node:perf_hooks';
import { type DeskClient, DeskError } from '#server/tooling/desk-client.ts';

export interface Probe {
  name: string;
  ask: (client: DeskClient) => Promise<unknown>;
}

export interface Timed {
  name: string;
  medianMs: number;
  p95Ms: number;
  times: number;
}

interface Claimed {
  cards: { itemId: string; leaseNumber: number }[];
}

/** Claims three cards and hands them back. */
export async function claimAndRelease(client: DeskClient, queue: string, catalogId: string): Promise<void> {
  const { cards } = await client.post<Claimed>(`/api/review/${queue}/claim`, { catalogId, count: 3 });
  const leases = cards.map(({ itemId, leaseNumber }) => ({ itemId, leaseNumber }));
  await client.post('/api/review/release', { leases });
}

const page = (where: string): Probe => ({
  name: where.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'),
  ask: async (client) => (await client.fetch(where)).text(),
});

/** What exists in a catalog, so that no page answers from an empty list. */
export interface Landmarks {
  catalogId: string;
  sellerId: string;
  categoryId: string;
  productId: string;
  /** Keyset: where the second page of the product list begins. */
  after: string;
}

interface ProductList {
  products: { id: string }[];
  next: string | null;
}

export async function findLandmarks(client: DeskClient, catalogId: string): Promise<Landmarks> {
  const list = await client.get<ProductList>(`/api/products?catalog=${catalogId}`);
  const { sellers } = await client.get<{ sellers: { sellerId: string }[] }>(
    `/api/sellers?catalog=${catalogId}`,
  );
  const { found } = await client.get<{ found: { categoryId: string; isLeaf: boolean }[] }>(
    `/api/review/categories/search?catalog=${catalogId}&q=kettle`,
  );
  const leaf = found.find((category) => category.isLeaf);
  if (!list.next || !sellers[0] || !leaf) throw new Error('the catalog is too small to be probed');
  const landmarks = { sellerId: sellers[0].sellerId, categoryId: leaf.categoryId };
  return { catalogId, ...landmarks, productId: list.products[0].id, after: list.next };
}

/** Every page, and every read behind it. */
export function probes({ catalogId, sellerId, categoryId, productId, after }: Landmarks): Probe[] {
  const catalog = `catalog=${catalogId}`;
  const pages = [
    ...['/products', '/products?q=kettle', '/products?q=zzyzx', `/products?seller=${sellerId}`],
    ...[`/products?category=${categoryId}`, '/products?doubt=doubted', '/products?sort=changed'],
    `/products/${productId}`,
    ...['/sellers', '/taxonomy', '/import', '/pipeline', '/labels', '/training', '/insights', '/acceptance'],
    ...['/review/categories', '/review/duplicates'],
  ];
  const reads = [
    ...[`/api/products?${catalog}&after=${after}`, `/api/products/facets?${catalog}`],
    ...[
      `/api/products/facets?${catalog}&q=kettle`,
      `/api/products/tree?${catalog}`,
      `/api/sellers?${catalog}`,
    ],
    ...[`/api/imports?${catalog}`, `/api/pipeline?${catalog}`, `/api/labels?${catalog}`],
    ...[`/api/training?${catalog}`, `/api/review/categories/status?${catalog}`],
    ...[`/api/review/categories/search?${catalog}&q=ketle`, `/api/review/duplicates/status?${catalog}`],
  ];
  const live = { catalogId, title: 'Electric kettle 1.7 l, stainless steel' };
  return [
    ...[...pages, ...reads].map(page),
    { name: 'claim categories', ask: (client) => claimAndRelease(client, 'categories', catalogId) },
    { name: 'claim duplicates', ask: (client) => claimAndRelease(client, 'duplicates', catalogId) },
    ...['categorize', 'duplicates'].map((route) => ({
      name: `POST /api/${route}`,
      ask: (client: DeskClient) => client.post(`/api/${route}`, live),
    })),
  ];
}

/** Asks each probe `times` times, after one time that does not count. */
export async function timePages(client: DeskClient, asked: Probe[], times: number): Promise<Timed[]> {
  const timed: Timed[] = [];
  for (const { name, ask } of asked) {
    const tookMs: number[] = [];
    try {
      await ask(client);
      for (let time = 0; time < times; time++) {
        const startedMs = performance.now();
        await ask(client);
        tookMs.push(performance.now() - startedMs);
      }
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      console.error(`${name}: ${error.message.slice(0, 300)}`);
      continue;
    }
    tookMs.sort((a, b) => a - b);
    timed.push({ name, medianMs: tookMs[times >> 1], p95Ms: tookMs[Math.ceil(times * 0.95) - 1], times });
  }
  return timed;
}
