import { auditWrite, recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { type Write, writeTogether } from '#server/db/write-together.ts';
import { stageEventWrite } from '#server/jobs/stage-event.ts';
import type { StageName } from '#server/jobs/stage-name.ts';
import { isHeldUnder, type Standing, standingOf } from './rules.ts';
import type { AnswerBase, DecisionOutcome, Feedback, Queue } from './schema.ts';
import { endLease, endLeaseWrite, type ItemRow, lockItem } from './store.ts';
import {
  type DecisionRow,
  deciderOf,
  decisionByKey,
  decisionWrite,
  insertDecision,
  type NewDecision,
} from './store-decisions.ts';

/** What of a decision belongs to the queue's own domain. */
export interface DecisionContent<Refusal> {
  kind: 'category' | 'pair' | 'cluster';
  answer: unknown;
  /** `escalated` hands the item to the leads, `open` gives it to the next person: neither is the last word. */
  nextState: 'decided' | 'escalated' | 'open';
  depth?: number | null;
  relation?: string | null;
  reasonCode?: string | null;
  rank?: number | null;
  score?: number | null;
  suggestionShown: boolean;
  /** The person's stage that this decision ends; null for an escalation. */
  stage: StageName | null;
  /** The subject's, now that it is locked; null when it is gone. */
  revision: number | null;
  /** A reason not to decide so (a contradiction, say): nothing is written, the card goes back to the person. */
  refuse?: (tx: Tx, item: ItemRow) => Promise<Refusal | null>;
  /** Measures people, changes nothing (gold, second opinions): kept apart from the decisions in force. */
  keptApart?: boolean;
  /** The selection or grid page that it was given with. */
  bulkId?: string | null;
  /** What follows once the item is closed; its word goes back to the person. */
  after?: (tx: Tx, item: ItemRow, decisionId: string) => Promise<Feedback | null>;
  /** Writes what follows from the decision, at once or as changes `beside` it; `effect` is what undo needs. */
  apply: (
    tx: Tx,
    item: ItemRow,
    decisionId: string,
  ) => Promise<{ effect: unknown; beside?: readonly Write[] }>;
}

export type RecordOutcome<Refusal> = DecisionOutcome | Refusal;

/** Locks the item's subject and reads what the answer means for it (is it a category of this catalog?), or refuses it. */
export type ReadAnswer<Refusal> = (
  tx: Tx,
  item: ItemRow,
) => Promise<{ ok: true; content: DecisionContent<Refusal> } | Refusal>;

/** A decision of an item that measures people, as opposed to an answer that came too late for its item. */
export function isKeptApart(decision: Pick<DecisionRow, 'effect'>): boolean {
  return (decision.effect as { keptApart?: boolean } | null)?.keptApart === true;
}

function repeated(previous: DecisionRow, actor: Actor, itemId: string): DecisionOutcome {
  if (previous.actorId !== actor.id || previous.itemId !== itemId) return { ok: false, reason: 'key-reused' };
  if (previous.secondOpinion && !isKeptApart(previous)) {
    return { ok: false, reason: 'already-decided', by: null, decisionId: previous.id };
  }
  return { ok: true, decisionId: previous.id, repeated: true, late: false };
}

function decisionRow<R>(
  id: string,
  item: ItemRow,
  base: AnswerBase,
  content: DecisionContent<R>,
  fate: { secondOpinion: boolean; effect: unknown },
): NewDecision {
  return {
    id,
    catalogId: item.catalogId,
    kind: content.kind,
    itemId: item.id,
    subjectId: item.subjectId,
    answer: content.answer,
    depth: content.depth,
    relation: content.relation,
    reasonCode: content.reasonCode,
    note: base.note,
    suggestionShown: content.suggestionShown && !item.blind,
    blind: item.blind,
    rank: content.rank,
    score: content.score,
    modelVersionId: item.modelVersionId,
    servedProbability: item.servedProbability,
    servedPolicy: item.servedPolicy,
    seconds: base.seconds,
    idleRemoved: base.idleRemoved,
    idempotencyKey: base.idempotencyKey,
    leaseNumber: BigInt(base.leaseNumber),
    bulkId: content.bulkId,
    ...fate,
  };
}

async function keepSecondOpinion<R>(
  tx: Tx,
  actor: Actor,
  item: ItemRow,
  base: AnswerBase,
  content: DecisionContent<R>,
  standing: Exclude<Standing, 'counts' | 'counts-late' | 'not-held'>,
): Promise<DecisionOutcome> {
  const decisionId = newId();
  await insertDecision(
    tx,
    actor,
    decisionRow(decisionId, item, base, content, { secondOpinion: true, effect: {} }),
  );
  await recordAudit(tx, actor, {
    event: 'review.second-opinion',
    catalogId: item.catalogId,
    subject: item.subjectId,
    detail: { decisionId, standing },
  });
  if (standing === 'already-decided') {
    return { ok: false, reason: standing, by: await deciderOf(tx, item.id), decisionId };
  }
  // The subject is not what the person saw: the item is served anew, as it is now.
  const isMine = item.leasedBy === actor.id && item.leaseNumber === BigInt(base.leaseNumber);
  if (standing === 'changed-since' && isMine)
    await endLease(tx, item.id, item.state === 'leased' ? 'open' : item.state);
  return { ok: false, reason: standing, decisionId };
}

/** What goes with every decision: the end of the lease, the audit row, the event that wakes the next stage. */
function closingWrites<R>(
  actor: Actor,
  item: ItemRow,
  decisionId: string,
  content: DecisionContent<R>,
): Write[] {
  const { catalogId, subjectId } = item;
  const { kind, nextState, stage, relation = null, reasonCode = null } = content;
  return [
    endLeaseWrite(item.id, nextState),
    auditWrite(actor, {
      event: `review.${kind}-${nextState}`,
      catalogId,
      subject: subjectId,
      detail: { decisionId, relation, reasonCode },
    }),
    ...(stage ? [stageEventWrite({ catalogId, stage, unitIds: [subjectId] })] : []),
  ];
}

/**
 * One decision, whole: the decision row, what follows from it (`apply`: facts, label), the end of the lease, the audit
 * row and the stage event, all in the caller's transaction. Repeating a key does nothing twice. Law 2: a late answer
 * counts when the item is undecided and its subject is what the person saw; otherwise it is kept as a second opinion.
 */
export async function recordDecision<R extends { ok: false } = never>(
  tx: Tx,
  actor: Actor,
  queue: Queue,
  base: AnswerBase,
  readAnswer: ReadAnswer<R>,
): Promise<RecordOutcome<R>> {
  const item = await lockItem(tx, actor, base.itemId, base.idempotencyKey);
  if (!item || item.queue !== queue) return { ok: false, reason: 'not-found' };
  // Whoever used this key for this item has ended the lease: under a live one there is nothing to look up.
  if (item.keySeen || !isHeldUnder(item, base.leaseNumber, actor.id)) {
    const previous = await decisionByKey(tx, base.idempotencyKey);
    if (previous) return repeated(previous, actor, item.id);
  }
  const described = await readAnswer(tx, item);
  if (!described.ok) return described;
  const { content } = described;
  const standing = standingOf(item, base, { actorId: actor.id, revision: content.revision });
  if (standing === 'not-held') return { ok: false, reason: 'not-found' };
  if (standing !== 'counts' && standing !== 'counts-late') {
    return keepSecondOpinion(tx, actor, item, base, content, standing);
  }
  const refusal = await content.refuse?.(tx, item);
  if (refusal) return refusal;
  const decisionId = newId();
  const { effect, beside = [] } = await content.apply(tx, item, decisionId);
  const fate = { secondOpinion: content.keptApart ?? false, effect };
  await writeTogether(tx, [
    ...beside,
    decisionWrite(actor, decisionRow(decisionId, item, base, content, fate)),
    ...closingWrites(actor, item, decisionId, content),
  ]);
  const feedback = (await content.after?.(tx, item, decisionId)) ?? null;
  const late = standing === 'counts-late';
  return { ok: true, decisionId, repeated: false, late, ...(feedback ? { feedback } : {}) };
}
