/**
 * One moderator of the kill test: claims cards over HTTP, answers them through the browser's own outbox, takes some
 * answers back, and goes on whatever is killed meanwhile. Some answers are sent twice at once, as after a lost reply.
 */
import { randomUUID } from 'node:crypto';
import { Outbox, type OutboxOperation, type OutboxStore, type SendResult } from '#components/deck/outbox.ts';
import type { CategoryCard } from '#server/categorization/schema-card.ts';
import type { ClusterAnswer, ClusterCard } from '#server/duplicates/schema-card.ts';
import type { Rng } from '#server/ml/rng.ts';
import type { ClaimedCards, Lease, Queue } from '#server/review/schema.ts';
import { type DeskClient, DeskError } from '#server/tooling/desk-client.ts';

type Card = CategoryCard | ClusterCard;

/** What the server answered to one operation. */
export interface Answered {
  type: 'decide' | 'undo' | 'skip';
  itemId: string;
  answer: unknown;
  outcome: { ok: boolean; reason?: string; decisionId?: string };
}

const waitingMax = 2;
const twiceShare = 0.1;
const undoShare = 0.08;
const skipShare = 0.05;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a browser keeps in IndexedDB; here it outlives the web process, as a browser does. */
function memoryStore(): OutboxStore {
  const kept = new Map<string, OutboxOperation>();
  return {
    all: async () => [...kept.values()],
    put: async (operation) => void kept.set(operation.key, operation),
    remove: async (key) => void kept.delete(key),
  };
}

export class Person {
  /** Every answer of the server, by idempotency key. */
  readonly answered = new Map<string, Answered>();
  /** Keys that ever left this browser. */
  readonly sent = new Set<string>();
  readonly problems: string[] = [];
  private readonly outbox: Outbox;
  private hand: (Lease & { card: Card })[] = [];
  private order = 0;
  private readonly types = new Map<string, Pick<Answered, 'type' | 'itemId' | 'answer'>>();
  private readonly client: DeskClient;
  private readonly queue: Queue;
  private readonly catalogId: string;
  private readonly rng: Rng;

  constructor(client: DeskClient, queue: Queue, catalogId: string, rng: Rng) {
    this.client = client;
    this.queue = queue;
    this.catalogId = catalogId;
    this.rng = rng;
    this.outbox = new Outbox({
      actorId: 'person',
      store: memoryStore(),
      send: (operation) => this.send(operation),
      onAnswer: (operation, outcome) => {
        const about = this.types.get(operation.key)!;
        this.answered.set(operation.key, { ...about, outcome: outcome as Answered['outcome'] });
      },
      onChange: () => undefined,
    });
  }

  /** Works until told to stop, then sends what is still in the outbox. */
  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.hand.length === 0) await this.claim();
      const held = this.hand.shift();
      if (!held) {
        await pause(200);
        continue;
      }
      await this.answer(held);
      while (this.outbox.snapshot().waiting > waitingMax && !isOver()) await this.nudge();
      await pause(20 + this.rng.below(60));
    }
    while (this.outbox.snapshot().waiting > 0) await this.nudge();
  }

  private async nudge(): Promise<void> {
    await pause(100);
    this.outbox.nudge();
  }

  private async claim(): Promise<void> {
    try {
      const claimed = await this.client.post<ClaimedCards<Card>>(`/api/review/${this.queue}/claim`, {
        catalogId: this.catalogId,
        count: 3,
      });
      this.hand = claimed.cards;
    } catch (error) {
      if (error instanceof DeskError && error.status < 500) this.problems.push(error.message);
    }
  }

  private async answer(held: Lease & { card: Card }): Promise<void> {
    const { itemId, leaseNumber, subjectRevision } = held;
    const key = randomUUID();
    if (this.rng.next() < skipShare) {
      await this.add('skip', itemId, key, '/api/review/skip', { itemId, leaseNumber, idempotencyKey: key });
      return;
    }
    const answer = this.chooseAnswer(held.card);
    await this.add('decide', itemId, key, `/api/review/${this.queue}/decide`, {
      idempotencyKey: key,
      ...{ itemId, leaseNumber, subjectRevision, answer },
      ...{ seconds: 1, idleRemoved: false, suggestionShown: !held.card.blind },
    });
    if (this.rng.next() < undoShare) {
      const undoKey = randomUUID();
      const body = { idempotencyKey: undoKey, targetKey: key, itemId, kind: 'decide' };
      await this.add('undo', itemId, undoKey, `/api/review/${this.queue}/undo`, body);
    }
  }

  private chooseAnswer(card: Card): unknown {
    if (this.rng.next() < 0.1) return { kind: 'cant-tell' };
    if ('options' in card) {
      const option = card.options[0];
      return option
        ? { kind: 'category', categoryId: option.categoryId, via: 'proposal' }
        : { kind: 'cant-tell' };
    }
    const ticked = card.members.map((member) => member.productId);
    const apart: ClusterAnswer = { kind: 'apart', relation: 'not_same' };
    return ticked.length === 2 && this.rng.next() < 0.3 ? apart : { kind: 'merge', ticked, others: [] };
  }

  private async add(
    type: Answered['type'],
    itemId: string,
    key: string,
    url: string,
    body: Record<string, unknown>,
  ): Promise<void> {
    this.types.set(key, { type, itemId, answer: body.answer });
    this.order++;
    await this.outbox.add({ key, order: this.order, actorId: 'person', url, body, itemId, createdAtMs: 0 });
  }

  /** The browser's rule: no network or 5xx is later, 401 waits for a login, everything else is an answer. */
  private async send(operation: OutboxOperation): Promise<SendResult> {
    this.sent.add(operation.key);
    const post = (): Promise<Answered['outcome']> => this.client.post(operation.url, operation.body);
    try {
      if (this.rng.next() >= twiceShare) return { kind: 'answered', outcome: await post() };
      const [first, second] = await Promise.allSettled([post(), post()]);
      if (first.status === 'rejected') throw first.reason;
      if (second.status === 'fulfilled') this.compare(operation, first.value, second.value);
      return { kind: 'answered', outcome: first.value };
    } catch (error) {
      const status = error instanceof DeskError ? error.status : 500;
      if (status === 401) return { kind: 'signed-out' };
      if (status >= 500 || status === 408 || status === 429) return { kind: 'later' };
      return { kind: 'answered', outcome: { ok: false, reason: `refused with ${status}` } };
    }
  }

  private compare(operation: OutboxOperation, a: Answered['outcome'], b: Answered['outcome']): void {
    if (this.types.get(operation.key)?.type !== 'decide') return;
    if (a.ok !== b.ok || a.decisionId !== b.decisionId)
      this.problems.push(`two answers to one decision: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
  }
}
