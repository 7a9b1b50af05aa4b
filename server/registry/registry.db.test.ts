import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { ModelFileError, openModel } from '#server/inference/session.ts';
import { testDatabase } from '#server/testing/database.ts';
import { activateModel } from './activate-model.ts';
import { loadActiveModel } from './load-model.ts';
import { type ModelToRegister, registerModel } from './register-model.ts';

const { db } = await testDatabase();
const actor = systemActor('test');
const catalogId = newId();

function model(content: string): ModelToRegister {
  return {
    catalogId,
    origin: 'trained',
    files: { model: Buffer.from(content) },
    manifest: {
      kind: 'categorizer',
      name: 'test',
      featureVersion: '1',
      trainedOn: {},
      evaluation: null,
      madeBy: {},
    },
  };
}

beforeAll(async () => {
  await db.catalog.create({ data: { id: catalogId, name: 'test' } });
});

describe('registry', () => {
  it('keeps the same content once, and flips one pointer with an audit row', async () => {
    const first = await registerModel(model('a'));
    expect(await registerModel(model('a'))).toBe(first);
    const second = await registerModel(model('b'));
    const choose = (id: string) =>
      inTransaction((tx) => activateModel(tx, actor, { catalogId, kind: 'categorizer', modelVersionId: id }));
    expect(await choose(first)).toEqual({ ok: true, before: null });
    expect(await choose(second)).toEqual({ ok: true, before: first });
    expect((await loadActiveModel(catalogId, 'categorizer'))?.modelVersionId).toBe(second);
    expect(await db.audit.count({ where: { event: 'model.activated' } })).toBe(2);
  });

  it('refuses a version of another kind or catalog', async () => {
    const id = await registerModel(model('c'));
    const wrongKind = await inTransaction((tx) =>
      activateModel(tx, actor, { catalogId, kind: 'embedder', modelVersionId: id }),
    );
    expect(wrongKind).toEqual({ ok: false, reason: 'unknown-version' });
  });

  it('refuses a file whose bytes were changed', async () => {
    const id = await registerModel(model('d'));
    await inTransaction((tx) =>
      activateModel(tx, actor, { catalogId, kind: 'categorizer', modelVersionId: id }),
    );
    const file = (await loadActiveModel(catalogId, 'categorizer'))?.file('model');
    if (!file) throw new Error('no file');
    writeFileSync(file.path, 'tampered');
    await expect(openModel(file.path, file.sha256)).rejects.toThrow(ModelFileError);
  });
});
