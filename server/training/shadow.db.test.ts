import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#server/auth/actor.ts';
import { besideEmbedderId } from '#server/categorization/score-beside.ts';
import { handle as suggest } from '#server/categorization/suggest.handler.ts';
import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { loadModelVersion } from '#server/registry/load-model.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aLabel } from '#server/testing/label-fixture.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { trainCandidate } from '#server/testing/train-candidate.ts';
import { aTrainableCatalog, aWordyProduct, type TrainingFixture } from '#server/testing/training-fixture.ts';
import { compareWithActive } from './compare-with-active.ts';
import { promoteModel } from './promote-model.ts';
import { run as scoreInShadow } from './score-in-shadow.handler.ts';
import { setShadow } from './set-shadow.ts';

const { db } = await testDatabase();
const actor = systemActor('test');
let fixture: TrainingFixture;
let active = '';
let candidate = '';
let candidateRun = '';
const never = new AbortController().signal;

const run = (handle: StageHandler, unitIds: string[]) => runStage(handle, fixture.catalogId, unitIds);

async function trained(): Promise<{ runId: string; modelVersionId: string }> {
  const runId = await trainCandidate(actor, { catalogId: fixture.catalogId });
  const { modelVersionId } = await db.trainingRun.findUniqueOrThrow({ where: { id: runId } });
  return { runId, modelVersionId: modelVersionId ?? '' };
}

async function shadowOf(model: string) {
  const compared = await compareWithActive(actor, { candidate: model });
  if (!compared.ok) throw new Error(compared.reason);
  return compared.comparison.shadow;
}

beforeAll(async () => {
  fixture = await aTrainableCatalog(db, 60);
  const first = await trained();
  active = first.modelVersionId;
  await promoteModel(actor, { runId: first.runId, acknowledgeProvisional: true });
  // People call every kettle a phone from now on: the next model answers differently on purpose.
  for (let at = 0; at < 60; at += 3)
    await aLabel(db, {
      catalogId: fixture.catalogId,
      subjectId: fixture.products[at],
      value: fixture.leaves.phones,
    });
  const second = await trained();
  candidate = second.modelVersionId;
  candidateRun = second.runId;
});

describe('a candidate in the shadow', () => {
  it('was timed in turns with the model in use', async () => {
    const compared = await compareWithActive(actor, { candidate });
    if (!compared.ok) throw new Error(compared.reason);
    const [mine, other] = compared.comparison.models;
    expect([mine.modelVersionId, other.modelVersionId]).toEqual([candidate, active]);
    expect(mine.msPerProduct).toBeGreaterThan(0);
    expect(other.msPerProduct).toBeGreaterThan(0);
    const evaluation = await db.evaluation.findFirstOrThrow({ where: { modelVersionId: candidate } });
    expect(evaluation.metrics).toMatchObject({
      speed: { inUse: { modelVersionId: active, msPerProduct: other.msPerProduct } },
    });
  });

  it('is a candidate of the catalog, beside a model in use', async () => {
    const { catalogId } = fixture;
    const on = { catalogId, isOn: true };
    expect(await setShadow(actor, { ...on, modelVersionId: active })).toEqual({
      ok: false,
      reason: 'is-in-use',
    });
    expect(await setShadow(actor, { ...on, modelVersionId: catalogId })).toEqual({
      ok: false,
      reason: 'unknown-model',
    });
    expect(await setShadow(actor, { ...on, modelVersionId: candidate })).toEqual({ ok: true });
    expect(await shadowOf(candidate)).toMatchObject({ isOn: true, products: 0, waiting: 0 });
  });

  it('answers what comes in, beside and unseen, and its agreement is counted', async () => {
    const fresh = [];
    for (let at = 60; at < 72; at++)
      fresh.push(await aWordyProduct(db, fixture, { at, leaf: at < 68 ? 'shoes' : 'kettles', given: null }));
    await run(suggest, fresh);
    expect(await shadowOf(candidate)).toMatchObject({ products: 0, waiting: 12 });
    const queue = await db.reviewItem.findMany({ orderBy: { id: 'asc' } });
    await scoreInShadow(never);
    // Neither the queue nor what people are shown has changed.
    expect(await db.reviewItem.findMany({ orderBy: { id: 'asc' } })).toEqual(queue);
    expect(queue.every((item) => item.modelVersionId === active)).toBe(true);
    const shadow = await shadowOf(candidate);
    expect(shadow).toMatchObject({ products: 12, waiting: 0, judged: { rows: 0 } });
    expect(shadow.same.value).toBeCloseTo(8 / 12);
    expect(shadow.differing).toHaveLength(4);
    expect(shadow.differing[0]).toMatchObject({
      inUse: 'All > kettles',
      candidate: 'All > phones',
      judged: null,
    });
  });

  it('asks the neighbours in use while it has no vectors of its own', async () => {
    const files = await loadModelVersion(candidate);
    if (!files) throw new Error('no model');
    const inUse = await db.activeModel.findFirstOrThrow({ where: { kind: 'embedder' } });
    const other = newId();
    const asked = { ...files, manifest: { ...files.manifest, trainedOn: { embedder: other } } };
    expect(await besideEmbedderId(fixture.catalogId, asked)).toBe(inUse.modelVersionId);
    const vector = `[${Array.from({ length: 256 }, (_, axis) => (axis === 0 ? 1 : 0)).join(',')}]`;
    await db.$executeRaw`INSERT INTO embedding (product_id, model_version_id, v, representative)
      VALUES (${fixture.products[0]}::uuid, ${other}::uuid, ${vector}::text::vector, true)`;
    expect(await besideEmbedderId(fixture.catalogId, asked)).toBe(other);
  });

  it('is judged by what people say since', async () => {
    const { catalogId, leaves } = fixture;
    const differing = (await shadowOf(candidate)).differing;
    await aLabel(db, { catalogId, subjectId: differing[0].productId, value: leaves.phones, blind: true });
    await aLabel(db, { catalogId, subjectId: differing[1].productId, value: leaves.kettles });
    await aLabel(db, { catalogId, subjectId: differing[2].productId, value: leaves.phones });
    const { judged } = await shadowOf(candidate);
    expect(judged).toMatchObject({ rows: 3, blind: 1 });
    expect(judged.candidate.value).toBeCloseTo(2 / 3);
    expect(judged.inUse.value).toBeCloseTo(1 / 3);
  });

  it('ends when it is promoted', async () => {
    await promoteModel(actor, { runId: candidateRun, acknowledgeProvisional: true });
    expect(await db.shadowModel.count()).toBe(0);
    expect(await shadowOf(active)).toMatchObject({ isOn: false });
  });
});
