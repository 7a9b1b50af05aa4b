import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, mintPerson } from '#server/auth/actor.ts';
import { keepUpload } from '#server/catalog/keep-upload.ts';
import { handle as suggest } from '#server/categorization/suggest.handler.ts';
import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { testDatabase } from '#server/testing/database.ts';
import { anExternalModel } from '#server/testing/external-model.ts';
import { aPerson } from '#server/testing/review-fixture.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { aTrainableCatalog, aWordyProduct, type TrainingFixture } from '#server/testing/training-fixture.ts';
import { compareWithActive } from './compare-with-active.ts';
import { handle as evaluate } from './evaluate.handler.ts';
import { listRuns } from './list-runs.ts';
import { promoteModel } from './promote-model.ts';
import { readModelCard } from './read-model-card.ts';
import { registerExternal } from './register-external.ts';
import { handle as train } from './train.handler.ts';

const { db } = await testDatabase();
let fixture: TrainingFixture;
let ml: Actor;
const texts = ['kettle boil water steel', 'shoe leather sole lace', 'phone screen camera battery'];

const run = (handle: StageHandler, unitIds: string[]) => runStage(handle, fixture.catalogId, unitIds);

async function uploaded(bytes: Buffer, by = ml): Promise<string> {
  const body = new Response(new Uint8Array(bytes)).body;
  if (!body) throw new Error('no body');
  const kept = await keepUpload(by, {
    name: 'model.onnx',
    body: body as Parameters<typeof keepUpload>[1]['body'],
  });
  if (!kept.ok) throw new Error(kept.reason);
  return kept.uploadId;
}

const model = anExternalModel(texts, 1);
const manifest = {
  format: 'shelfwise-external-1',
  name: 'trained elsewhere',
  sha256: model.sha256,
  ...{ input: 'text', fields: ['description'], output: 'logits', answers: 'logits' },
  classes: ['kettles', 'shoes', 'phones'],
  madeBy: { framework: 'by hand' },
};

async function register(bytes: Buffer, said: object) {
  return registerExternal(ml, {
    catalogId: fixture.catalogId,
    uploadId: await uploaded(bytes),
    manifest: said,
  });
}

beforeAll(async () => {
  fixture = await aTrainableCatalog(db, 360);
  ml = await aPerson(db, 'Em', 'ml');
  await db.catalogAccess.create({ data: { userId: ml.id, catalogId: fixture.catalogId } });
});

describe('a model that was trained elsewhere', () => {
  it('is pinned, measured on the test split, compared, promoted and serves like ours', async () => {
    const { catalogId, leaves } = fixture;
    const registered = await register(model.bytes, manifest);
    if (!registered.ok) throw new Error(JSON.stringify(registered));
    const { runId } = registered;
    expect((await run(train, [runId])).done).toEqual([runId]);
    await run(evaluate, [runId]);
    const [view] = await listRuns(catalogId);
    expect(view).toMatchObject({ id: runId, state: 'done', failure: null });
    expect(view.evaluation).toMatchObject({ provisional: true });
    // Every description is one of the three texts: the model is never wrong.
    const levels = (view.evaluation as { levels: { accuracy: number }[] }).levels;
    expect(levels[1].accuracy).toBe(1);
    const modelVersionId = view.modelVersionId ?? '';
    const splits = await db.productSplit.groupBy({ by: ['split'], where: { catalogId }, _count: true });
    const test = splits.find((one) => one.split === 'test')?._count ?? 0;
    const compared = await compareWithActive(ml, { candidate: modelVersionId });
    expect(compared.ok && compared.comparison.rows).toBe(test);
    expect(await promoteModel(ml, { runId, acknowledgeProvisional: true })).toMatchObject({ ok: true });
    const wrong = await aWordyProduct(db, fixture, { at: 900, leaf: 'kettles', given: 'shoes' });
    await run(suggest, [wrong]);
    const suggestion = await db.suggestion.findFirstOrThrow({ where: { productId: wrong, modelVersionId } });
    expect(suggestion.categoryId).toBe(leaves.kettles);
    expect(await db.reviewItem.count({ where: { subjectId: wrong, reason: 'suspect' } })).toBe(1);
    expect((await readModelCard(ml, modelVersionId))?.title).toContain('trained elsewhere');
  });

  it('is refused where file and manifest do not agree, with all reasons', async () => {
    const of = async (bytes: Buffer, said: object): Promise<string> => {
      const outcome = await register(bytes, said);
      return outcome.ok
        ? 'taken'
        : outcome.reason === 'refused'
          ? outcome.problems.join('; ')
          : outcome.reason;
    };
    const tampered = Buffer.from(model.bytes);
    tampered[tampered.length - 20] ^= 1;
    expect(await of(tampered, manifest)).toContain('hashes to');
    expect(await of(model.bytes, { ...manifest, classes: ['kettles', 'shoes'] })).toContain(
      '3 columns for 2 classes',
    );
    expect(await of(model.bytes, { ...manifest, output: 'nothing' })).toContain('no output nothing');
    expect(await of(model.bytes, { ...manifest, fields: ['colour'] })).toContain('manifest, fields');
    const numbers = anExternalModel(texts, 1, { inputType: 'float' });
    expect(await of(numbers.bytes, { ...manifest, sha256: numbers.sha256 })).toContain('must be strings');
    const csv = Buffer.from('sku,title\n1,Kettle\n');
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(csv).digest('hex');
    expect(await of(csv, { ...manifest, sha256 })).toContain('no ONNX model');
    expect(await db.trainingRun.count({ where: { catalogId: fixture.catalogId } })).toBe(1);
  });

  it('fails with a reason where its classes are none of the catalog’s, and is not tried again', async () => {
    const registered = await register(model.bytes, { ...manifest, classes: ['kettles', 'shoes', 'spoons'] });
    if (!registered.ok) throw new Error(registered.reason);
    const result = await run(train, [registered.runId]);
    expect(result.failed?.[0].reason).toContain('1 classes are no leaf categories of this catalog: spoons');
    expect(result.retry).toBeUndefined();
  });

  it('is brought by those who may, from their own uploads', async () => {
    const { catalogId } = fixture;
    const moderator = await aPerson(db, 'Mo');
    const uploadId = await uploaded(model.bytes);
    const asked = { catalogId, uploadId, manifest };
    expect(await registerExternal(moderator, asked)).toEqual({ ok: false, reason: 'not-allowed' });
    const stranger = mintPerson({ id: newId(), name: 'S', role: 'ml' });
    expect(await registerExternal(stranger, asked)).toEqual({ ok: false, reason: 'unknown-catalog' });
    const lead = await aPerson(db, 'Lea', 'lead');
    await db.catalogAccess.create({ data: { userId: lead.id, catalogId } });
    expect(await registerExternal(lead, asked)).toEqual({ ok: false, reason: 'no-such-upload' });
  });
});
