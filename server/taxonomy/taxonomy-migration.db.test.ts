import { beforeEach, describe, expect, it } from 'vitest';
import { type Actor, mintPerson } from '#server/auth/actor.ts';
import { keepUpload } from '#server/catalog/keep-upload.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aLabel } from '#server/testing/label-fixture.ts';
import { aPerson } from '#server/testing/review-fixture.ts';
import { aTrainableCatalog, type TrainingFixture } from '#server/testing/training-fixture.ts';
import { decideMapping, readMigrations, searchNewCategories } from './decide-mapping.ts';
import { endMigrationAs } from './end-migration.ts';
import { planMigration } from './plan-migration.ts';

const { db } = await testDatabase();
let fixture: TrainingFixture;
let lead: Actor;

/** Kettles moved, shoes split in two, phones retired; lamps are new. */
const next = `id,parent_id,name
r,,All
home,r,Home
kettles,home,kettles
shoes,r,shoes
boots,shoes,boots
sandals,shoes,sandals
lamps,home,lamps
smartphones,r,smartphones
`;

async function uploaded(text: string): Promise<string> {
  const { body } = new Response(text);
  if (!body) throw new Error('no body');
  const kept = await keepUpload(lead, {
    name: 'new.csv',
    body: body as Parameters<typeof keepUpload>[1]['body'],
  });
  if (!kept.ok) throw new Error(kept.reason);
  return kept.uploadId;
}

async function plan(text = next) {
  const { catalogId } = fixture;
  return planMigration(lead, { catalogId, uploadId: await uploaded(text), fileName: 'new.csv' });
}

const draftOf = async () => {
  const { draft } = await readMigrations(fixture.catalogId);
  if (!draft) throw new Error('no draft');
  return draft;
};

async function idOf(code: string): Promise<string> {
  const { taxonomyVersionId } = await db.catalog.findUniqueOrThrow({ where: { id: fixture.catalogId } });
  const found = await db.category.findFirst({ where: { code, taxonomyVersionId: taxonomyVersionId ?? '' } });
  return found?.id ?? 'none';
}

beforeEach(async () => {
  fixture = await aTrainableCatalog(db, 12);
  lead = await aPerson(db, 'Lea', 'lead');
  await db.catalogAccess.create({ data: { userId: lead.id, catalogId: fixture.catalogId } });
});

