import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { loggedErrors } from '#server/testing/logged.ts';
import { defineJob, type JobDefinition, type StageHandler } from './define-job.ts';
import { definePipeline, type Stage } from './define-pipeline.ts';
import { settleStages } from './settle-stages.ts';
import { wakeParked, wakeUnits, wakeUnitsOf, writeStageEvent } from './stage-event.ts';
import type { StageName } from './stage-name.ts';
import {
  claimUnits,
  countStages,
  extendClaim,
  findFailedUnits,
  findReadyQueues,
  finishUnits,
  giveBackAbandoned,
  parkQueue,
  retryFailedUnits,
} from './store.ts';
import { runUntilIdle, workLoop } from './work-loop.ts';

await testDatabase();

const stage = (name: StageName, unit: Stage['unit'], by: Stage['by'], wakes: StageName[]): Stage => ({
  name,
  unit,
  by,
  domains: [],
  writes: '',
  wakes,
});
const pipeline = definePipeline([
  stage('features', 'product', 'job', ['embed', 'block']),
  stage('embed', 'product', 'job', []),
  stage('review-category', 'product', 'person', ['block']),
  stage('block', 'product', 'job', ['cluster']),
  stage('cluster', 'catalog', 'job', []),
]);
const catalogId = newId();
const job = (name: StageName, handle: StageHandler, more: Partial<JobDefinition> = {}): JobDefinition =>
  defineJob({ stage: name, batchSizeMax: 100, load: async () => ({ handle }), ...more });
const work = (...jobs: JobDefinition[]) => ({ pipeline, jobs, routines: [] });
const wake = (name: StageName, unitIds: string[]) =>
  inTransaction((tx) => wakeUnits(tx, { catalogId, stage: name, unitIds }));
const states = async (name: StageName): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await countStages(catalogId)).filter((c) => c.stage === name).map((c) => [c.state, c.count]),
  );
const allDone: StageHandler = async ({ unitIds }) => ({ done: unitIds });

beforeEach(async () => {
  await db().stageState.deleteMany();
  await db().stageEvent.deleteMany();
});

describe('the order of a queue', () => {
  it('comes from an index, though a whole catalog is woken at one moment', async () => {
    await wake(
      'features',
      Array.from({ length: 50 }, (_, at) => `unit-${at}`),
    );
    const plan = await inTransaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      return tx.$queryRaw<Record<string, string>[]>`
        EXPLAIN SELECT unit_id FROM stage_state
        WHERE stage = 'features' AND state = 'waiting' AND run_after <= now() ORDER BY run_after, unit_id LIMIT 20`;
    });
    const text = plan.map((row) => Object.values(row)[0]).join('\n');
    expect(text).toContain('stage_state_waiting');
    expect(text).not.toContain('Sort');
  });
});

describe('a batch', () => {
  it('is written, finished and woken in one transaction', async () => {
    await wake('features', ['a', 'b', 'c']);
    const handled = await runUntilIdle(
      work(
        job('features', async ({ unitIds }) => ({
          done: unitIds,
          write: async (tx) => void (await tx.setting.create({ data: { key: 'written', value: unitIds } })),
        })),
      ),
    );
    expect(handled).toBe(3);
    expect(await db().setting.count({ where: { key: 'written' } })).toBe(1);
    expect(await states('features')).toEqual({ done: 3 });
    expect(await states('embed')).toEqual({ waiting: 3 });
    expect(await states('block')).toEqual({ waiting: 3 });
  });

  it('leaves nothing behind when its writes fail', async () => {
    await wake('features', ['a']);
    const failing = job(
      'features',
      async ({ unitIds }) => ({
        done: unitIds,
        write: async (tx) => {
          await tx.setting.create({ data: { key: 'half', value: 1 } });
          throw new Error('disk on fire');
        },
      }),
      { attemptsMax: 1 },
    );
    const logged = await loggedErrors(() => runUntilIdle(work(failing)));
    expect(logged).toEqual(['features: 1 units failed: Error: disk on fire']);
    expect(await db().setting.count({ where: { key: 'half' } })).toBe(0);
    expect(await states('embed')).toEqual({});
    const [failed] = await findFailedUnits(catalogId, 'features', { limit: 10 });
    expect(failed).toMatchObject({ unitId: 'a', failure: 'disk on fire' });
  });

  it('keeps every unit: what a handler forgets to name is tried again', async () => {
    await wake('features', ['a', 'b']);
    await runUntilIdle(work(job('features', async () => ({ done: ['a'] }))));
    expect(await states('features')).toEqual({ done: 1, waiting: 1 });
  });

  it('refuses to wake what the pipeline does not say', async () => {
    await wake('features', ['a']);
    const wakes = [{ stage: 'cluster' as const, unitIds: ['x'] }];
    const unsaid = job('features', async () => ({ done: ['a'], wakes }), { attemptsMax: 1 });
    expect(await loggedErrors(() => runUntilIdle(work(unsaid)))).toEqual([
      'features: 1 units failed: Error: features wakes cluster, which server/pipeline.ts does not say',
    ]);
    expect(await states('features')).toEqual({ failed: 1 });
  });
});

