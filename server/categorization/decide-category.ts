import type { Actor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { recordLabel } from '#server/labels/record-label.ts';
import { type DecisionContent, recordDecision } from '#server/review/record-decision.ts';
import type { DecisionOutcome } from '#server/review/schema.ts';
import type { ItemRow } from '#server/review/store.ts';
import { afterCategory, measuresPeople } from './measure-people.ts';
import type { CategoryAnswer, DecideCategory } from './schema-card.ts';
import {
  type CategoryRow,
  lockProduct,
  placeProduct,
  readCatalogCategory,
  readSuggestions,
  type SuggestionRow,
} from './store-card.ts';

export type UnknownCategory = { ok: false; reason: 'unknown-category' };
export type DecideCategoryOutcome = DecisionOutcome | UnknownCategory;

/** What undo puts back. */
export interface CategoryEffect {
  before: { categoryId: string | null; source: string } | null;
  after: { categoryId: string } | null;
  labelId: string | null;
  keptApart?: boolean;
}

/** `bulkId`: the selection or the page of the grid that it is part of. */
export type CategoryDecision = DecideCategory & { bulkId?: string };

interface Chosen {
  category: CategoryRow;
  rank: number | null;
  score: number | null;
}

async function applyCategory(
  tx: Tx,
  actor: Actor,
  item: ItemRow,
  decisionId: string,
  chosen: Chosen | null,
): Promise<CategoryEffect> {
  const keptApart = measuresPeople(item);
  const product = await lockProduct(tx, item.subjectId);
  // Can't tell and escalate change nothing and are no label of any class; nor is an answer to a known one.
  if (!chosen || !product || item.reason === 'gold')
    return { before: null, after: null, labelId: null, keptApart };
  const { categoryId, depth } = chosen.category;
  const label = { decisionId, subjectId: product.productId, value: categoryId, depth };
  if (!keptApart) await placeProduct(tx, product.productId, categoryId, 'decision');
  const labelId = await recordLabel(tx, actor, { catalogId: item.catalogId, kind: 'category', ...label });
  if (keptApart) return { before: null, after: null, labelId, keptApart };
  return {
    before: { categoryId: product.currentCategoryId, source: product.currentSource },
    after: { categoryId },
    labelId,
  };
}

function standingOfChoice(category: CategoryRow, suggestion: SuggestionRow | undefined): Chosen {
  const at = suggestion?.topK.findIndex((answer) => answer.categoryId === category.categoryId) ?? -1;
  return {
    category,
    rank: at >= 0 ? at + 1 : null,
    score: at >= 0 ? (suggestion?.topK[at].p ?? null) : null,
  };
}

async function chosenOf(
  tx: Tx,
  answer: CategoryAnswer,
  catalogId: string,
  productId: string,
): Promise<Chosen | null | 'unknown'> {
  if (answer.kind !== 'category') return null;
  const category = await readCatalogCategory(tx, catalogId, answer.categoryId);
  if (!category) return 'unknown';
  return standingOfChoice(category, (await readSuggestions([productId], tx)).get(productId));
}

/** Locks the product and tells its revision; null when it is gone, delisted or merged. Shared with undo. */
export async function productRevision(tx: Tx, productId: string): Promise<number | null> {
  return (await lockProduct(tx, productId))?.revision ?? null;
}

async function readAnswer(tx: Tx, actor: Actor, input: CategoryDecision, item: ItemRow) {
  const { answer } = input;
  const chosen = await chosenOf(tx, answer, item.catalogId, item.subjectId);
  if (chosen === 'unknown') return { ok: false as const, reason: 'unknown-category' as const };
  const content: DecisionContent<UnknownCategory> = {
    kind: 'category',
    answer,
    nextState: answer.kind === 'escalate' ? 'escalated' : 'decided',
    stage: answer.kind === 'escalate' || measuresPeople(item) ? null : 'review-category',
    depth: chosen?.category.depth,
    rank: chosen?.rank,
    score: chosen?.score,
    relation: answer.kind === 'cant-tell' ? 'cant_tell' : null,
    reasonCode: answer.kind === 'category' ? null : answer.reasonCode,
    suggestionShown: input.suggestionShown,
    keptApart: measuresPeople(item),
    bulkId: input.bulkId,
    after: (inside, held, decisionId) =>
      afterCategory(inside, held, decisionId, chosen?.category.categoryId ?? null),
    currentRevision: productRevision,
    apply: (inside, held, decisionId) => applyCategory(inside, actor, held, decisionId, chosen),
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
