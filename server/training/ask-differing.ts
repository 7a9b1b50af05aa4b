import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { readPathNames } from '#server/catalog/store-taxonomy.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { lineUp } from './compare-with-active.ts';
import { differingItems } from './rules-compare.ts';
import { openTrainingItems, readUnjudged } from './store-batch.ts';
import { readJudgedItems } from './store-compare.ts';

/** A morning of one person. */
const askedMax = 200;

export type DifferingAsked =
  | { ok: true; asked: number; of: number }
  | { ok: false; reason: 'not-allowed' | 'unknown-model' | 'one-model' };

/**
 * Puts the products on which two models differ, and which nobody has judged, into the category queue: whichever is right,
 * the answer teaches the other (query by committee: Seung, Opper and Sompolinsky 1992) and says which of them to trust.
 */
export async function askDiffering(
  actor: Actor,
  input: { candidate: string; other?: string },
): Promise<DifferingAsked> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const lineup = await lineUp(actor, input);
  if (!lineup) return { ok: false, reason: 'unknown-model' };
  const { catalogId, models, hasOther } = lineup;
  if (!hasOther) return { ok: false, reason: 'one-model' };
  const ids = models.map((model) => model.id);
  // Golden products are judged already: what is asked here are products whose category a seller gave.
  const differing = differingItems(await readJudgedItems(catalogId, 'given', ids));
  const unjudged = await readUnjudged(differing.map((item) => item.productId));
  const names = await readPathNames(catalogId);
  const nameOf = (path: readonly string[]): string => names.get(path.join('/')) ?? path.join(' > ');
  const answers = new Map(
    differing.map((item) => [
      item.productId,
      `two models differ: ${nameOf(item.candidate.path)}, or ${nameOf(item.other?.path ?? [])}`,
    ]),
  );
  const items = unjudged.slice(0, askedMax).map((one, rank) => ({
    ...one,
    rank,
    priorityReason: answers.get(one.productId) ?? '',
  }));
  return inTransaction(async (tx) => {
    const opened = await openTrainingItems(tx, { catalogId, modelVersionId: ids[0] }, items);
    await wakeUnits(tx, { catalogId, stage: 'review-category', unitIds: opened });
    const detail = { candidate: ids[0], other: ids[1], asked: opened.length, of: unjudged.length };
    await recordAudit(tx, actor, {
      event: 'training.differing-asked',
      catalogId,
      subject: ids[0],
      detail,
    });
    return { ok: true, asked: opened.length, of: unjudged.length };
  });
}
