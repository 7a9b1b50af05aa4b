import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { mintPerson } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { someLabels } from '#server/testing/label-fixture.ts';
import { aPersonIn, aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { run, startDue } from './run-schedules.handler.ts';
import { readSchedule, setSchedule } from './set-schedule.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let lead: Actor;
let product = '';

beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  lead = await aPersonIn(db, fixture, 'Lea', 'lead');
  product = await aProduct(db, fixture);
});

function label(count: number): Promise<string[]> {
  const { catalogId, categories } = fixture;
  return someLabels(
    db,
    Array.from({ length: count }, () => ({ catalogId, subjectId: product, value: categories.kettles })),
  );
}

const finish = (runId: string) => db.trainingRun.update({ where: { id: runId }, data: { state: 'done' } });

describe('training by itself', () => {
  it('is off until somebody who may switches it on, and says so in the audit', async () => {
    const { catalogId } = fixture;
    await label(5);
    expect(await readSchedule(catalogId)).toMatchObject({ isOn: false, newLabels: 5, lastRunAt: null });
    expect(await startDue(catalogId)).toBeNull();
    const asked = { catalogId, isOn: true, labelsMin: 3, everyHours: null };
    const moderator = await aPersonIn(db, fixture, 'Mo');
    expect(await setSchedule(moderator, asked)).toEqual({ ok: false, reason: 'not-allowed' });
    const stranger = mintPerson({ id: newId(), name: 'S', role: 'lead' });
    expect(await setSchedule(stranger, asked)).toEqual({ ok: false, reason: 'unknown-catalog' });
    await expect(setSchedule(lead, { ...asked, labelsMin: null })).rejects.toThrow('labels or hours');
    expect(await setSchedule(lead, asked)).toEqual({ ok: true });
    expect(await db.audit.count({ where: { catalogId, event: 'training.schedule-set' } })).toBe(1);
    await run(new AbortController().signal);
    const [started] = await db.trainingRun.findMany({ where: { catalogId } });
    expect(started).toMatchObject({ state: 'waiting', createdBy: 'system:training-schedule' });
    expect(
      await db.stageState.count({ where: { stage: 'train', unitId: started.id, state: 'waiting' } }),
    ).toBe(1);
    const [told] = await db.audit.findMany({ where: { catalogId, event: 'training.started' } });
    expect(told).toMatchObject({ actorKind: 'system', detail: { because: 'labels' } });
  });

  it('starts one run however many workers look, and the next only after as many labels again', async () => {
    const { catalogId } = fixture;
    await setSchedule(lead, { catalogId, isOn: true, labelsMin: 3, everyHours: null });
    await label(3);
    const started = await Promise.all([startDue(catalogId), startDue(catalogId), startDue(catalogId)]);
    const [runId] = started.filter((id) => id !== null);
    expect(started.filter((id) => id === null)).toHaveLength(2);
    await label(5);
    expect(await startDue(catalogId)).toBeNull();
    await finish(runId);
    expect(await startDue(catalogId)).not.toBeNull();
    await db.trainingRun.updateMany({ where: { catalogId }, data: { state: 'failed' } });
    await label(2);
    expect(await startDue(catalogId)).toBeNull();
    // A model from elsewhere has learnt nothing from these labels.
    await db.trainingRun.create({
      data: {
        ...{ id: newId(), catalogId, kind: 'categorizer', seed: 0, createdBy: 'x', state: 'done' },
        config: { external: {} },
      },
    });
    await label(1);
    expect(await startDue(catalogId)).not.toBeNull();
  });

  it('goes by time too, but not where nothing changed', async () => {
    const { catalogId } = fixture;
    await setSchedule(lead, { catalogId, isOn: true, labelsMin: null, everyHours: 24 });
    const first = await startDue(catalogId);
    if (!first) throw new Error('not due');
    await finish(first);
    const dayAgo = new Date(Date.now() - 25 * 3_600_000);
    await db.trainingRun.update({ where: { id: first }, data: { createdAt: dayAgo } });
    await db.product.updateMany({
      where: { catalogId },
      data: { updatedAt: new Date(dayAgo.getTime() - 1000) },
    });
    expect(await startDue(catalogId)).toBeNull();
    await label(1);
    expect(await startDue(catalogId)).not.toBeNull();
  });
});
