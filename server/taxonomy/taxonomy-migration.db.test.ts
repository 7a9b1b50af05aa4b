import { beforeEach, describe, expect, it } from 'vitest';
import { type Actor, mintPerson } from '#server/auth/actor.ts';
import { keepUpload } from '#server/catalog/keep-upload.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aLabel } from '#server/testing/label-fixture.ts';
import { aPerson } from '#server/testing/review-fixture.ts';
import { aTrainableCatalog, type TrainingFixture } from '#server/testing/training-fixture.ts';
import { carryAll, handle } from './carry-taxonomy.handler.ts';
import { decideMapping, readMigrations, searchNewCategories } from './decide-mapping.ts';
import { endMigrationAs } from './end-migration.ts';
import { planMigration } from './plan-migration.ts';

const { db, pool } = await testDatabase();
const alive = new AbortController().signal;
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
    expect(await endMigrationAs(lead, { migrationId: draft.id, act: 'apply' })).toEqual({ ok: true });
    expect(await readMigrations(catalogId)).toMatchObject({
      draft: null,
      applying: { products: 0, of: 12 },
      history: [],
    });
    expect(await plan()).toEqual({ ok: false, reason: 'draft-open' });
    await carryOver(draft.id);

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
    expect(await readMigrations(catalogId)).toMatchObject({
      applying: null,
      history: [{ state: 'applied', endedBy: 'Lea', counts: { products: 12, labels: 3, asked: 4 } }],
    });
  });

  it('is carried over in batches: what a crash cuts off goes on after the last one, once, and what people say meanwhile stays', async () => {
    const { catalogId, leaves, products } = fixture;
    const kettle = await aLabel(db, { catalogId, subjectId: products[9], value: leaves.kettles, depth: 2 });
    await plan();
    await decideAll();
    const { id } = await draftOf();
    expect(await endMigrationAs(lead, { migrationId: id, act: 'apply' })).toEqual({ ok: true });
    const revisions = async () =>
      (await db.product.findMany({ where: { catalogId }, orderBy: { id: 'asc' } })).map(
        (row) => row.revision,
      );
    const before = await revisions();
    // The database fails at the eighth product: the first batch of five stands, nothing of the second does.
    await pool.query(`CREATE FUNCTION fail_at() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.id = '${products[7]}' THEN RAISE EXCEPTION 'pulled out'; END IF; RETURN NEW; END $$`);
    await pool.query(
      'CREATE TRIGGER fail_at BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION fail_at()',
    );
    try {
      await expect(carryAll(id, alive, 5)).rejects.toThrow('pulled out');
    } finally {
      await pool.query('DROP TRIGGER fail_at ON product');
      await pool.query('DROP FUNCTION fail_at');
    }
    expect(await revisions()).toEqual(before.map((revision, at) => revision + (at < 5 ? 1 : 0)));
    expect((await readMigrations(catalogId)).applying).toMatchObject({ products: 5, of: 12 });
    expect((await db.label.findUnique({ where: { id: kettle } }))?.value).toBe(leaves.kettles);
    // Somebody places a product in the new version before its turn, and one that was carried already.
    const lamps = await idOf('lamps');
    for (const place of [0, 10])
      await db.product.update({
        where: { id: products[place] },
        data: { currentCategoryId: lamps, currentSource: 'decision' },
      });
    await carryOver(id);
    const after = await db.product.findMany({ where: { catalogId }, orderBy: { id: 'asc' } });
    expect(after.map((row) => row.revision)).toEqual(before.map((revision) => revision + 1));
    for (const place of [0, 10])
      expect(after[place]).toMatchObject({ currentCategoryId: lamps, currentSource: 'decision' });
    expect(after[10].givenCategoryIds).toEqual([]);
    expect((await db.label.findUnique({ where: { id: kettle } }))?.value).toBe(await idOf('kettles'));
    // Shoes and phones are asked product by product; product 10, a shoe, was placed before its turn.
    const asked = await db.reviewItem.count({ where: { catalogId, reason: 'taxonomy', state: 'open' } });
    expect(asked).toBe(7);
    expect((await readMigrations(catalogId)).history[0].counts).toEqual({
      products: 12,
      labels: 1,
      asked: 7,
    });
    // A second call of the handler finds nothing to do.
    await carryOver(id);
    expect(await db.trainingRun.count({ where: { catalogId, state: 'waiting' } })).toBe(1);
  });

  it('refuses the same version, files that are none, and people who may not', async () => {
    const { catalogId } = fixture;
    expect(await plan('sku,title\n1,Kettle\n')).toMatchObject({ reason: 'unreadable' });
    const { migrationId } = (await plan()) as { migrationId: string };
    await decideAll();
    await endMigrationAs(lead, { migrationId, act: 'apply' });
    await carryOver(migrationId);
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

/** What the worker does once a draft is applied. */
async function carryOver(migrationId: string): Promise<void> {
  const result = await handle({ catalogId: fixture.catalogId, unitIds: [migrationId], signal: alive });
  expect(result.done).toEqual([migrationId]);
  await inTransaction(async (tx) => result.write?.(tx));
}

async function decideAll(): Promise<void> {
  const draft = await draftOf();
  for (const { fromId } of draft.questions)
    await decideMapping(lead, { migrationId: draft.id, fromId, toId: null, perProduct: true });
}
