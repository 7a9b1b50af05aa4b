/** Records after merges of merges: read by any listing's id, exported, taken apart by whoever may, in any order. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { claimNextCluster } from '#server/duplicates/claim-next-cluster.ts';
import { handle as runStage } from '#server/duplicates/cluster.handler.ts';
import { decideCluster } from '#server/duplicates/decide-cluster.ts';
import { registerShippedMatcher } from '#server/duplicates/pair-matcher.ts';
import { previewGolden } from '#server/duplicates/preview-golden.ts';
import { readRecord } from '#server/duplicates/read-record.ts';
import { resolveCluster } from '#server/duplicates/resolve-cluster.ts';
import type { ClusterAnswer } from '#server/duplicates/schema-card.ts';
import type { MergedRecord } from '#server/duplicates/schema-record.ts';
import { takeApart } from '#server/duplicates/take-apart.ts';
import { openExport } from '#server/labels/open-export.ts';
import type { ExportWhat } from '#server/labels/schema.ts';
import { startExport } from '#server/labels/start-export.ts';
import { readTable } from '#server/tables/read-table.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  aClusterItem,
  answerTo,
  aPerson,
  aProduct,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { handle as writeExport } from './export.handler.ts';

const { db } = await testDatabase();
let fixture: ReviewFixture;
let ann: Actor;
let bob: Actor;
let lead: Actor;

beforeAll(async () => {
  ann = await aPerson(db, 'Ann');
  bob = await aPerson(db, 'Bob');
  lead = await aPerson(db, 'Lea', 'lead');
});
beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  await letIn(db, fixture, [ann, bob, lead]);
});

async function merge(actor: Actor, ids: string[]): Promise<void> {
  await db.clusterMember.deleteMany({ where: { productId: { in: ids } } });
  await aClusterItem(db, fixture, ids.length, { memberIds: ids, priority: 9 });
  const { catalogId } = fixture;
  const [held] = (await claimNextCluster(actor, { catalogId, scope: 'open', count: 1 })).cards;
  const answer: ClusterAnswer = { kind: 'merge', ticked: ids, others: [] };
  expect(await decideCluster(actor, answerTo(held, answer))).toMatchObject({ ok: true });
}

const recordOf = async (actor: Actor, productId: string): Promise<MergedRecord> => {
  const record = await readRecord(actor, fixture.catalogId, productId);
  if (!record) throw new Error('no record');
  return record;
};
const survivorOf = async (ids: string[]): Promise<string> =>
  (await db.product.findFirstOrThrow({ where: { id: { in: ids }, survivorId: null } })).id;

/** A and B merged by Ann, what stands for them merged with C by Bob. */
async function twice(): Promise<{ ids: string[]; root: string }> {
  const ids = [
    await aProduct(db, fixture, { title: 'Kettle' }),
    await aProduct(db, fixture, { title: 'Kettle 1.7 l' }),
    await aProduct(db, fixture, { title: 'Steel kettle' }),
  ];
  await db.product.update({
    where: { id: ids[0] },
    data: { description: 'Long words of the first listing.' },
  });
  await db.product.update({
    where: { id: ids[1] },
    data: { brand: 'Nordhaus', mpn: 'NH-17', gtin: '4006381333931' },
  });
  await merge(ann, ids.slice(0, 2));
  await merge(bob, [await survivorOf(ids.slice(0, 2)), ids[2]]);
  return { ids, root: await survivorOf(ids) };
}

async function exported(what: ExportWhat) {
  const { catalogId } = fixture;
  const { exportRunId } = await startExport(ann, catalogId, { what, format: 'jsonl', filter: {} });
  const result = await writeExport({
    catalogId,
    unitIds: [exportRunId],
    signal: new AbortController().signal,
  });
  await inTransaction(async (tx) => result.write?.(tx));
  const opened = await openExport(catalogId, exportRunId);
  if (!opened.ok) throw new Error(opened.reason);
  return readTable(opened.file);
}

it('say what all their listings say today, by whichever listing they are asked for', async () => {
  const { ids, root } = await twice();
  for (const id of ids) expect(await recordOf(ann, id)).toMatchObject({ recordId: root });
  const said = async () =>
    Object.fromEntries((await recordOf(ann, ids[0])).fields.map(({ field, ...rest }) => [field, rest]));
  expect(await said()).toMatchObject({
    description: { value: 'Long words of the first listing.', productId: ids[0] },
    brand: { value: 'Nordhaus', productId: ids[1] },
    title: { losers: [{}, {}] },
  });
  // What a merge of the record and another would hold counts what was merged before, and so does what it keeps.
  const stored = await db.merge.findFirstOrThrow({ where: { survivorId: root }, orderBy: { id: 'desc' } });
  expect(stored.golden).toMatchObject({ description: { productId: ids[0] } });
  const preview = await previewGolden(ann, { ticked: [root, await aProduct(db, fixture)] });
  expect(preview.find(({ field }) => field === 'description')).toMatchObject({ productId: root });
  // A feed brings a longer text, then leaves the listing out.
  await db.product.update({ where: { id: ids[2] }, data: { description: 'x'.repeat(60) } });
  expect(await said()).toMatchObject({ description: { productId: ids[2], losers: [{ productId: ids[0] }] } });
  await db.product.update({ where: { id: ids[2] }, data: { delistedAt: new Date() } });
  expect(await said()).toMatchObject({ description: { productId: ids[0] } });
  expect(await readRecord(ann, (await aReviewCatalog(db)).catalogId, ids[0])).toBeNull();
});

