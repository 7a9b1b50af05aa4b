import { recordAudit } from '#server/audit/record-audit.ts';
import { systemActor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { readCardProducts } from '#server/review/store-products.ts';
import { rankMembers } from './rules-golden.ts';
import { lockAnswers } from './store-facts.ts';
import { askCategory } from './store-filed.ts';
import { findDelistedRecords, giveRecord, readWayUp } from './store-hand-over.ts';
import { readStandingUnder } from './store-record.ts';

const batchSize = 50;

/** Gives one record to the most complete of its listings that are listed: the merges on the way to it are turned round. */
async function handOver(tx: Tx, catalogId: string, recordId: string): Promise<void> {
  const under = (await readStandingUnder([recordId], tx)).map(({ productId }) => productId);
  const ranked = rankMembers([...(await readCardProducts(under, tx, true)).values()]);
  // Delisted this moment: there is nobody to give it to.
  if (ranked.length === 0) return;
  const heirId = ranked[0].productId;
  const way = await readWayUp(tx, heirId);
  for (let at = way.length - 1; at > 0; at--) {
    const { productId, mergeId } = way[at - 1];
    if (!mergeId) throw new Error(`no merge put ${productId} under ${way[at].productId}`);
    await giveRecord(tx, { mergeId, from: way[at].productId, to: productId });
  }
  await askCategory(tx, { id: newId(), survivorId: heirId, memberIds: [recordId, heirId] });
  await wakeUnits(tx, { catalogId, stage: 'features', unitIds: [heirId] });
  await recordAudit(tx, systemActor('hand-over'), {
    event: 'record.handed-over',
    catalogId,
    subject: heirId,
    detail: { from: recordId },
  });
}

/**
 * A record whose own listing was delisted goes on under another of its listings, so that what other sellers still list is not
 * gone with it. The delisted listing stays in the record and its id leads to it; merges can be taken back as before.
 * @returns how many records were given
 */
export async function handOverRecords(catalogId: string): Promise<number> {
  let given = 0;
  for (let isMore = true; isMore; ) {
    const batch = await inTransaction(async (tx) => {
      await lockAnswers(tx, catalogId);
      const recordIds = await findDelistedRecords(tx, catalogId, batchSize);
      for (const recordId of recordIds) await handOver(tx, catalogId, recordId);
      return recordIds.length;
    });
    given += batch;
    isMore = batch > 0;
  }
  return given;
}