describe('a new version of the taxonomy', () => {
  it('changes nothing before it is applied, and asks about what nobody but people can know', async () => {
    const { catalogId, versionId } = fixture;
    expect(await plan()).toMatchObject({ ok: true });
    expect(await plan()).toEqual({ ok: false, reason: 'draft-open' });
    const draft = await draftOf();
    expect(Object.fromEntries(draft.counts.map((row) => [row.kind, row.products]))).toEqual({
      kept: 0,
      moved: 4,
      retired: 4,
      split: 4,
    });
    expect(draft.questions.map((row) => [row.kind, row.from, row.products])).toEqual([
      ['retired', 'All > phones', 4],
      ['split', 'All > shoes', 4],
    ]);
    expect(draft.questions[1].proposals.map((one) => one.name)).toEqual([
      'All > shoes > boots',
      'All > shoes > sandals',
    ]);
    expect(await endMigrationAs(lead, { migrationId: draft.id, act: 'apply' })).toEqual({
      ok: false,
      reason: 'open-questions',
    });
    expect((await db.catalog.findUniqueOrThrow({ where: { id: catalogId } })).taxonomyVersionId).toBe(
      versionId,
    );
    expect(await endMigrationAs(lead, { migrationId: draft.id, act: 'discard' })).toMatchObject({ ok: true });
    expect((await readMigrations(catalogId)).draft).toBeNull();
  });

  it('carries products and labels over in one act, and asks about the rest one by one', async () => {
    const { catalogId, leaves, products } = fixture;
    const [kettle, shoe, phone] = products;
    const old = await aLabel(db, { catalogId, subjectId: shoe, value: leaves.shoes });
    const moved = await aLabel(db, { catalogId, subjectId: kettle, value: leaves.kettles, depth: 2 });
    await aLabel(db, { catalogId, subjectId: phone, value: leaves.phones });
    await db.product.updateMany({
      where: { id: { in: [kettle, shoe, phone] } },
      data: { currentSource: 'decision' },
    });
    const item = { catalogId, queue: 'categories', updatedAt: new Date() };
    await db.reviewItem.create({ data: { ...item, id: newId(), subjectId: products[3], reason: 'suspect' } });
    const audit = newId();
    await db.reviewItem.create({
      data: { ...item, id: audit, subjectId: products[6], reason: 'audit', blind: true },
    });
    const modelVersionId = newId();
    const model = {
      id: modelVersionId,
      catalogId,
      kind: 'categorizer',
      name: 'm',
      sha256: 'm',
      manifest: {},
    };
    await db.modelVersion.create({ data: { ...model, origin: 'trained' } });
    await db.activeModel.create({
      data: { catalogId, kind: 'categorizer', modelVersionId, promotedBy: 'x' },
    });

    await plan();
    const draft = await draftOf();
    const [phones, shoes] = draft.questions;
    const [smart] = await searchNewCategories(lead, draft.id, 'SMART');
    const answer = { migrationId: draft.id, fromId: phones.fromId };
    expect(await decideMapping(lead, { ...answer, toId: leaves.phones, perProduct: false })).toMatchObject({
      reason: 'unknown-category',
    });
    expect(await decideMapping(lead, { ...answer, toId: smart.id, perProduct: false })).toEqual({ ok: true });
    await decideMapping(lead, { migrationId: draft.id, fromId: shoes.fromId, toId: null, perProduct: true });
    expect((await draftOf()).open).toBe(0);
    expect(await endMigrationAs(lead, { migrationId: draft.id, act: 'apply' })).toEqual({
      ok: true,
      counts: { products: 12, labels: 3, asked: 4 },
    });

    const after = await db.product.findMany({ where: { catalogId }, orderBy: { id: 'asc' } });
    const kettles = await idOf('kettles');
    expect(after[0]).toMatchObject({
      currentCategoryId: kettles,
      givenCategoryIds: [kettles],
      currentSource: 'decision',
    });
    expect(after[1]).toMatchObject({ currentCategoryId: null, givenCategoryIds: [], currentSource: 'given' });
    expect(after[2]).toMatchObject({
      currentCategoryId: await idOf('smartphones'),
      currentSource: 'decision',
    });
    // Labels: one carried over with its new depth, one excluded; both remember what they said.
    expect(await db.label.findUnique({ where: { id: moved } })).toMatchObject({
      value: kettles,
      depth: 3,
      state: 'raw',
    });
    expect(await db.label.findUnique({ where: { id: old } })).toMatchObject({
      value: leaves.shoes,
      state: 'excluded',
    });
    const remembered = await db.labelCarried.findMany({
      where: { labelId: { in: [old, moved] } },
      orderBy: { labelId: 'asc' },
    });
    expect(remembered.map((row) => row.fromValue).sort()).toEqual([leaves.kettles, leaves.shoes].sort());
    // The queue: shoes are asked, the machine's old doubt is withdrawn, what chance drew stays and is about the product as it is now.
    const items = await db.reviewItem.findMany({ where: { catalogId } });
    expect(
      items
        .filter((one) => one.reason === 'taxonomy')
        .map((one) => one.subjectId)
        .sort(),
    ).toEqual(
      after
        .filter((_, at) => at % 3 === 1)
        .map((one) => one.id)
        .sort(),
    );
    expect(items.find((one) => one.reason === 'suspect')?.state).toBe('withdrawn');
    expect(items.find((one) => one.id === audit)).toMatchObject({
      state: 'open',
      subjectRevision: after[6].revision,
    });
    for (const one of items.filter((row) => row.reason === 'taxonomy'))
      expect(one.subjectRevision).toBe(after.find((row) => row.id === one.subjectId)?.revision);
    // The old model rests, and a new one is asked for.
    expect(await db.activeModel.count({ where: { catalogId } })).toBe(0);
    expect(await db.trainingRun.count({ where: { catalogId, state: 'waiting' } })).toBe(1);
    expect(await endMigrationAs(lead, { migrationId: draft.id, act: 'apply' })).toMatchObject({
      reason: 'unknown-migration',
    });
    expect((await readMigrations(catalogId)).history[0]).toMatchObject({
      state: 'applied',
      counts: { asked: 4 },
    });
  });

  it('refuses the same version, files that are none, and people who may not', async () => {
    const { catalogId } = fixture;
    expect(await plan('sku,title\n1,Kettle\n')).toMatchObject({ reason: 'unreadable' });
    const { migrationId } = (await plan()) as { migrationId: string };
    await decideAll();
    await endMigrationAs(lead, { migrationId, act: 'apply' });
    expect(await plan()).toMatchObject({ reason: 'same-version' });
    const uploadId = await uploaded(next);
    const asked = { catalogId, uploadId, fileName: 'new.csv' };
    expect(await planMigration(await aPerson(db, 'Em', 'ml'), asked)).toMatchObject({
      reason: 'not-allowed',
    });
    const stranger = mintPerson({ id: newId(), name: 'S', role: 'lead' });
    expect(await planMigration(stranger, asked)).toMatchObject({ reason: 'unknown-catalog' });
    expect(await endMigrationAs(stranger, { migrationId, act: 'discard' })).toMatchObject({
      reason: 'unknown-migration',
    });
  });
});

async function decideAll(): Promise<void> {
  const draft = await draftOf();
  for (const { fromId } of draft.questions)
    await decideMapping(lead, { migrationId: draft.id, fromId, toId: null, perProduct: true });
}
