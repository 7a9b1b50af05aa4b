/** A lead takes back a single thing that a policy decided: the effect, the way to the queue, and who may not. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { claimNextCategory } from '#server/categorization/claim-next-category.ts';
import { newId } from '#server/db/uuid.ts';
import { claimNextCluster } from '#server/duplicates/claim-next-cluster.ts';
import { testDatabase } from '#server/testing/database.ts';
import { someLabels } from '#server/testing/label-fixture.ts';
import { aPerson, aPersonIn, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import { listAccepted } from './list-accepted.ts';
import { readAcceptance } from './read-acceptance.ts';
import { runClusterPolicy } from './run-cluster-policy.ts';
import { runPolicy } from './run-policy.ts';
import { setPolicy } from './set-policy.ts';
import { clusterPolicy } from './store-clusters.ts';
import { takeBack } from './take-back.ts';

const { db } = await testDatabase();
const signal = new AbortController().signal;
const reason = 'this one is a teapot';
let fixture: ReviewFixture;
let lead: Actor;

beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  lead = await aPersonIn(db, fixture, 'Lea', 'lead');
});

const listed = (queue: 'categories' | 'duplicates', after: string | null = null) =>
  listAccepted(lead, fixture.catalogId, { queue, after });

describe('taking back a single category', () => {
  /** Products that the seller put among the vases and the model sees as kettles; audits prove that it is right. */
  async function accepted(): Promise<string[]> {
    const { catalogId, sellerId, modelVersionId, categories } = fixture;
    const ids = Array.from({ length: 380 }, newId);
    await db.product.createMany({
      data: ids.map((id) => ({
        ...{ id, catalogId, sellerId, sku: id, title: id, inputHash: id },
        ...{ givenCategoryIds: [categories.vases], currentCategoryId: categories.vases },
      })),
    });
    await db.suggestion.createMany({
      data: ids.map((productId) => ({
        ...{ productId, modelVersionId, inputHash: productId, categoryId: categories.kettles, p: 0.999 },
        ...{ topK: [], depthOk: 3, entropy: 0.1, evidence: {} },
      })),
    });
    await someLabels(
      db,
      ids.slice(0, 320).map((subjectId) => ({
        ...{ catalogId, subjectId, blind: true, servedPolicy: 'audit-1', value: categories.kettles },
      })),
    );
    await setPolicy(lead, { catalogId, state: 'on', reason: 'for the test', auditShare: 0.1 });
    const { accepted: count } = await runPolicy(catalogId, modelVersionId, signal);
    expect(count).toBeGreaterThan(25);
    return ids;
  }

  it('puts the product where it stood, first into the queue, and no policy takes it again', async () => {
    await accepted();
    const { catalogId, modelVersionId, categories } = fixture;
    const before = await readAcceptance(lead, { catalogId, queue: 'categories' });
    const first = await listed('categories');
    expect(first.items).toHaveLength(20);
    const second = await listed('categories', first.next);
    const shown = [...first.items, ...second.items].map((item) => item.decisionId);
    expect(shown).toEqual([...new Set(shown)].sort().reverse());
    expect(shown.length).toBe(Math.min(40, before.accepted));
    const [{ decisionId, listings }] = first.items;
    const [{ productId }] = listings;
    expect(first.items[0]).toMatchObject({ returned: null, isOvertaken: false, policyVersion: 1, p: 0.999 });
    const asked = { catalogId, queue: 'categories', decisionId, reason } as const;
    expect(await takeBack(lead, asked)).toEqual({ ok: true, subjectId: productId });
    expect(await db.product.findUniqueOrThrow({ where: { id: productId } })).toMatchObject({
      ...{ currentCategoryId: categories.vases, currentSource: 'given' },
    });
    expect(await db.decision.findFirstOrThrow({ where: { supersedes: decisionId } })).toMatchObject({
      ...{ kind: 'undo', actorKind: 'person', actorId: lead.id },
    });
    expect(
      await db.audit.findFirstOrThrow({ where: { catalogId, event: 'acceptance.taken-back' } }),
    ).toMatchObject({ actorId: lead.id, subject: productId, detail: { decisionId, reason } });
    const [told] = (await listed('categories')).items;
    expect(told).toMatchObject({ decisionId, returned: { by: 'Lea' }, isOvertaken: false });
    expect(await readAcceptance(lead, { catalogId, queue: 'categories' })).toMatchObject({
      ...{ accepted: before.accepted - 1, returned: 1 },
    });
    const { cards } = await claimNextCategory(lead, { catalogId, scope: 'open', count: 1 });
    expect(cards[0].card.product.productId).toBe(productId);
    await db.reviewItem.updateMany({ where: { subjectId: productId }, data: { state: 'withdrawn' } });
    // Neither the same version nor the next one places it again, though its threshold is proven.
    await runPolicy(catalogId, modelVersionId, signal);
    await setPolicy(lead, { catalogId, state: 'on', reason: 'a new version', auditShare: 0.05 });
    await runPolicy(catalogId, modelVersionId, signal);
    expect(await db.product.findUniqueOrThrow({ where: { id: productId } })).toMatchObject({
      currentSource: 'given',
    });
    expect(await takeBack(lead, asked)).toEqual({ ok: false, reason: 'undone-already' });
  });

  it('is refused to moderators, of other catalogs, and where somebody decided since', async () => {
    await accepted();
    const { catalogId } = fixture;
    const [{ decisionId, listings }] = (await listed('categories')).items;
    const asked = { catalogId, queue: 'categories', decisionId, reason } as const;
    const moderator = await aPersonIn(db, fixture, 'Mo');
    expect(await takeBack(moderator, asked)).toEqual({ ok: false, reason: 'not-allowed' });
    const stranger = await aPerson(db, 'Sam', 'lead');
    expect(await takeBack(stranger, asked)).toEqual({ ok: false, reason: 'unknown-catalog' });
    expect(await takeBack(lead, { ...asked, decisionId: newId() })).toEqual({
      ok: false,
      reason: 'not-found',
    });
    await db.product.update({ where: { id: listings[0].productId }, data: { currentSource: 'decision' } });
    expect(await takeBack(lead, asked)).toEqual({ ok: false, reason: 'overtaken' });
    expect((await listed('categories')).items[0].isOvertaken).toBe(true);
    expect(await db.decision.count({ where: { supersedes: decisionId } })).toBe(0);
  });
});

