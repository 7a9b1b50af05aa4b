import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { seekMeaning } from '#server/review/seek-meaning.ts';
import { claimOne } from '#server/review/store.ts';
import { decideCategoryIn } from './decide-category.ts';
import type { ConfirmGrid, FreezeSelection, SelectionOutcome } from './schema-grid.ts';
import {
  type BulkRow,
  freezeRows,
  insertRows,
  insertSelection,
  markRow,
  readRows,
  readSelection,
  setSelectionState,
} from './store-bulk.ts';
import { returnExceptions } from './store-grid.ts';
import { undoCategoryDecision } from './undo-category-decision.ts';

/** Decisions a request makes before it answers with how far it came: under a second, so that progress is seen. */
const rowsPerRequest = 60;

const bulkKey = (bulkId: string, ordinal: number): string => `${bulkId}:${ordinal}`;

async function outcomeOf(actor: Actor, bulkId: string): Promise<SelectionOutcome> {
  const selection = await readSelection(actor, bulkId);
  return selection ? { ok: true, selection } : { ok: false, reason: 'not-found' };
}

/** Freezes "all that match this filter": later changes of the queue change neither its count nor its rows. */
export async function freezeSelection(actor: Actor, input: FreezeSelection): Promise<SelectionOutcome> {
  const bulkId = newId();
  const { catalogId } = input;
  const { filter } = await seekMeaning(catalogId, input.filter);
  await inTransaction(async (tx) => {
    await insertSelection(tx, actor, { bulkId, catalogId, filter: input.filter });
    await freezeRows(tx, actor, bulkId, { catalogId, filter });
  });
  return outcomeOf(actor, bulkId);
}

/** Accepts the proposal of one row. The lease is the page's own, or taken now where nobody holds the item. */
async function confirmRow(
  tx: Tx,
  actor: Actor,
  bulkId: string,
  row: BulkRow & { leaseNumber?: number; seconds?: number | null; via: 'grid' | 'bulk' },
): Promise<'done' | 'left'> {
  const lease = row.leaseNumber ?? (await claimOne(tx, actor, row.itemId))?.leaseNumber;
  if (lease === undefined) return 'left';
  const outcome = await decideCategoryIn(tx, actor, {
    idempotencyKey: bulkKey(bulkId, row.ordinal),
    itemId: row.itemId,
    leaseNumber: lease,
    subjectRevision: row.subjectRevision,
    seconds: row.seconds ?? null,
    idleRemoved: false,
    suggestionShown: true,
    answer: { kind: 'category', categoryId: row.categoryId, via: row.via },
    bulkId,
  });
  return outcome.ok ? 'done' : 'left';
}

/**
 * Goes on confirming one's own frozen selection. Each row is a decision of its own in a transaction of its own, so that
 * nobody's click waits behind it, and a request cut off half-way is simply repeated.
 */
export async function confirmSelection(
  actor: Actor,
  bulkId: string,
  typed: number,
): Promise<SelectionOutcome> {
  const before = await readSelection(actor, bulkId);
  if (!before || before.state === 'undone') return { ok: false, reason: 'not-found' };
  if (typed !== before.total) return { ok: false, reason: 'count-differs' };
  const rows = await readRows(actor, bulkId, 'waiting', rowsPerRequest);
  for (const row of rows)
    await inTransaction(async (tx) => {
      await markRow(tx, bulkId, row.ordinal, await confirmRow(tx, actor, bulkId, { ...row, via: 'bulk' }));
    });
  if (rows.length < rowsPerRequest && before.state === 'frozen') {
    await inTransaction(async (tx) => {
      await setSelectionState(tx, bulkId, 'confirmed');
      await recordAudit(tx, actor, {
        event: 'review.selection-confirmed',
        subject: bulkId,
        detail: { typed },
      });
    });
  }
  return outcomeOf(actor, bulkId);
}

/** Goes on taking back what a selection or a grid page decided; the items are open for everybody again. */
export async function undoSelection(actor: Actor, bulkId: string): Promise<SelectionOutcome> {
  const rows = await readRows(actor, bulkId, 'done', rowsPerRequest);
  for (const { ordinal, itemId } of rows) {
    const undo = {
      idempotencyKey: `${bulkKey(bulkId, ordinal)}:undo`,
      targetKey: bulkKey(bulkId, ordinal),
      itemId,
    };
    const outcome = await undoCategoryDecision(actor, { ...undo, kind: 'decide' }, true);
    const isGone = outcome.ok || outcome.reason === 'already-undone';
    await inTransaction((tx) => markRow(tx, bulkId, ordinal, isGone ? 'undone' : 'left'));
  }
  const before = await readSelection(actor, bulkId);
  if (before && rows.length < rowsPerRequest && before.state !== 'undone')
    await inTransaction((tx) => setSelectionState(tx, bulkId, 'undone'));
  return outcomeOf(actor, bulkId);
}

/** One page of the grid: the unmarked are confirmed, each under its lease; exceptions go back, first in line. */
export async function confirmGrid(actor: Actor, input: ConfirmGrid): Promise<SelectionOutcome> {
  const { bulkId, catalogId, categoryId, confirmed, exceptions } = input;
  const rows = confirmed.map((lease, at) => ({ ...lease, ordinal: at + 1, categoryId }));
  await inTransaction(async (tx) => {
    await insertSelection(tx, actor, { bulkId, catalogId, filter: { category: categoryId } });
    await insertRows(tx, bulkId, rows);
  });
  // Somebody else's id: nothing of theirs is touched.
  if (!(await readSelection(actor, bulkId))) return { ok: false, reason: 'not-found' };
  const waiting = new Set((await readRows(actor, bulkId, 'waiting', rows.length)).map((row) => row.ordinal));
  const share = input.seconds === null ? null : input.seconds / Math.max(1, rows.length);
  for (const row of rows.filter(({ ordinal }) => waiting.has(ordinal)))
    await inTransaction(async (tx) => {
      const state = await confirmRow(tx, actor, bulkId, { ...row, seconds: share, via: 'grid' });
      await markRow(tx, bulkId, row.ordinal, state);
    });
  await returnExceptions(
    actor,
    exceptions.map((lease) => lease.itemId),
  );
  await inTransaction((tx) => setSelectionState(tx, bulkId, 'confirmed'));
  return outcomeOf(actor, bulkId);
}
