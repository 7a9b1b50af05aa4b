/**
 * Twenty people at one queue of 600 items (`npm run test:long`: 2,000) over HTTP, at once: some send answers twice at the same
 * moment, some skip, some hand back what they hold. Every item is decided exactly once, no answer is lost, and nobody is told
 * "empty" while items are free.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import type { OneTimeLink } from '#server/auth/schema.ts';
import { fillDeskCatalog } from '#server/benchmarks/desk-catalog.ts';
import { parsePaths, placeCategories } from '#server/catalog/parse-taxonomy.ts';
import type { CategoryCard } from '#server/categorization/schema-card.ts';
import { env } from '#server/config/env.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import type { ClaimedCards, DecisionOutcome, QueueStatus } from '#server/review/schema.ts';
import { DeskClient } from '#server/tooling/desk-client.ts';
import { deskDatabaseUrl, deskUrl } from './desk-url.ts';

const itemCount = env().SHELFWISE_TEST_CROWD_ITEMS;
const peopleCount = 20;
const handSize = 5;
/** All that the others could take between two questions of one person. */
const inFlightMax = peopleCount * handSize;

type Held = ClaimedCards<CategoryCard>['cards'][number];

interface Crowd {
  catalogId: string;
  anyCategory: string;
  /** Item by decision, as acknowledged. */
  acknowledged: Map<string, string>;
  falseEmpties: number;
}

async function makeCatalog(): Promise<{ catalogId: string; anyCategory: string }> {
  const paths = Array.from({ length: 60 }, (_, at) => [`Room ${at % 6}`, `Shelf ${at % 12}`, `Thing ${at}`]);
  const parsed = parsePaths(paths, 'en');
  const placed = parsed.ok ? placeCategories(parsed.categories) : parsed;
  if (!placed.ok) throw new Error(placed.reason);
  const size = { products: itemCount, items: itemCount };
  const { catalogId, leafIds } = await fillDeskCatalog(deskDatabaseUrl(), placed.categories, size);
  return { catalogId, anyCategory: leafIds[0] };
}

async function signInPeople(catalogId: string): Promise<DeskClient[]> {
  const state = JSON.parse(readFileSync('test-results/session.json', 'utf8')) as {
    cookies: { name: string; value: string }[];
  };
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const admin = new DeskClient(deskUrl(''), cookie);
  const people: DeskClient[] = [];
  for (let at = 0; at < peopleCount; at++) {
    const invitation = { email: `crowd-${at}@example.test`, role: 'moderator', catalogIds: [catalogId] };
    const link = await admin.post<OneTimeLink>('/api/invitations', invitation);
    people.push(await DeskClient.signIn(deskUrl(link.path), `Person ${at}`));
  }
  return people;
}

type Said = DecisionOutcome & { next?: ClaimedCards<CategoryCard> };

/**
 * Answers a card, now and then twice at the same moment: both answers name the one decision, and at most one of them brings
 * the next cards.
 */
async function answer(
  client: DeskClient,
  held: Held,
  crowd: Crowd,
  random: Rng,
  next?: { catalogId: string; count: number },
): Promise<Held[]> {
  const { itemId, leaseNumber, subjectRevision, card } = held;
  const body = {
    ...{ itemId, leaseNumber, subjectRevision, idempotencyKey: randomUUID(), seconds: 2, idleRemoved: false },
    suggestionShown: !card.blind,
    answer: {
      kind: 'category',
      categoryId: card.options[0]?.categoryId ?? crowd.anyCategory,
      via: card.options.length > 0 ? 'proposal' : 'search',
    },
    next,
  };
  const send = () => client.post<Said>('/api/review/categories/decide', body);
  const said = random.next() < 0.1 ? await Promise.all([send(), send()]) : [await send()];
  for (const outcome of said) {
    expect(outcome).toMatchObject({ ok: true, late: false });
    if (outcome.ok) crowd.acknowledged.set(outcome.decisionId, itemId);
  }
  expect(new Set(said.map((outcome) => outcome.ok && outcome.decisionId)).size).toBe(1);
  const brought = said.flatMap((outcome) => outcome.next ?? []);
  expect(brought.length).toBe(next ? 1 : 0);
  return brought.flatMap(({ cards }) => cards);
}

