import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { openAskedItem } from '#server/categorization/store-reopen.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { takeBackMerge } from '#server/duplicates/merge-by-policy.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { type TakeBack, type TakenBack, takeBackSchema } from './schema.ts';
import { lockPolicy } from './store.ts';
import { askCluster, lockAccepted } from './store-accepted.ts';
import { clusterPolicy } from './store-clusters.ts';
import { giveBack } from './store-place.ts';

interface Asked {
  catalogId: string;
  decisionId: string;
  subjectId: string;
  reason: string;
}

/** The product stands where it stood before, and waits first in the category queue. */
async function returnProduct(tx: Tx, actor: Actor, asked: Asked): Promise<boolean> {
  const { catalogId, subjectId, reason } = asked;
  const returned = await giveBack(tx, actor, catalogId, { decisionId: asked.decisionId });
  if (returned.length === 0) return false;
  await openAskedItem(tx, { id: newId(), catalogId, productId: subjectId, reason });
  for (const stage of ['review-category', 'block'] as const)
    await wakeUnits(tx, { catalogId, stage, unitIds: [subjectId] });
  return true;
}

/** The listings are records of their own again, and their group waits first in the duplicates queue. */
async function returnMerge(tx: Tx, actor: Actor, asked: Asked): Promise<boolean> {
  const { decisionId, subjectId, reason } = asked;
  if (!(await takeBackMerge(tx, actor, decisionId, clusterPolicy))) return false;
  await askCluster(tx, { clusterId: subjectId, decisionId, reason });
  return true;
}

/**
 * A lead takes back a single thing that a policy decided, with a reason. No policy decides it again, under any version: it
 * is a person's. It says nothing about the promise, since chance did not choose it. Refused where somebody has decided on
 * it or built on it since.
 */
export async function takeBack(actor: Actor, input: TakeBack): Promise<TakenBack> {
  if (!mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, queue, decisionId, reason } = takeBackSchema.parse(input);
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  return inTransaction(async (tx): Promise<TakenBack> => {
    // Not beside a step of the policy, nor beside another taking back.
    await lockPolicy(tx, { catalogId, queue });
    const standing = await lockAccepted(tx, { catalogId, queue, decisionId });
    if (!standing) return { ok: false, reason: 'not-found' };
    if (standing.isReturned) return { ok: false, reason: 'undone-already' };
    const { subjectId } = standing;
    const asked = { catalogId, decisionId, subjectId, reason };
    const isReturned =
      !standing.isOvertaken &&
      (await (queue === 'categories' ? returnProduct : returnMerge)(tx, actor, asked));
    if (!isReturned) return { ok: false, reason: 'overtaken' };
    await recordAudit(tx, actor, {
      event: 'acceptance.taken-back',
      catalogId,
      subject: subjectId,
      detail: { queue, decisionId, reason },
    });
    return { ok: true, subjectId };
  });
}
