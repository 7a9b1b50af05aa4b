/**
 * What a person decided and the server has not yet confirmed. Operations are stored before they are sent
 * (IndexedDB: outbox-store.ts), sent one after the other in the order of the keys pressed, and removed only when
 * the server has answered. Each carries an idempotency key, so sending twice is one decision.
 * Offline, a reload and an expired login only pause it.
 */
export interface OutboxOperation {
  /** Idempotency key, UUID. */
  key: string;
  /** Grows within one browser: the order of sending. */
  order: number;
  /** Whose answer it is: another person on the same machine never sends it. */
  actorId: string;
  url: string;
  /** Default: POST. */
  method?: 'PUT';
  body: unknown;
  /** For the reader of the status line: what waits. */
  itemId: string;
  createdAtMs: number;
}

export type OutboxStatus = 'idle' | 'sending' | 'offline' | 'signed-out';

export interface OutboxSnapshot {
  status: OutboxStatus;
  waiting: number;
}

export interface OutboxStore {
  all(actorId: string): Promise<OutboxOperation[]>;
  put(operation: OutboxOperation): Promise<void>;
  remove(key: string): Promise<void>;
}

/** `answered`: the server has spoken (also a refusal); `later`: try again; `signed-out`: wait for a login. */
export type SendResult = { kind: 'answered'; outcome: unknown } | { kind: 'later' } | { kind: 'signed-out' };

export interface OutboxOptions {
  actorId: string;
  store: OutboxStore;
  send: (operation: OutboxOperation) => Promise<SendResult>;
  onAnswer: (operation: OutboxOperation, outcome: unknown) => void;
  onChange: (snapshot: OutboxSnapshot) => void;
  /** Injected for tests; milliseconds. */
  wait?: (ms: number) => Promise<void>;
}

export const retryFirstMs = 500;
export const retryMaxMs = 15_000;

export class Outbox {
  private readonly queue: OutboxOperation[] = [];
  private readonly options: OutboxOptions;
  private status: OutboxStatus = 'idle';
  private running: Promise<void> | null = null;
  private inFlight: string | null = null;
  private wakeUp: (() => void) | null = null;
  private closed = false;

  constructor(options: OutboxOptions) {
    this.options = options;
  }

  /** Loads what an earlier page left unsent and begins to send it. */
  async open(): Promise<void> {
    const left = await this.options.store.all(this.options.actorId);
    const known = new Set(this.queue.map((operation) => operation.key));
    this.queue.unshift(
      ...left.filter((operation) => !known.has(operation.key)).sort((a, b) => a.order - b.order),
    );
    this.tell();
    this.start();
  }

  /** Stores first, then sends. Resolves when it is safe on this machine. */
  async add(operation: OutboxOperation): Promise<void> {
    this.queue.push(operation);
    this.tell();
    await this.options.store.put(operation).catch(() => undefined); // private mode: memory still holds it
    this.start();
  }

  /** Takes back an operation that was not sent yet; false when it is already on its way. */
  async takeBack(key: string): Promise<boolean> {
    const at = this.queue.findIndex((operation) => operation.key === key);
    if (at < 0 || this.inFlight === key) return false;
    this.queue.splice(at, 1);
    this.tell();
    await this.options.store.remove(key).catch(() => undefined);
    return true;
  }

  /** Try now: the network is back, or the person has signed in again. */
  nudge(): void {
    this.wakeUp?.();
    this.start();
  }

  has(itemId: string): boolean {
    return this.queue.some((operation) => operation.itemId === itemId);
  }

  close(): void {
    this.closed = true;
    this.wakeUp?.();
  }

  snapshot(): OutboxSnapshot {
    return { status: this.status, waiting: this.queue.length };
  }

  /** Resolves when nothing is being sent (tests). */
  async settled(): Promise<void> {
    await this.running;
  }

  private tell(): void {
    if (!this.closed) this.options.onChange(this.snapshot());
  }

  private setStatus(status: OutboxStatus): void {
    this.status = status;
    this.tell();
  }

  private start(): void {
    if (this.running || this.closed || this.queue.length === 0) return;
    this.running = this.drain().finally(() => {
      this.running = null;
      // Something may have been added between the last look and the end.
      if (this.status === 'idle' && this.queue.length > 0) this.start();
    });
  }

  private async drain(): Promise<void> {
    let delayMs = retryFirstMs;
    while (this.queue.length > 0 && !this.closed) {
      const operation = this.queue[0];
      if (this.status === 'idle') this.setStatus('sending');
      this.inFlight = operation.key;
      const result = await this.options.send(operation).catch((): SendResult => ({ kind: 'later' }));
      this.inFlight = null;
      if (this.closed) return;
      if (result.kind === 'answered') {
        delayMs = retryFirstMs;
        await this.settle(operation, result.outcome);
        continue;
      }
      this.setStatus(result.kind === 'signed-out' ? 'signed-out' : 'offline');
      await this.pause(delayMs);
      delayMs = Math.min(delayMs * 2, retryMaxMs);
    }
    if (!this.closed) this.setStatus('idle');
  }

  private async settle(operation: OutboxOperation, outcome: unknown): Promise<void> {
    const at = this.queue.indexOf(operation);
    if (at >= 0) this.queue.splice(at, 1);
    this.setStatus(this.queue.length > 0 ? 'sending' : 'idle');
    await this.options.store.remove(operation.key).catch(() => undefined);
    this.options.onAnswer(operation, outcome);
  }

  private async pause(ms: number): Promise<void> {
    const nudged = new Promise<void>((resolve) => {
      this.wakeUp = resolve;
    });
    const wait =
      this.options.wait ?? ((time: number) => new Promise<void>((resolve) => setTimeout(resolve, time)));
    await Promise.race([nudged, wait(ms)]);
    this.wakeUp = null;
  }
}