async function workUntilNothingIsLeft(client: DeskClient, crowd: Crowd, random: Rng): Promise<void> {
  const { catalogId } = crowd;
  const status = () => client.get<QueueStatus>(`/api/review/categories/status?catalog=${catalogId}`);
  for (;;) {
    const claim = { catalogId, count: handSize };
    const { cards } = await client.post<ClaimedCards<CategoryCard>>('/api/review/categories/claim', claim);
    if (cards.length === 0) {
      const { counts } = await status();
      if (counts.free > inFlightMax) crowd.falseEmpties++;
      // What is left is in others' hands or was skipped by this person: the others see to it.
      if (counts.left === counts.skippedByMe) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    const isHandedBack = random.next() < 0.05;
    // Half the hands are filled up by the answers, as the deck does it; `cards` grows while it is walked.
    const isFilledUp = !isHandedBack && random.next() < 0.5;
    for (const [at, held] of cards.entries()) {
      if (isHandedBack && at >= 2) continue;
      const { itemId, leaseNumber } = held;
      const skip = { itemId, leaseNumber, idempotencyKey: randomUUID() };
      if (random.next() < 0.02) await client.post('/api/review/skip', skip);
      else {
        const next = isFilledUp && at < 3 * handSize ? { catalogId, count: 1 } : undefined;
        cards.push(...(await answer(client, held, crowd, random, next)));
      }
    }
    const leases = cards.slice(2).map(({ itemId, leaseNumber }) => ({ itemId, leaseNumber }));
    if (isHandedBack) await client.post('/api/review/release', { leases });
  }
}

/** What stands in the database, by the item that it is about. */
async function readKept(catalogId: string) {
  const client = new pg.Client({ connectionString: deskDatabaseUrl() });
  await client.connect();
  try {
    const { rows: decisions } = await client.query<{ id: string; item: string }>(
      `SELECT id, item_id AS item FROM decision WHERE catalog_id = $1`,
      [catalogId],
    );
    const { rows } = await client.query<Record<'open' | 'labels' | 'audits' | 'events', number>>(
      `SELECT (SELECT count(*)::int FROM review_item WHERE catalog_id = $1 AND state <> 'decided') AS open,
        (SELECT count(DISTINCT subject_id)::int FROM label WHERE catalog_id = $1 AND state <> 'excluded') AS labels,
        (SELECT count(*)::int FROM audit WHERE catalog_id = $1 AND event = 'review.category-decided') AS audits,
        (SELECT count(*)::int FROM stage_event WHERE catalog_id = $1 AND stage = 'review-category') AS events`,
      [catalogId],
    );
    return { decisions, ...rows[0] };
  } finally {
    await client.end();
  }
}

test('twenty people decide one queue: each exactly once, none lost, no false "empty"', async () => {
  test.setTimeout(240_000);
  const crowd: Crowd = { ...(await makeCatalog()), acknowledged: new Map(), falseEmpties: 0 };
  const people = await signInPeople(crowd.catalogId);
  await Promise.all(people.map((client, at) => workUntilNothingIsLeft(client, crowd, makeRng(at + 1))));
  const kept = await readKept(crowd.catalogId);
  expect(crowd.falseEmpties).toBe(0);
  expect(new Set(kept.decisions.map(({ item }) => item)).size).toBe(itemCount);
  expect(new Map(kept.decisions.map(({ id, item }) => [id, item]))).toEqual(crowd.acknowledged);
  expect(kept).toMatchObject({ open: 0, labels: itemCount, audits: itemCount, events: itemCount });
  expect(kept.decisions).toHaveLength(itemCount);
});
