import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { isKeptApart } from './record-decision.ts';
import type { UndoInput, UndoOutcome } from './schema.ts';
import { dropSkip, endLease, type ItemRow, leaseAgain, lockItem } from './store.ts';
import { type DecisionRow, decisionByKey, insertDecision, isOvertaken } from './store-decisions.ts';

/** What of an undo belongs to the queue's own domain. */
export interface UndoContent {
  currentRevision: (tx: Tx, subjectId: string) => Promise<number | null>;
  /** Puts back what `apply` changed: facts, labels, counters, stages. False when somebody built on it. */
  reverse: (tx: Tx, decision: DecisionRow, undoDecisionId: string) => Promise<boolean>;
  /** Of an act over many: the items go back to the queue, not into this person's hand. */
  toQueue?: boolean;
  /** Whoever's decision it is: the domain has asked whether this person may. */
  ofOthers?: boolean;
}

async function leaseFor(
  tx: Tx,
  actor: Actor,
  item: ItemRow,
  state: 'leased' | 'escalated',
  content: UndoContent,
): Promise<UndoOutcome> {
  const lease = await leaseAgain(tx, actor.id, item, state);
  const revision = await content.currentRevision(tx, item.subjectId);
  // Nothing is left to ask (a group that fell apart since, a product that went): nobody is to hold it.
  if (lease && revision === null) await endLease(tx, item.id, 'withdrawn');
  return {
    ok: true,
    repeated: false,
    lease: lease && revision !== null ? { ...lease, subjectRevision: revision } : null,
  };
}

/** A skip is no decision: undoing it forgets the skip and takes the item again if nobody else has it. */
async function undoSkip(tx: Tx, actor: Actor, item: ItemRow, content: UndoContent): Promise<UndoOutcome> {
  await dropSkip(tx, item.id, actor.id);
  const isFree =
    item.state === 'open' || item.leasedBy === actor.id || (item.state === 'leased' && item.leaseMs <= 0);
  if (!isFree || item.state === 'decided') return { ok: false, reason: 'overtaken' };
  return leaseFor(tx, actor, item, item.state === 'escalated' ? 'escalated' : 'leased', content);
}

async function supersede(
  tx: Tx,
  actor: Actor,
  decision: DecisionRow,
  undoId: string,
  key: string,
): Promise<void> {
  await insertDecision(tx, actor, {
    id: undoId,
    catalogId: decision.catalogId,
    kind: 'undo',
    itemId: decision.itemId,
    subjectId: decision.subjectId,
    answer: { kind: 'undo', of: decision.id },
    suggestionShown: false,
    blind: false,
    servedProbability: 1,
    servedPolicy: actor.id === decision.actorId ? 'own-undo' : 'lead-undo',
    seconds: null,
    idleRemoved: false,
    idempotencyKey: key,
    leaseNumber: null,
    secondOpinion: false,
    supersedes: decision.id,
    effect: {},
  });
  await recordAudit(tx, actor, {
    event: 'review.undo',
    catalogId: decision.catalogId,
    subject: decision.subjectId,
    detail: { decisionId: decision.id, undoId },
  });
}

/**
 * The undo was done by an earlier attempt of the same request: tell where the item is now. A key that stands for anything else
 * took nothing back.
 */
async function repeatedUndo(
  tx: Tx,
  actor: Actor,
  item: ItemRow,
  known: DecisionRow,
  content: UndoContent,
): Promise<UndoOutcome> {
  const isThis = known.kind === 'undo' && known.actorId === actor.id && known.itemId === item.id;
  if (!isThis) return { ok: false, reason: 'not-found' };
  const revision = await content.currentRevision(tx, item.subjectId);
  const isMine = item.leasedBy === actor.id && item.leaseMs > 0 && revision !== null;
  const lease = isMine
    ? {
        itemId: item.id,
        leaseNumber: Number(item.leaseNumber),
        leaseMs: item.leaseMs,
        subjectRevision: revision,
      }
    : null;
  return { ok: true, repeated: true, lease };
}

/** Why this decision cannot be taken back by this person; null where it can. */
function refusalOf(
  actor: Actor,
  decision: DecisionRow,
  { ofOthers = false }: UndoContent,
): 'not-yours' | 'already-undone' | null {
  if (decision.actorId !== actor.id && !ofOthers) return 'not-yours';
  return decision.supersededBy ? 'already-undone' : null;
}

/** Reverses what the decision changed, and gives the item back: to this person, or to the queue. */
async function takeBack(
  tx: Tx,
  actor: Actor,
  item: ItemRow,
  decision: DecisionRow,
  key: string,
  content: UndoContent,
): Promise<UndoOutcome> {
  if (await isOvertaken(tx, decision)) return { ok: false, reason: 'overtaken' };
  const undoId = newId();
  await supersede(tx, actor, decision, undoId, key);
  if (!(await content.reverse(tx, decision, undoId))) throw new UndoOvertaken();
  const outcome = await leaseFor(tx, actor, item, 'leased', content);
  if (!content.toQueue || !outcome.ok || !outcome.lease) return outcome;
  await endLease(tx, item.id, 'open');
  return { ...outcome, lease: null };
}

/**
 * Takes back one's own decision: a new row supersedes it, everything it changed is reversed, and the item is leased
 * to the person again. Refused when somebody has decided on the subject since.
 */
export async function undoDecision(
  tx: Tx,
  actor: Actor,
  input: UndoInput,
  content: UndoContent,
): Promise<UndoOutcome> {
  const { idempotencyKey: key } = input;
  const item = await lockItem(tx, actor, input.itemId);
  if (!item) return { ok: false, reason: 'not-found' };
  const known = await decisionByKey(tx, key);
  if (known) return repeatedUndo(tx, actor, item, known, content);
  if (input.kind === 'skip') return undoSkip(tx, actor, item, content);
  const decision = await decisionByKey(tx, input.targetKey);
  if (!decision || decision.itemId !== item.id || decision.kind === 'undo')
    return { ok: false, reason: 'not-found' };
  const reason = refusalOf(actor, decision, content);
  if (reason) return { ok: false, reason };
  if (!decision.secondOpinion || isKeptApart(decision))
    return takeBack(tx, actor, item, decision, key, content);
  // A second opinion changed nothing: there is nothing to reverse and no item to give back.
  await supersede(tx, actor, decision, newId(), key);
  return { ok: true, lease: null, repeated: false };
}

/** Thrown to roll the transaction back: `reverse` found that somebody had built on the decision. */
export class UndoOvertaken extends Error {
  override readonly name = 'UndoOvertaken';
}
