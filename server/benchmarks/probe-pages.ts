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
  maxMs: number;
  times: number;
}

interface Claimed {
  cards: { itemId: string; leaseNumber: number }[];
}

async function claimAndRelease(client: DeskClient, queue: string, catalogId: string): Promise<void> {
  const { cards } = await client.post<Claimed>(`/api/review/${queue}/claim`, { catalogId, count: 3 });
  const leases = cards.map(({ itemId, leaseNumber }) => ({ itemId, leaseNumber }));
  await client.post('/api/review/release', { leases });
}

const page = (where: string): Probe => ({
  name: where.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'),
  ask: async (client) => (await client.fetch(where)).text(),
});

/** Every page; `about` names what exists, so that no page answers from an empty list. */
export function probes(about: {
  catalogId: string;
  sellerId: string;
  categoryId: string;
  productId: string;
}): Probe[] {
  const { catalogId, sellerId, categoryId, productId } = about;
  return [
    page('/products'),
    page('/products?q=kettle'),
    page('/products?q=zzyzx'),
    page(`/products?seller=${sellerId}`),
    page(`/products?category=${categoryId}`),
    page(`/products?before=${productId}`),
    page(`/products/${productId}`),
    page('/import'),
    page(`/api/imports?catalog=${catalogId}`),
    page('/pipeline'),
    page(`/api/pipeline?catalog=${catalogId}`),
    page('/labels'),
    page(`/api/labels?catalog=${catalogId}`),
    page('/training'),
    page(`/api/training?catalog=${catalogId}`),
    page('/review/categories'),
    page(`/api/review/categories/status?catalog=${catalogId}`),
    page(`/api/review/categories/search?catalog=${catalogId}&q=ketle`),
    page('/review/duplicates'),
    page(`/api/review/duplicates/status?catalog=${catalogId}`),
    { name: 'claim categories', ask: (client) => claimAndRelease(client, 'categories', catalogId) },
    { name: 'claim duplicates', ask: (client) => claimAndRelease(client, 'duplicates', catalogId) },
    ...['categorize', 'duplicates'].map((route) => ({
      name: `POST /api/${route}`,
      ask: (client: DeskClient) =>
        client.post(`/api/${route}`, { catalogId, title: 'Electric kettle 1.7 l, stainless steel' }),
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
    timed.push({ name, medianMs: tookMs[times >> 1], maxMs: tookMs[times - 1], times });
  }
  return timed;
}
