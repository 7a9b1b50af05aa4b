import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { AnswerProposal, SaveGuideline } from './schema-guideline.ts';
import { answerProposal, insertGuideline } from './store-guideline.ts';

/** Adds a version of a category's guideline. Refused where another lead has written one meanwhile. */
export function writeGuideline(
  actor: Actor,
  input: SaveGuideline,
): Promise<{ ok: true; version: number } | { ok: false; reason: 'changed-since' }> {
  return inTransaction(async (tx) => {
    if ((await insertGuideline(tx, actor, input)) === 0) return { ok: false, reason: 'changed-since' };
    const version = input.basedOn + 1;
    const { catalogId, categoryId } = input;
    await recordAudit(tx, actor, {
      event: 'review.guideline',
      catalogId,
      subject: categoryId,
      detail: { version },
    });
    return { ok: true, version };
  });
}

/** The taxonomy owner's word on a proposed category; once. */
export function settleProposal(
  actor: Actor,
  input: AnswerProposal,
): Promise<{ ok: true } | { ok: false; reason: 'not-open' }> {
  return inTransaction(async (tx) => {
    if ((await answerProposal(tx, actor, input)) === 0) return { ok: false, reason: 'not-open' };
    const { catalogId, proposalId, state } = input;
    await recordAudit(tx, actor, {
      event: 'review.category-proposal',
      catalogId,
      subject: proposalId,
      detail: { state },
    });
    return { ok: true };
  });
}
