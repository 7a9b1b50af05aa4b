/**
 * An hour of work on the demonstration catalog by three made-up people, over HTTP, so that pictures of what leads see show
 * figures: a review policy, a golden set, decisions of both queues, a candidate to compare. The answers are the shown ones
 * with a few others between; nothing of it is a measurement.
 */
import { randomUUID } from 'node:crypto';
import type { OneTimeLink } from '#server/auth/schema.ts';
import type { CategoryAnswer, CategoryCard } from '#server/categorization/schema-card.ts';
import type { LiveCategories } from '#server/categorization/schema-live.ts';
import type { ClusterAnswer, ClusterCard } from '#server/duplicates/schema-card.ts';
import { makeRng, type Rng } from '#server/ml/rng.ts';
import type { ClaimedCards, DecisionOutcome, Queue } from '#server/review/schema.ts';
import type { SetPolicy } from '#server/review/schema-policy.ts';
import type { DrawGolden } from '#server/training/schema.ts';
import { DeskClient } from './desk-client.ts';

const shifts = ['Early shift', 'Day shift', 'Late shift'];
const policy: SetPolicy = { blindShare: 0.15, secondShare: 0.2, goldShare: 0, basedOn: 0 };
const goldenSize = 120;
const otherAnswerShare = 0.07;
const claimSize = 4;
/** Cards that each person answers. */
const cardsEach: Record<Queue, number> = { categories: 80, duplicates: 18 };

interface Worker {
  client: DeskClient;
  catalogId: string;
  random: Rng;
}

type Held<Card> = ClaimedCards<Card>['cards'][number];

/** Who is shown no proposal answers what the model says of the words alone: near to what a person would say, and blind to it. */
async function judgeCategory(
  card: CategoryCard,
  { client, catalogId, random }: Worker,
): Promise<CategoryAnswer> {
  const [first, second] = card.options;
  if (random.next() < otherAnswerShare)
    return second
      ? { kind: 'category', categoryId: second.categoryId, via: 'alternative' }
      : { kind: 'cant-tell', reasonCode: 'thin-text' };
  if (first) return { kind: 'category', categoryId: first.categoryId, via: 'proposal' };
  const { title, description } = card.product;
  const said = await client.post<LiveCategories>('/api/categorize', { catalogId, title, description });
  const told = said.ok ? said.categories[0] : undefined;
  return told
    ? { kind: 'category', categoryId: told.categoryId, via: 'search' }
    : { kind: 'escalate', reasonCode: 'category-missing' };
}

async function judgeCluster(card: ClusterCard, { random }: Worker): Promise<ClusterAnswer> {
  if (random.next() < otherAnswerShare) return { kind: 'apart', relation: 'not_same' };
  return { kind: 'merge', ticked: card.members.map((member) => member.productId), others: [] };
}

/** Answers cards of one queue until a number is reached or nothing is left. */
async function work<Card extends { blind?: boolean }>(
  worker: Worker,
  queue: Queue,
  judge: (card: Card, worker: Worker) => Promise<CategoryAnswer | ClusterAnswer>,
): Promise<void> {
  const { client, catalogId, random } = worker;
  for (let done = 0; done < cardsEach[queue]; ) {
    const claim = { catalogId, count: claimSize };
    const { cards } = await client.post<ClaimedCards<Card>>(`/api/review/${queue}/claim`, claim);
    if (cards.length === 0) return;
    for (const { itemId, leaseNumber, subjectRevision, card } of cards as Held<Card>[]) {
      await client.post<DecisionOutcome>(`/api/review/${queue}/decide`, {
        ...{ itemId, leaseNumber, subjectRevision, answer: await judge(card, worker) },
        ...{ idempotencyKey: randomUUID(), seconds: 1.5 + 4 * random.next(), idleRemoved: false },
        suggestionShown: !card.blind,
      });
      done++;
    }
  }
}

/** @param lead signed in as admin or lead */
export async function workShift(lead: DeskClient, catalogId: string): Promise<void> {
  await lead.fetch(`/api/review/policy?catalog=${catalogId}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(policy),
  });
  const golden: DrawGolden = { catalogId, size: goldenSize };
  await lead.post('/api/training/golden', golden);
  const people = await Promise.all(
    shifts.map(async (name, at): Promise<Worker> => {
      const invitation = { email: `shift-${at}@example.test`, role: 'moderator', catalogIds: [catalogId] };
      const { path } = await lead.post<OneTimeLink>('/api/invitations', invitation);
      const client = await DeskClient.signIn(lead.addressOf(path), name);
      return { client, catalogId, random: makeRng(at + 1) };
    }),
  );
  await Promise.all(
    people.map(async (worker) => {
      await work<CategoryCard>(worker, 'categories', judgeCategory);
      await work<ClusterCard>(worker, 'duplicates', judgeCluster);
    }),
  );
  await lead.train(catalogId);
}
