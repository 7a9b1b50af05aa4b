import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { mintPerson } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { loadModelVersion } from '#server/registry/load-model.ts';
import { registerModel } from '#server/registry/register-model.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aPerson,
  aPersonIn,
  aProduct,
  aReviewCatalog,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { readRun } from './list-runs.ts';
import { putToUse } from './promote-model.ts';
import { readModelCard } from './read-model-card.ts';
import { readInUse, rollBack } from './roll-back.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let lead: Actor;
let product = '';

async function aModel(kind: 'categorizer' | 'embedder', embedder?: string): Promise<string> {
  return registerModel({
    catalogId: fixture.catalogId,
    origin: 'trained',
    files: { model: Buffer.from(newId()) },
    manifest: {
      ...{ kind, name: kind, featureVersion: 'text-2', evaluation: null, madeBy: {} },
      trainedOn: { seed: 1, ...(embedder ? { embedder } : {}) },
    },
  });
}

async function put(id: string): Promise<void> {
  const model = await loadModelVersion(id);
  if (!model) throw new Error('no model');
  await inTransaction((tx) => putToUse(tx, lead, { catalogId: fixture.catalogId, model }));
}

const inUse = async (kind: string): Promise<string | undefined> =>
  (await db.activeModel.findFirst({ where: { catalogId: fixture.catalogId, kind } }))?.modelVersionId;

beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  await db.activeModel.deleteMany({ where: { catalogId: fixture.catalogId } });
  lead = await aPersonIn(db, fixture, 'Lea', 'lead');
  product = await aProduct(db, fixture);
});

describe('rolling back', () => {
  it('puts model and embedder of before back in one act, and scores everything again', async () => {
    const { catalogId } = fixture;
    const [oldWords, newWords] = [await aModel('embedder'), await aModel('embedder')];
    const first = await aModel('categorizer', oldWords);
    const second = await aModel('categorizer', newWords);
    await put(first);
    expect(await rollBack(lead, { catalogId, from: first })).toEqual({ ok: false, reason: 'nothing-before' });
    await put(second);
    await db.stageState.deleteMany({ where: { catalogId } });
    const seen = await readInUse(catalogId);
    expect(seen).toMatchObject({
      active: { modelVersionId: second, by: 'Lea' },
      before: { modelVersionId: first },
    });
    expect(await rollBack(lead, { catalogId, from: second })).toMatchObject({ ok: true, before: second });
    expect([await inUse('categorizer'), await inUse('embedder')]).toEqual([first, oldWords]);
    const woken = await db.stageState.findMany({ where: { catalogId, unitId: product, state: 'waiting' } });
    expect(woken.map((row) => row.stage).sort()).toEqual(['embed', 'rescore']);
    // And forward again: what was rolled back is what was in use before.
    expect((await readInUse(catalogId)).before?.modelVersionId).toBe(second);
  });

  it('happens once where two press at the same time, and not to a model they did not see', async () => {
    const { catalogId } = fixture;
    const [first, second] = [await aModel('categorizer'), await aModel('categorizer')];
    await put(first);
    await put(second);
    const both = await Promise.all([1, 2].map(() => rollBack(lead, { catalogId, from: second })));
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await inUse('categorizer')).toBe(first);
    expect(await rollBack(lead, { catalogId, from: second })).toEqual({ ok: false, reason: 'changed' });
  });

  it('is for leads and engineers of the catalog', async () => {
    const { catalogId } = fixture;
    const from = newId();
    expect(await rollBack(await aPerson(db, 'Mo'), { catalogId, from })).toMatchObject({
      reason: 'not-allowed',
    });
    const stranger = mintPerson({ id: newId(), name: 'S', role: 'lead' });
    expect(await rollBack(stranger, { catalogId, from })).toMatchObject({ reason: 'unknown-catalog' });
  });
});

describe('the card of a version', () => {
  it('is made from what is on record, for those who may see the catalog', async () => {
    const id = await aModel('categorizer');
    await put(id);
    const card = await readModelCard(lead, id);
    expect(card?.lead).toBe('In use.');
    const history = card?.sections.find((section) => section.name === 'Put to use');
    expect(history?.facts[0][1]).toBe('Lea');
    const stranger = mintPerson({ id: newId(), name: 'S', role: 'lead' });
    expect(await readModelCard(stranger, id)).toBeNull();
    // As long as an id, and none.
    expect(await readModelCard(stranger, '-'.repeat(36))).toBeNull();
    expect(await readRun(stranger, '-'.repeat(36))).toBeNull();
    expect(await readModelCard(lead, newId())).toBeNull();
  });
});
