import type { Actor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import type { Write } from '#server/db/write-together.ts';
import { labelWrites } from '#server/labels/record-label.ts';
import { askedWords } from '#server/review/asked-words.ts';
import { type DecisionContent, recordDecision } from '#server/review/record-decision.ts';
import type { DecisionOutcome } from '#server/review/schema.ts';
import { askBecause, type ItemRow, putSkip } from '#server/review/store.ts';
import { afterCategory, measuresPeople } from './measure-people.ts';
import type { CategoryAnswer, DecideCategory } from './schema-card.ts';
import { type AnsweredRow, lockProduct, placeProduct, readAnswered } from './store-card.ts';

export type UnknownCategory = { ok: false; reason: 'unknown-category' };
export type DecideCategoryOutcome = DecisionOutcome | UnknownCategory;

/** What undo puts back. */
export interface CategoryEffect {
  before: { categoryId: string | null; source: string } | null;
  after: { categoryId: string } | null;
  labelId: string | null;
  keptApart?: boolean;
  /** Of a rejected proposal: why the item was asked before. */
  askedBefore?: { reason: string; priorityReason: string };
}

/** `bulkId`: the selection or the page of the grid that it is part of. */
export type CategoryDecision = DecideCategory & { bulkId?: string };

interface Chosen {
  categoryId: string;
  depth: number;
  rank: number | null;
  score: number | null;
}

/** What the answer does to the product, as changes that run beside the decision. */
function effectOf(
  actor: Actor,
  item: ItemRow,
  decisionId: string,
  product: AnsweredRow | null,
  chosen: Chosen | null,
): { effect: CategoryEffect; beside: Write[] } {
  const keptApart = measuresPeople(item);
  // Can't tell and escalate change nothing and are no label of any class; nor is an answer to a known one.
  if (!chosen || !product?.isThere || item.reason === 'gold')
    return { effect: { before: null, after: null, labelId: null, keptApart }, beside: [] };
  const { categoryId, depth } = chosen;
  const { productId, catalogId, currentCategoryId, currentSource } = product;
  const label = { catalogId, kind: 'category' as const, decisionId, subjectId: productId };
  const { ids, writes } = labelWrites(actor, [{ ...label, value: categoryId, depth }]);
  const [labelId] = ids;
  if (keptApart) return { effect: { before: null, after: null, labelId, keptApart }, beside: writes };
  const before = { categoryId: currentCategoryId, source: currentSource };
  return {
    effect: { before, after: { categoryId }, labelId },
    beside: [placeProduct(productId, categoryId, 'decision'), ...writes],
  };
}

/** The category of an answer with its place among what the machine proposed; null where the answer names none. */
function chosenOf(answer: CategoryAnswer, product: AnsweredRow | null): Chosen | null | 'unknown' {
  if (answer.kind !== 'category' || !product) return null;
  const { categoryId } = answer;
  if (product.depth === null) return 'unknown';
  const at = product.topK?.findIndex((proposed) => proposed.categoryId === categoryId) ?? -1;
  return {
    categoryId,
    depth: product.depth,
    rank: at >= 0 ? at + 1 : null,
    score: at >= 0 ? (product.topK?.[at].p ?? null) : null,
  };
}

/** Locks the product and tells its revision; null when it is gone, delisted or merged. For undo. */
export async function productRevision(tx: Tx, productId: string): Promise<number | null> {
  return (await lockProduct(tx, productId))?.revision ?? null;
}

/** A rejected proposal leaves the question open, for the next person. What measures people ends with its answer. */
function nextStateOf(answer: CategoryAnswer, item: ItemRow): 'decided' | 'escalated' | 'open' {
  if (answer.kind === 'escalate') return 'escalated';
  if (answer.kind !== 'reject' || measuresPeople(item)) return 'decided';
  return item.state === 'escalated' ? 'escalated' : 'open';
}

/** The item waits for somebody who knows the right category; not for who has just said that they do not. */
async function askNext(tx: Tx, actor: Actor, item: ItemRow): Promise<null> {
  const priorityReason = askedWords({ code: 'rejected', values: {} });
  await askBecause(tx, item.id, { reason: 'rejected', priorityReason });
  await putSkip(tx, item.id, actor.id);
  return null;
}

async function readAnswer(tx: Tx, actor: Actor, input: CategoryDecision, item: ItemRow) {
  const { answer } = input;
  const categoryId = answer.kind === 'category' ? answer.categoryId : null;
  const product = await readAnswered(tx, item.subjectId, categoryId);
  const chosen = chosenOf(answer, product);
  if (chosen === 'unknown') return { ok: false as const, reason: 'unknown-category' as const };
  const nextState = nextStateOf(answer, item);
  const isLastWord = nextState === 'decided';
  const { reason, priorityReason } = item;
  const content: DecisionContent<UnknownCategory> = {
    kind: 'category',
    answer,
    nextState,
    stage: isLastWord && !measuresPeople(item) ? 'review-category' : null,
    depth: chosen?.depth,
    rank: chosen?.rank,
    score: chosen?.score,
    relation: answer.kind === 'cant-tell' ? 'cant_tell' : null,
    reasonCode: 'reasonCode' in answer ? answer.reasonCode : null,
    suggestionShown: input.suggestionShown,
    keptApart: measuresPeople(item),
    bulkId: input.bulkId,
    after: (inside, held, decisionId) =>
      answer.kind === 'reject' && !isLastWord
        ? askNext(inside, actor, held)
        : afterCategory(inside, held, decisionId, { ...chosen, secondShare: product?.secondShare ?? 0 }),
    revision: product?.isThere ? product.revision : null,
    apply: async (_, held, decisionId) => {
      const { effect, beside } = effectOf(actor, held, decisionId, product, chosen);
      const askedBefore = answer.kind === 'reject' ? { reason, priorityReason } : undefined;
      return { effect: { ...effect, askedBefore }, beside };
    },
  };
  return { ok: true as const, content };
}

/**
 * A person's answer to a category card: the product's category, the raw label, the decision, the audit row, the stage
 * event and the end of the lease, in one transaction. Repeating the idempotency key changes nothing.
 */
export function decideCategory(actor: Actor, input: CategoryDecision): Promise<DecideCategoryOutcome> {
  return inTransaction((tx) => decideCategoryIn(tx, actor, input));
}

/** The same inside the transaction of an act over many items. */
export function decideCategoryIn(
  tx: Tx,
  actor: Actor,
  input: CategoryDecision,
): Promise<DecideCategoryOutcome> {
  return recordDecision<UnknownCategory>(tx, actor, 'categories', input, (inside, item) =>
    readAnswer(inside, actor, input, item),
  );
}
