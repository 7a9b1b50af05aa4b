import { describe, expect, it } from 'vitest';
import {
  Outbox,
  type OutboxOperation,
  type OutboxSnapshot,
  type OutboxStore,
  type SendResult,
} from './outbox.ts';

function memoryStore(): OutboxStore & { rows: Map<string, OutboxOperation> } {
  const rows = new Map<string, OutboxOperation>();
  return {
    rows,
    all: async (actorId) => [...rows.values()].filter((row) => row.actorId === actorId),
    put: async (row) => void rows.set(row.key, row),
    remove: async (key) => void rows.delete(key),
  };
}

const operation = (key: string, order: number, actorId = 'me'): OutboxOperation => ({
  key,
  order,
  actorId,
  url: '/decide',
  body: { key },
  itemId: `item-${key}`,
  createdAtMs: 0,
});

function anOutbox(store: OutboxStore, script: (sent: string[]) => SendResult) {
  const sent: string[] = [];
  const answers: string[] = [];
  const seen: OutboxSnapshot[] = [];
  const outbox = new Outbox({
    actorId: 'me',
    store,
    send: async (one) => {
      sent.push(one.key);
      return script(sent);
    },
    onAnswer: (one) => answers.push(one.key),
    onChange: (snapshot) => seen.push(snapshot),
    wait: () => Promise.resolve(),
  });
  return { outbox, sent, answers, seen };
}

describe('outbox', () => {
  it('sends in the order of the keys and forgets what is confirmed', async () => {
    const store = memoryStore();
    const { outbox, answers, seen } = anOutbox(store, () => ({ kind: 'answered', outcome: {} }));
    await Promise.all([
      outbox.add(operation('a', 1)),
      outbox.add(operation('b', 2)),
      outbox.add(operation('c', 3)),
    ]);
    await outbox.settled();
    expect(answers).toEqual(['a', 'b', 'c']);
    expect(store.rows.size).toBe(0);
    expect(seen.at(-1)).toEqual({ status: 'idle', waiting: 0 });
  });

  it('repeats the same key while offline, never overtaking, and says so', async () => {
    const { outbox, sent, answers, seen } = anOutbox(memoryStore(), (all) =>
      all.length < 4 ? { kind: 'later' } : { kind: 'answered', outcome: {} },
    );
    await outbox.add(operation('a', 1));
    await outbox.add(operation('b', 2));
    await outbox.settled();
    expect(sent).toEqual(['a', 'a', 'a', 'a', 'b']);
    expect(answers).toEqual(['a', 'b']);
    expect(seen.some((snapshot) => snapshot.status === 'offline' && snapshot.waiting > 0)).toBe(true);
  });

  it('survives a reload: a new page sends what the old one stored, oldest first, mine only', async () => {
    const store = memoryStore();
    for (const row of [operation('late', 9), operation('early', 2), operation('theirs', 1, 'other')])
      await store.put(row);
    const { outbox, answers } = anOutbox(store, () => ({ kind: 'answered', outcome: {} }));
    await outbox.open();
    await outbox.settled();
    expect(answers).toEqual(['early', 'late']);
    expect([...store.rows.keys()]).toEqual(['theirs']);
  });

  it('keeps everything when the login has expired and goes on after the next one', async () => {
    const store = memoryStore();
    let signedIn = false;
    const { outbox, answers, seen } = anOutbox(store, (all) => {
      if (all.length > 3) signedIn = true;
      return signedIn ? { kind: 'answered', outcome: {} } : { kind: 'signed-out' };
    });
    await outbox.add(operation('a', 1));
    await outbox.settled();
    expect(seen.some((snapshot) => snapshot.status === 'signed-out')).toBe(true);
    expect(answers).toEqual(['a']);
  });

  it('takes back what was not sent yet, and only that', async () => {
    const store = memoryStore();
    let release: (result: SendResult) => void = () => undefined;
    const outbox = new Outbox({
      actorId: 'me',
      store,
      send: () => new Promise((resolve) => (release = resolve)),
      onAnswer: () => undefined,
      onChange: () => undefined,
    });
    await outbox.add(operation('a', 1));
    await outbox.add(operation('b', 2));
    expect(await outbox.takeBack('a')).toBe(false);
    expect(await outbox.takeBack('b')).toBe(true);
    expect([...store.rows.keys()]).toEqual(['a']);
    release({ kind: 'answered', outcome: {} });
    await outbox.settled();
    expect(store.rows.size).toBe(0);
  });
});