describe('a unit', () => {
  it('is kept by its own claim alone: an earlier holder’s sign of life does not keep it for a dead one', async () => {
    await wake('features', ['a']);
    const features = job('features', allDone);
    const first = await claimUnits(features, 1);
    await wake('features', ['a']);
    const second = await claimUnits(features, 1);
    const endsIn = async (): Promise<number> => {
      const { runAfter } = await db().stageState.findFirstOrThrow({ where: { stage: 'features' } });
      return runAfter.getTime();
    };
    await db().stageState.updateMany({ where: { stage: 'features' }, data: { runAfter: new Date(0) } });
    await extendClaim('features', first?.units ?? []);
    expect(await endsIn()).toBe(0);
    await extendClaim('features', second?.units ?? []);
    expect(await endsIn()).toBeGreaterThan(Date.now());
  });

  it('that is woken while it runs, runs again', async () => {
    await wake('features', ['a']);
    let runs = 0;
    const handler = job('features', async ({ unitIds }) => {
      if (++runs === 1) await wake('features', ['a']);
      return { done: unitIds };
    });
    await runUntilIdle(work(handler));
    expect(runs).toBe(2);
    expect(await states('features')).toEqual({ done: 1 });
  });

  it('of a dead worker comes back, and the late finish of that worker does not count', async () => {
    await wake('features', ['a']);
    const claim = await claimUnits(job('features', allDone), 10);
    if (!claim) throw new Error('nothing claimed');
    expect(await claimUnits(job('features', allDone), 10)).toBeNull();
    await giveBackAbandoned(true);
    const second = await claimUnits(job('features', allDone), 10);
    expect(second?.units[0].attempts).toBe(2);
    const outcome = { unitId: 'a', state: 'done' as const, failure: null, delayMs: 0, attempts: 1 };
    const counted = await inTransaction((tx) => finishUnits(tx, 'features', claim.units, [outcome]));
    expect(counted.size).toBe(0);
  });

  it('that fails is retried alone, so that it does not take its neighbours with it', async () => {
    await wake('features', ['bad', 'good-1', 'good-2']);
    const handler = job(
      'features',
      async ({ unitIds }) => {
        if (unitIds.includes('bad')) throw new Error('cannot read');
        return { done: unitIds };
      },
      { attemptsMax: 2, batchSizeMax: 10 },
    );
    const logged = await loggedErrors(async () => {
      await runUntilIdle(work(handler));
      await db().$executeRaw`UPDATE stage_state SET run_after = now() WHERE state = 'waiting'`;
      await runUntilIdle(work(handler));
    });
    expect(logged).toEqual([3, 1].map((units) => `features: ${units} units failed: Error: cannot read`));
    expect(await states('features')).toEqual({ done: 2, failed: 1 });
    expect(await inTransaction((tx) => retryFailedUnits(tx, catalogId, 'features'))).toBe(1);
  });

  it('that waits for a model parks its whole queue until woken', async () => {
    await wake('embed', ['a', 'b', 'c']);
    const later = job(
      'embed',
      async ({ unitIds }) => ({ later: { unitIds, reason: 'no active model', wholeQueue: true } }),
      { batchSizeMax: 1 },
    );
    expect(await runUntilIdle(work(later))).toBe(1);
    expect(await runUntilIdle(work(later))).toBe(0);
    await inTransaction((tx) => wakeParked(tx, { catalogId, stages: ['embed'] }));
    expect(await runUntilIdle(work(job('embed', allDone)))).toBe(3);
  });
});

