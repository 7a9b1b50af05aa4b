import { describe, expect, it } from 'vitest';
import { parseEnv } from '#server/config/env.ts';
import { beat } from '#server/jobs/beat.ts';
import { noteBatch } from '#server/jobs/job-figures.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aCategoryItem, aReviewCatalog } from '#server/testing/review-fixture.ts';
import { mayReadMetrics } from './may-read-metrics.ts';
import { readHealth } from './read-health.ts';
import { readMetrics } from './read-metrics.ts';
import { routeNameOf } from './rules-route-name.ts';

const { db } = await testDatabase();
const runBeat = async (): Promise<void> => (await beat.load()).run(new AbortController().signal);

describe('health', () => {
  it('is degraded until a worker has been heard of, and again when it falls silent', async () => {
    expect(await readHealth()).toMatchObject({ status: 'degraded', worker: { ok: false } });
    await runBeat();
    expect(await readHealth()).toMatchObject({ status: 'ok', database: { ok: true }, worker: { ok: true } });
    await db.heartbeat.updateMany({ data: { seenAt: new Date(Date.now() - 40_000) } });
    expect(await readHealth()).toMatchObject({ status: 'degraded', worker: { ok: false } });
  });
});

describe('metrics', () => {
  it('add up the database and every live worker', async () => {
    const fixture = await aReviewCatalog(db);
    await aCategoryItem(db, fixture);
    noteBatch('embed', { seconds: 0.2, units: 7, failed: false });
    await runBeat();
    const figures = (await db.heartbeat.findFirstOrThrow()).figures as object[];
    const other = { process: 'worker:other', kind: 'worker', startedAt: new Date() };
    await db.heartbeat.create({ data: { ...other, seenAt: new Date(), figures } });
    await db.heartbeat.create({ data: { ...other, process: 'worker:gone', seenAt: new Date(0), figures } });
    const text = await readMetrics();
    expect(text).toContain('shelfwise_queue_items{queue="categories",state="open"} 1');
    expect(text).toMatch(/shelfwise_job_units_total\{stage="embed",outcome="done"\} 14\b/);
    expect(text).toMatch(/shelfwise_job_duration_seconds_bucket\{le="0.5",stage="embed"\} 2\b/);
    expect(text).not.toContain(fixture.catalogId);
    // A collector refuses a page that declares a metric twice.
    const declared = [...text.matchAll(/^# TYPE (\S+)/gm)].map((found) => found[1]);
    expect(new Set(declared).size).toBe(declared.length);
  });
});

describe('mayReadMetrics', () => {
  const local = { 'x-shelfwise-peer': '127.0.0.1', host: 'localhost:3000', 'x-forwarded-for': '127.0.0.1' };
  const may = (headers: Record<string, string>, settings: Record<string, string> = {}): boolean =>
    mayReadMetrics(new Headers(headers), parseEnv(settings));

  it('is this machine’s, asked by its own name and forwarded by nobody', () => {
    expect(may(local)).toBe(true);
    expect(may({ ...local, 'x-shelfwise-peer': '::ffff:127.0.0.1', host: '[::1]:3000' })).toBe(true);
    expect(may({ ...local, 'x-shelfwise-peer': '10.0.0.5' })).toBe(false);
    expect(may({ ...local, 'x-forwarded-for': '10.0.0.5' })).toBe(false);
    expect(may({ ...local, host: 'rebound.example:3000' })).toBe(false);
    expect(may({ host: 'localhost' })).toBe(false);
  });

  it('is only for the token where there is one, or a proxy', () => {
    const token = 'a-token-of-the-operator';
    const settings = { SHELFWISE_METRICS_TOKEN: token };
    expect(may(local, settings)).toBe(false);
    expect(may({ authorization: `Bearer ${token}` }, settings)).toBe(true);
    expect(may({ authorization: `Bearer ${token.toUpperCase()}` }, settings)).toBe(false);
    expect(may(local, { SHELFWISE_PUBLIC_URL: 'https://desk.example' })).toBe(false);
    expect(may(local, { SHELFWISE_TRUSTED_PROXIES: '1' })).toBe(false);
  });
});

describe('routeNameOf', () => {
  it('names kinds of requests, and no more of them than it may', () => {
    const names = new Set<string>();
    const id = '0190a5f0-0000-7000-8000-000000000001';
    expect(routeNameOf(`/api/images/${id}?w=320`, names)).toBe('/api/images/:id');
    expect(routeNameOf('/_next/static/chunks/a.js', names)).toBe('/_next');
    for (let at = 0; at < 1000; at++) routeNameOf(`/made-up-${at}`, names);
    expect(names.size).toBe(150);
    expect(routeNameOf('/made-up-too', names)).toBe('other');
    expect(routeNameOf(`/api/images/${id}`, names)).toBe('/api/images/:id');
  });
});