describe('taking back a single merge', () => {
  /** A merge of two listings as the policy makes it: proof by audits, one proposed pair that is sure. */
  async function mergedPairs(count: number): Promise<void> {
    const { catalogId, sellerId, modelVersionId } = fixture;
    await setPolicy(lead, {
      ...{ catalogId, queue: 'duplicates', state: 'on', auditShare: 0.01, reason: 'for the test' },
    });
    const policy = await db.acceptancePolicy.findFirstOrThrow({ where: { catalogId, queue: 'duplicates' } });
    const rows = Array.from({ length: 320 + count }, (_, at) => {
      const [a, b] = [newId(), newId()].sort();
      return { a, b, at, cluster: newId(), audit: newId(), pair: newId(), item: newId() };
    });
    await db.product.createMany({
      data: rows.flatMap(({ a, b }) =>
        [a, b].map((id) => ({ id, catalogId, sellerId, sku: id, title: 'Kettle', inputHash: id })),
      ),
    });
    const audits = rows.slice(0, 320);
    await db.clusterAudit.createMany({
      data: audits.map(({ audit, cluster, a, b }) => ({
        ...{ id: audit, catalogId, policyId: policy.id, modelVersionId, clusterId: cluster },
        ...{ memberIds: [a, b], stratum: 'pairs', p: 0.999, pairs: 1 },
      })),
    });
    await db.askedPair.createMany({
      data: audits.map(({ audit, pair, a, b }) => ({
        ...{ id: pair, catalogId, a, b, purpose: 'audit', drawId: audit, stratum: 'pairs' },
      })),
    });
    await db.reviewItem.createMany({
      data: audits.map(({ item, pair }) => ({
        ...{ id: item, catalogId, queue: 'duplicates', subjectId: pair, reason: 'pair', state: 'decided' },
      })),
    });
    await db.decision.createMany({
      data: audits.map(({ item, pair }) => ({
        ...{ id: newId(), catalogId, actorKind: 'person', actorId: lead.id, kind: 'pair', itemId: item },
        ...{ subjectId: pair, answer: {}, relation: 'same', blind: true },
        ...{ idempotencyKey: newId(), servedPolicy: clusterPolicy },
      })),
    });
    const sure = rows.slice(320);
    await db.cluster.createMany({
      data: sure.map(({ cluster: id, a, b }) => ({
        ...{ id, catalogId, size: 2, density: 1, p: 0.999, modelVersionId },
        weakestPair: { a, b, p: 0.999 },
      })),
    });
    await db.clusterMember.createMany({
      data: sure.flatMap(({ cluster: clusterId, a, b }) =>
        [a, b].map((productId) => ({ productId, clusterId })),
      ),
    });
    await db.stageState.deleteMany({ where: { stage: 'cluster' } });
    await runClusterPolicy(catalogId, modelVersionId, signal);
  }

  it('makes the listings records of their own, asks their group first, and merges it never again by itself', async () => {
    await mergedPairs(12);
    const { catalogId, modelVersionId } = fixture;
    const { items } = await listed('duplicates');
    expect(items.length).toBeGreaterThan(6);
    const [{ decisionId, listings }, built] = items;
    expect(listings).toHaveLength(2);
    const ids = listings.map(({ productId }) => productId);
    const asked = { catalogId, queue: 'duplicates', decisionId, reason } as const;
    expect(await db.product.count({ where: { id: { in: ids }, survivorId: null } })).toBe(1);
    const outcome = await takeBack(lead, asked);
    expect(outcome).toMatchObject({ ok: true });
    expect(await db.product.count({ where: { id: { in: ids }, survivorId: null } })).toBe(2);
    expect(await db.decision.findFirstOrThrow({ where: { supersedes: decisionId } })).toMatchObject({
      ...{ kind: 'undo', actorKind: 'person', actorId: lead.id },
    });
    const { cards } = await claimNextCluster(lead, { catalogId, scope: 'open', count: 1 });
    expect(cards[0].card.members.map(({ productId }) => productId).sort()).toEqual([...ids].sort());
    await db.reviewItem.updateMany({
      where: { queue: 'duplicates', state: 'leased' },
      data: { state: 'withdrawn' },
    });
    await setPolicy(lead, { ...{ catalogId, queue: 'duplicates', state: 'on' }, reason: 'a new version' });
    await db.clusterAudit.updateMany({
      where: { catalogId },
      data: {
        policyId: (
          await db.acceptancePolicy.findFirstOrThrow({
            where: { catalogId, queue: 'duplicates' },
            orderBy: { version: 'desc' },
          })
        ).id,
      },
    });
    await db.stageState.deleteMany({ where: { stage: 'cluster' } });
    await runClusterPolicy(catalogId, modelVersionId, signal);
    expect(await db.product.count({ where: { id: { in: ids }, survivorId: null } })).toBe(2);
    expect(await takeBack(lead, asked)).toEqual({ ok: false, reason: 'undone-already' });
    // Somebody has merged the record on since: that stands, the other listing comes apart.
    const [survivor, other] = built.listings.map(({ productId }) => productId);
    await db.product.update({ where: { id: survivor }, data: { survivorId: ids[0] } });
    expect(await takeBack(lead, { ...asked, decisionId: built.decisionId })).toMatchObject({ ok: true });
    expect(
      await db.product.findMany({
        where: { id: { in: [survivor, other] } },
        select: { id: true, survivorId: true },
      }),
    ).toEqual(
      expect.arrayContaining([
        { id: survivor, survivorId: ids[0] },
        { id: other, survivorId: null },
      ]),
    );
  });
});