describe('claims', () => {
  it('never mix catalogs, and two claimers never get one unit', async () => {
    const other = newId();
    await wake('features', ['a', 'b', 'c', 'd']);
    await inTransaction((tx) => wakeUnits(tx, { catalogId: other, stage: 'features', unitIds: ['e'] }));
    const claims = await Promise.all([1, 2, 3, 4, 5].map(() => claimUnits(job('features', allDone), 1)));
    const ids = claims.flatMap((claim) => claim?.units.map((unit) => unit.unitId) ?? []);
    expect(ids.length).toBe(new Set(ids).size);
    for (;;) {
      const claim = await claimUnits(job('features', allDone), 10);
      if (!claim) break;
      ids.push(...claim.units.map((unit) => unit.unitId));
      if (claim.units.some((unit) => unit.unitId === 'e')) expect(claim.units).toHaveLength(1);
    }
    expect(ids.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe("people's events", () => {
  it('mark their units done and wake the next stage exactly once', async () => {
    await inTransaction((tx) => writeStageEvent(tx, { catalogId, stage: 'review-category', unitIds: ['a'] }));
    await expect(
      inTransaction(async (tx) => {
        await writeStageEvent(tx, { catalogId, stage: 'review-category', unitIds: ['b'] });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await runUntilIdle(work(job('block', allDone)))).toBe(1);
    expect(await states('review-category')).toEqual({ done: 1 });
    expect(await runUntilIdle(work(job('block', allDone)))).toBe(0);
  });

  it('reach an idle worker', async () => {
    const stop = new AbortController();
    let seen: (unitIds: string[]) => void = () => {};
    const handler = job('block', async ({ unitIds }) => {
      seen(unitIds);
      return { done: unitIds, wakes: [] };
    });
    const loop = workLoop(work(handler), stop.signal);
    try {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const reached = new Promise<string[]>((resolve) => {
        seen = resolve;
      });
      await inTransaction((tx) =>
        writeStageEvent(tx, { catalogId, stage: 'review-category', unitIds: ['z'] }),
      );
      expect(await reached).toEqual(['z']);
    } finally {
      stop.abort();
      await loop;
    }
  });
});

describe('a worker of many routines', () => {
  it('rests without a warning on the screen of whoever started it', async () => {
    const warnings: string[] = [];
    const warned = (warning: Error): void => void warnings.push(warning.message);
    process.on('warning', warned);
    const stop = new AbortController();
    let ran = 0;
    const routines = Array.from({ length: 15 }, (_, at) => ({
      ...{ name: `test.${at}`, everyMs: 60_000 },
      load: async () => ({ run: async () => void ran++ }),
    }));
    const loop = workLoop({ ...work(job('block', allDone)), routines }, stop.signal);
    try {
      await vi.waitFor(() => expect(ran).toBe(15));
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      stop.abort();
      await loop;
      process.off('warning', warned);
    }
    expect(warnings).toEqual([]);
  });
});

describe('waking by a query', () => {
  it('wakes a hundred thousand units without their ids leaving the database', async () => {
    const select = Prisma.sql`SELECT i::text FROM generate_series(1, 100000) AS i`;
    const startedAt = performance.now();
    const woken = await inTransaction((tx) => wakeUnitsOf(tx, { catalogId, stage: 'features', select }));
    expect(woken).toBe(100_000);
    const wokenAt = performance.now();
    const claim = await claimUnits(job('features', allDone), 500);
    expect(claim?.units).toHaveLength(500);
    // A claim reads its 500 units, not the backlog: far cheaper than waking them all was.
    expect(performance.now() - wokenAt).toBeLessThan(wokenAt - startedAt);
    expect(await states('features')).toEqual({ running: 500, waiting: 99_500 });
  });
});

describe('a stage that waits for others', () => {
  const catalogs = [newId(), newId()];
  const wakeIn = (at: number, name: StageName, unitIds: string[]) =>
    inTransaction((tx) => wakeUnits(tx, { catalogId: catalogs[at], stage: name, unitIds }));
  const block = job('block', allDone, { waitsFor: ['features'] });

  it('begins in a catalog when nothing before it waits or runs there, and in others meanwhile', async () => {
    await db().catalog.createMany({ data: catalogs.map((id) => ({ id, name: id })) });
    await wakeIn(0, 'block', ['a1', 'a2']);
    await wakeIn(0, 'features', ['a1']);
    await wakeIn(1, 'block', ['b1']);
    expect(await findReadyQueues([block])).toEqual(new Set(['block']));
    expect((await claimUnits(block, 10))?.catalogId).toBe(catalogs[1]);
    expect(await findReadyQueues([block])).toEqual(new Set());
    expect(await claimUnits(block, 10)).toBeNull();
    // Running is not through yet.
    const before = await claimUnits(job('features', allDone), 10);
    expect(await claimUnits(block, 10)).toBeNull();
    await inTransaction((tx) =>
      finishUnits(tx, 'features', before?.units ?? [], [
        { unitId: 'a1', state: 'done', failure: null, delayMs: 0, attempts: 1 },
      ]),
    );
    expect(await findReadyQueues([block])).toEqual(new Set(['block']));
    expect((await claimUnits(block, 10))?.units.map((unit) => unit.unitId)).toEqual(['a1', 'a2']);
  });

  it('does not wait for units that wait for a time or a model to come', async () => {
    await wakeIn(0, 'block', ['a1']);
    await wakeIn(0, 'features', ['a1']);
    await db().stageState.updateMany({
      where: { stage: 'features' },
      data: { runAfter: new Date(Date.now() + 60_000) },
    });
    expect((await claimUnits(block, 10))?.units).toHaveLength(1);
  });
});

it('settling waits for what is waiting to run now, not for what is parked', async () => {
  const other = newId();
  await db().catalog.create({ data: { id: other, name: other } });
  await inTransaction((tx) => wakeUnits(tx, { catalogId: other, stage: 'features', unitIds: ['a', 'b'] }));
  const told: string[] = [];
  // Once both were seen, one is done and the other is parked for an hour.
  const goOn = async (): Promise<void> => {
    await db().stageState.updateMany({ where: { catalogId: other, unitId: 'a' }, data: { state: 'done' } });
    const parked = { catalogId: other, delayMs: 3_600_000, reason: 'no model' };
    await inTransaction((tx) => parkQueue(tx, 'features', parked));
  };
  await settleStages(other, ['features'], (open) => {
    told.push(open);
    if (told.length === 1) void goOn();
  });
  expect(told[0]).toBe('features 2');
  expect(await db().stageState.count({ where: { catalogId: other, state: 'waiting' } })).toBe(1);
});
