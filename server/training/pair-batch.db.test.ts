import { expect, it } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { fillItems } from '#server/duplicates/store-proposals.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aClusterItem, aPerson, aPersonIn, aReviewCatalog } from '#server/testing/review-fixture.ts';
import { drawPairBatch } from './draw-pair-batch.ts';

const { db } = await testDatabase();

it('moves the clusters to the front whose pairs the matcher cannot tell, and they stay there', async () => {
  const fixture = await aReviewCatalog(db);
  const { catalogId, modelVersionId } = fixture;
  const lead = await aPersonIn(db, fixture, 'Lea', 'lead');
  const clusters = [];
  for (let at = 0; at < 14; at++) clusters.push(await aClusterItem(db, fixture, 2, { priority: 3 }));
  await db.cluster.updateMany({ where: { catalogId }, data: { modelVersionId } });
  // The nearer to one half, the later made; the last is held by somebody.
  for (const [at, { memberIds }] of clusters.entries())
    await db.pairScore.updateMany({ where: { a: memberIds[0] }, data: { p: 0.95 - at * 0.03 } });
  const held = clusters[13].itemId;
  await db.reviewItem.update({ where: { id: held }, data: { state: 'leased', leasedBy: 'x' } });

  const moderator = await aPerson(db, 'Mo');
  const asked = { catalogId, size: 10, queue: 'duplicates' } as const;
  expect(await drawPairBatch(moderator, asked)).toEqual({ ok: false, reason: 'not-allowed' });
  expect(await drawPairBatch(lead, asked)).toEqual({ ok: true, drawn: 10, of: 13 });
  const front = async () =>
    (
      await db.reviewItem.findMany({
        where: { catalogId, reason: 'training' },
        orderBy: { priority: 'desc' },
      })
    ).map((item) => item.id);
  const expected = clusters.slice(3, 13).map((cluster) => cluster.itemId);
  expect(await front()).toEqual(expected.reverse());

  // The cluster stage proposes the first of them anew: it keeps its place; an ordinary one takes the new priority.
  const [first, plain] = [clusters[12], clusters[0]];
  const renewed = [first, plain].map(({ clusterId }) => ({
    ...{ itemId: newId(), clusterId, revision: 2, priority: 1, priorityReason: 'renewed' },
  }));
  await inTransaction((tx) => fillItems(tx, { catalogId, modelVersionId }, renewed));
  expect((await front())[0]).toBe(first.itemId);
  expect(await db.reviewItem.findUnique({ where: { id: plain.itemId } })).toMatchObject({
    priority: 1,
    priorityReason: 'renewed',
    subjectRevision: 2,
  });
  // The next batch takes what is left.
  expect(await drawPairBatch(lead, asked)).toEqual({ ok: true, drawn: 3, of: 3 });
});