it('are exported with sources and losing values, and other exports name them through every merge', async () => {
  const { ids, root } = await twice();
  const alone = await aProduct(db, fixture);
  const records = await exported('records');
  expect(records.column('record_id')).toEqual([root, alone].sort());
  const at = records.column('record_id').indexOf(root);
  const read = (column: string): unknown => JSON.parse(records.column(column)[at] ?? 'null');
  expect(records.column('listings')[at]).toBe('3');
  expect(records.column('brand')[at]).toBe('Nordhaus');
  expect(read('product_ids')).toEqual([root, ...ids.filter((id) => id !== root).sort()]);
  expect(read('sources')).toMatchObject({ brand: ids[1], description: ids[0] });
  expect(read('losing_values')).toMatchObject({ title: [{}, {}] });
  expect(read('attributes')).toMatchObject({ volume: '1.7 l' });
  const catalog = await exported('catalog');
  const recordIds = catalog.column('product_id').map((id, row) => [id, catalog.column('record_id')[row]]);
  expect(Object.fromEntries(recordIds)).toEqual({
    ...Object.fromEntries(ids.map((id) => [id, root])),
    [alone]: alone,
  });
  const { sku } = await db.product.findUniqueOrThrow({ where: { id: root } });
  const differences = await exported('differences');
  expect(new Set(differences.column('merged_into_sku'))).toEqual(new Set([sku]));
});

it('come apart merge by merge in any order: one’s own, or a lead’s whosever it was', async () => {
  const { ids, root } = await twice();
  const { catalogId } = fixture;
  const { merges } = await recordOf(ann, root);
  expect(merges.map(({ by, mayUndo }) => ({ by, mayUndo }))).toEqual([
    { by: 'Bob', mayUndo: false },
    { by: 'Ann', mayUndo: true },
  ]);
  const apart = (actor: Actor, mergeId: string, idempotencyKey = newId()) =>
    takeApart(actor, { catalogId, mergeId, idempotencyKey });
  expect(await apart(ann, merges[0].mergeId)).toEqual({ ok: false, reason: 'not-yours' });
  expect(await apart(lead, newId())).toEqual({ ok: false, reason: 'not-found' });
  // The earlier one first: the later stands.
  const key = newId();
  expect(await apart(lead, merges[1].mergeId, key)).toEqual({ ok: true });
  expect(await apart(lead, merges[1].mergeId, key)).toEqual({ ok: true });
  expect(await apart(lead, merges[1].mergeId)).toEqual({ ok: false, reason: 'already-undone' });
  expect(await db.product.count({ where: { id: { in: ids }, survivorId: null } })).toBe(2);
  expect((await recordOf(lead, ids[2])).listings).toHaveLength(2);
  expect(await apart(bob, merges[0].mergeId)).toEqual({ ok: true });
  expect(await db.product.count({ where: { id: { in: ids }, survivorId: null } })).toBe(3);
  expect(await db.pairFact.count({ where: { catalogId, supersededBy: null } })).toBe(0);
  expect(await db.decision.count({ where: { catalogId, kind: 'undo', servedPolicy: 'lead-undo' } })).toBe(1);
  const { cards } = await claimNextCluster(ann, { catalogId, scope: 'open', count: 5 });
  expect(cards.length).toBeGreaterThan(0);
});

it('go on under another listing where their own is delisted, and merges come apart as before', async () => {
  const { ids, root } = await twice();
  const { catalogId, categories } = fixture;
  await registerShippedMatcher();
  await db.product.update({
    where: { id: root },
    data: { delistedAt: new Date(), currentCategoryId: categories.kettles, currentSource: 'decision' },
  });
  await db.stageState.updateMany({ where: { catalogId }, data: { state: 'done' } });
  const cluster = () => runStage({ catalogId, unitIds: [catalogId], signal: new AbortController().signal });
  expect((await cluster()).later).toMatchObject({ reason: 'records changed hands' });
  const heir = (await recordOf(ann, root)).recordId;
  expect(heir).not.toBe(root);
  for (const id of ids) expect(await recordOf(ann, id)).toMatchObject({ recordId: heir });
  expect(await db.product.findUniqueOrThrow({ where: { id: heir } })).toMatchObject({ delistedAt: null });
  // It has likenesses to find, and is filed elsewhere than the record was.
  expect(await db.stageState.count({ where: { stage: 'features', unitId: heir, state: 'waiting' } })).toBe(1);
  expect(await db.reviewItem.count({ where: { queue: 'categories', subjectId: heir, state: 'open' } })).toBe(
    1,
  );
  expect(await db.audit.count({ where: { catalogId, event: 'record.handed-over' } })).toBe(1);
  expect((await exported('records')).column('record_id')).toEqual([heir]);
  const { merges } = await recordOf(lead, heir);
  for (const { mergeId } of merges)
    expect(await takeApart(lead, { catalogId, mergeId, idempotencyKey: newId() })).toEqual({ ok: true });
  expect(await db.product.count({ where: { id: { in: ids }, survivorId: null } })).toBe(3);
});

it('are found by the id of any cluster that led to them', async () => {
  const { catalogId } = fixture;
  const { clusterId, memberIds } = await aClusterItem(db, fixture, 2);
  const [older, oldest] = [newId(), newId()];
  const gone = { catalogId, state: 'dissolved', size: 0, density: 0 };
  await db.cluster.create({ data: { ...gone, id: older, mergedInto: clusterId } });
  await db.cluster.create({ data: { ...gone, id: oldest, mergedInto: older } });
  for (const id of [oldest, older, clusterId])
    expect(await resolveCluster(catalogId, id)).toMatchObject({
      clusterId,
      state: 'proposed',
      productIds: memberIds,
    });
  expect(await resolveCluster(catalogId, newId())).toBeNull();
  expect(await resolveCluster((await aReviewCatalog(db)).catalogId, oldest)).toBeNull();
});
