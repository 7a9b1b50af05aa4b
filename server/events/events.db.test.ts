import { afterEach, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { insertSession } from '#server/auth/store.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson, aPersonIn, aReviewCatalog, letIn } from '#server/testing/review-fixture.ts';
import { openStream } from './open-stream.ts';
import { countListeners, type WatchTimes } from './watch.ts';

const { db } = await testDatabase();
const times: WatchTimes = { restMinMs: 10, restMaxMs: 50, runsRestMaxMs: 50, checkEveryMs: 20 };
const fixture = await aReviewCatalog(db);
const { catalogId } = fixture;

async function sessionOf(person: Actor): Promise<string> {
  const expiresAt = new Date(Date.now() + 60_000);
  return db.$transaction((tx) =>
    insertSession(tx, { tokenHash: newId(), userId: person.id, expiresAt, userAgent: null, address: null }),
  );
}

interface Opened {
  /** Everything sent so far. */
  text: () => string;
  /** Resolves when the stream has ended. */
  ended: Promise<void>;
  leave: () => void;
}

function open(sessionId: string, catalog = catalogId, watching = times): Opened {
  const leaving = new AbortController();
  let text = '';
  const reader = openStream({ sessionId, catalogId: catalog }, leaving.signal, watching).getReader();
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += new TextDecoder().decode(value);
    }
  })();
  return { text: () => text, ended, leave: () => leaving.abort() };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !isSo(); tries++) await new Promise((wake) => setTimeout(wake, 10));
  expect(isSo()).toBe(true);
}

const anImport = (catalog: string) =>
  db.importRun.create({
    data: {
      id: newId(),
      catalogId: catalog,
      fileName: 'feed.csv',
      storedPath: 'none',
      mapping: {},
      mode: 'delta',
      createdBy: 'test',
    },
  });

/** What was told after the first word, which names every topic. */
const later = (stream: Opened): string => stream.text().split('\n\n').slice(2).join('\n\n');
const begins = (stream: Opened): Promise<void> => until(() => stream.text().includes('changed'));

describe('the event stream', () => {
  const opened: Opened[] = [];
  const opening = (...asked: Parameters<typeof open>): Opened => {
    const made = open(...asked);
    opened.push(made);
    return made;
  };
  afterEach(async () => {
    for (const stream of opened.splice(0)) stream.leave();
    await until(() => countListeners() === 0);
  });

  it('tells what has changed, in this catalog alone', async () => {
    const other = await aReviewCatalog(db);
    const mo = await aPersonIn(db, fixture, 'Mo');
    await letIn(db, other, [mo]);
    const [here, there] = [opening(await sessionOf(mo)), opening(await sessionOf(mo), other.catalogId)];
    await Promise.all([begins(here), begins(there)]);
    await anImport(catalogId);
    await until(() => later(here).includes('event: changed\ndata: {"topics":["imports"]}\n\n'));
    await db.stageState.create({ data: { stage: 'embed', unitId: newId(), catalogId } });
    const pipelineEvents = (): number => later(here).split('{"topics":["pipeline"]}').length - 1;
    await until(() => pipelineEvents() === 1);
    // Done again: as many units in every state as before.
    await db.stageState.updateMany({ where: { catalogId }, data: { updatedAt: new Date(Date.now() + 5) } });
    await until(() => pipelineEvents() === 2);
    expect(later(there)).not.toContain('changed');
  });

  it('ends with the session', async () => {
    const mo = await aPersonIn(db, fixture, 'Mo');
    const sessionId = await sessionOf(mo);
    const stream = opening(sessionId);
    await begins(stream);
    expect(countListeners()).toBe(1);
    await db.session.delete({ where: { id: sessionId } });
    await stream.ended;
    expect(countListeners()).toBe(0);
  });

  it('ends with the right to the catalog, while another goes on', async () => {
    const [mo, lea] = [await aPerson(db, 'Mo'), await aPerson(db, 'Lea', 'admin')];
    await letIn(db, fixture, [mo]);
    const [out, stays] = [opening(await sessionOf(mo)), opening(await sessionOf(lea))];
    await Promise.all([begins(out), begins(stays)]);
    await db.catalogAccess.deleteMany({ where: { userId: mo.id } });
    await out.ended;
    await anImport(catalogId);
    await until(() => later(stays).includes('changed'));
    expect(later(out)).not.toContain('changed');
  });

  it('tells who comes later to read everything once, and nobody else', async () => {
    const lea = await aPerson(db, 'Lea', 'admin');
    const first = opening(await sessionOf(lea));
    await begins(first);
    const second = opening(await sessionOf(lea));
    await begins(second);
    expect(second.text()).toContain('{"topics":["pipeline","imports","training","labels"]}');
    expect(later(first)).not.toContain('changed');
  });

  it('tells of an import soon, though a question had to wait for the database', async () => {
    const lea = await aPerson(db, 'Lea', 'admin');
    const sessionId = await sessionOf(lea);
    // The embedded database has one connection: the poller's first question waits until this is over.
    const held = db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1`;
      await new Promise((wake) => setTimeout(wake, 500));
    });
    const stream = opening(sessionId, catalogId, { ...times, restMaxMs: 600_000 });
    await Promise.all([held, begins(stream)]);
    await anImport(catalogId);
    await until(() => later(stream).includes('imports'));
  });

  it('forgets who had left before it began', async () => {
    const lea = await aPerson(db, 'Lea', 'admin');
    const signal = AbortSignal.abort();
    const reader = openStream({ sessionId: await sessionOf(lea), catalogId }, signal, times).getReader();
    expect((await reader.read()).done).toBe(false);
    expect((await reader.read()).done).toBe(true);
    expect(countListeners()).toBe(0);
  });

  it('forgets who left', async () => {
    const lea = await aPerson(db, 'Lea', 'admin');
    const stream = opening(await sessionOf(lea));
    stream.leave();
    await stream.ended;
    expect(countListeners()).toBe(0);
  });
});
