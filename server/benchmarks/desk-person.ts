/** One simulated person at the category deck: a real HTTP client that claims, reads, answers, and sometimes sends twice. */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { CategoryCard } from '#server/categorization/schema-card.ts';
import type { Rng } from '#server/ml/rng.ts';
import type { ClaimedCards, DecisionOutcome, QueueStatus } from '#server/review/schema.ts';
import type { DeskClient } from '#server/tooling/desk-client.ts';

export interface Timings {
  save: number[];
  next: number[];
  saveAndNext: number[];
  again: number[];
}

export interface Work {
  acknowledged: number;
  refused: number;
  /** "Nothing there" although the server counted free items. */
  falseEmpties: number;
}

type Held = ClaimedCards<CategoryCard>['cards'][number];

const repeatShare = 0.1;
const held = 4;

export interface PersonOptions {
  client: DeskClient;
  catalogId: string;
  /** For cards that propose nothing. */
  anyCategory: string;
  untilMs: number;
  /** Mean pause before an answer, ms; exponential. */
  thinkMs: number;
  random: Rng;
  timings: Timings;
  work: Work;
  /** The answer brings the next card in its own reply, as the deck asks for it; else a claim follows it. */
  inOne: boolean;
}

async function timed<T>(list: number[], act: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const said = await act();
  list.push(performance.now() - startedMs);
  return said;
}

const answerTo = ({ itemId, leaseNumber, subjectRevision, card }: Held, anyCategory: string) => ({
  idempotencyKey: randomUUID(),
  itemId,
  leaseNumber,
  subjectRevision,
  seconds: 2,
  idleRemoved: false,
  suggestionShown: !card.blind,
  answer: {
    kind: 'category',
    categoryId: card.options[0]?.categoryId ?? anyCategory,
    via: card.options.length > 0 ? 'proposal' : 'search',
  },
});

/** Saves an answer and puts the card that follows it into the hand; `again` sends the same once more. */
async function answerCard(
  { client, catalogId, anyCategory, timings, inOne }: PersonOptions,
  card: Held,
  hand: Held[],
) {
  const next = inOne ? { catalogId, count: 1 } : undefined;
  const body = { ...answerTo(card, anyCategory), next };
  const decide = () =>
    client.post<DecisionOutcome & { next?: ClaimedCards<CategoryCard> }>(
      '/api/review/categories/decide',
      body,
    );
  const startedMs = performance.now();
  const said = await timed(timings.save, decide);
  const claimOne = () =>
    client.post<ClaimedCards<CategoryCard>>('/api/review/categories/claim', { catalogId, count: 1 });
  const { cards } = inOne ? (said.next ?? { cards: [] }) : await timed(timings.next, claimOne);
  timings.saveAndNext.push(performance.now() - startedMs);
  hand.push(...cards);
  const again = async () => {
    const repeated = await timed(timings.again, decide);
    if (!repeated.ok || !repeated.repeated || repeated.next)
      throw new Error('sent twice, and not recognised');
  };
  return { said, again };
}

/** Works until the time is over or nothing is left; every answer is followed by the claim of another card. */
export async function workAsPerson(options: PersonOptions): Promise<void> {
  const { client, catalogId, untilMs, thinkMs, random, work } = options;
  const claim = (count: number) =>
    client.post<ClaimedCards<CategoryCard>>('/api/review/categories/claim', { catalogId, count });
  const hand = (await claim(held)).cards;
  while (Date.now() < untilMs) {
    const card = hand.shift();
    if (!card) {
      const { counts } = await client.get<QueueStatus>(`/api/review/categories/status?catalog=${catalogId}`);
      const { cards } = await claim(held);
      if (cards.length === 0 && counts.free === 0) return;
      if (cards.length === 0 && counts.free > 50) work.falseEmpties++;
      hand.push(...cards);
      continue;
    }
    if (thinkMs > 0)
      await new Promise((resolve) => setTimeout(resolve, -Math.log(1 - random.next()) * thinkMs));
    const { said, again } = await answerCard(options, card, hand);
    if (said.ok) work.acknowledged++;
    else work.refused++;
    if (random.next() < repeatShare) await again();
  }
}
