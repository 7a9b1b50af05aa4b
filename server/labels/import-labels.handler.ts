/** Reads a label file in batches; each batch is one short transaction, and what stands already is left as it is. */

import { resolveStored } from '#server/catalog/keep-upload.ts';
import { categoryResolver } from '#server/catalog/resolve-category.ts';
import { readCategoryKeys } from '#server/catalog/store-taxonomy.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { TableError } from '#server/tables/table-error.ts';
import { faultSentence } from './label-fault.ts';
import { type NamedLabel, nameLabel } from './place-label.ts';
import { type LabelRow, readLabelRows } from './read-label-rows.ts';
import type { LabelFault, LabelImportView } from './schema.ts';
import {
  findKnownLabels,
  findLabelImport,
  findNamedProducts,
  insertImportedLabels,
  updateLabelImport,
} from './store-label-import.ts';
import type { NewLabel } from './store-record.ts';

const batchRows = 500;
const rejectsKept = 1000;

interface Tally {
  read: number;
  recorded: number;
  unchanged: number;
  rejected: number;
  rejects: LabelImportView['rejects'];
}

interface Placed extends NewLabel {
  labelId: string | null;
}

function refuse(tally: Tally, line: number, fault: LabelFault | string): void {
  tally.rejected++;
  if (tally.rejects.length >= rejectsKept) return;
  tally.rejects.push(
    typeof fault === 'string' ? { line, reason: fault } : { line, reason: faultSentence(fault), fault },
  );
}

/** Names become ids; a pair stands in the order of its ids. */
async function placeAll(
  catalogId: string,
  named: readonly { line: number; label: NamedLabel }[],
  tally: Tally,
): Promise<Placed[]> {
  const names = named.flatMap(({ label }) => (label.other ? [label.product, label.other] : [label.product]));
  const ids = await findNamedProducts(catalogId, names);
  let at = 0;
  const placed = new Map<string, Placed>();
  for (const { line, label } of named) {
    const first = ids[at++];
    const second = label.other ? ids[at++] : null;
    if (!first || (label.other && !second)) {
      refuse(tally, line, { code: 'no-product' });
      continue;
    }
    if (first === second) {
      refuse(tally, line, { code: 'with-itself' });
      continue;
    }
    const [subjectId, otherId] = second ? [first, second].sort() : [first, null];
    const { kind, value, by, labelId } = label;
    const thing = `${kind}/${by}/${subjectId}/${otherId ?? ''}`;
    // Two rows of one voice on one thing: the later one is its word.
    if (placed.has(thing)) tally.unchanged++;
    placed.set(thing, {
      ...{ id: newId(), decisionId: newId(), depth: null, catalogId, kind, value, labelId },
      ...{ actorId: by, subjectId, otherId },
    });
  }
  return [...placed.values()];
}

async function record(importId: string, catalogId: string, labels: Placed[], tally: Tally): Promise<void> {
  const known = await findKnownLabels(labels);
  const fresh = labels.filter((_, at) => !known.has(at)).map(({ labelId: _, ...label }) => label);
  tally.unchanged += known.size;
  tally.recorded += fresh.length;
  await inTransaction(async (tx) => {
    await insertImportedLabels(tx, importId, fresh);
    await wakeUnits(tx, { catalogId, stage: 'label', unitIds: fresh.map((label) => label.decisionId) });
    await updateLabelImport(importId, { ...tally }, tx);
  });
}

export const handle: StageHandler = async ({ catalogId, unitIds: [id], signal }) => {
  const run = await findLabelImport(id);
  if (!run || ['done', 'cancelled'].includes(run.state)) return { notApplicable: [id] };
  const resolve = categoryResolver(await readCategoryKeys(catalogId));
  const tally: Tally = { read: 0, recorded: 0, unchanged: 0, rejected: 0, rejects: [] };
  const flush = async (rows: LabelRow[]): Promise<void> => {
    const named = [];
    for (const { line, values, fault } of rows) {
      const label = fault ?? nameLabel(values, resolve, run.fileName);
      if (typeof label === 'string' || 'code' in label) refuse(tally, line, label);
      else named.push({ line, label });
    }
    tally.read += rows.length;
    await record(id, catalogId, await placeAll(catalogId, named, tally), tally);
  };
  await updateLabelImport(id, { state: 'running', failure: null });
  try {
    const rows: LabelRow[] = [];
    for await (const row of readLabelRows(resolveStored(run.storedPath))) {
      if (signal.aborted) return { later: { unitIds: [id], reason: 'the worker stops', retryAfterMs: 0 } };
      rows.push(row);
      if (rows.length === batchRows) await flush(rows.splice(0));
    }
    await flush(rows);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    await updateLabelImport(id, { state: 'failed', failure: error.message, finishedAt: new Date() });
    return { failed: [{ id, reason: error.message }] };
  }
  return {
    done: [id],
    wakes: [],
    write: (tx) => updateLabelImport(id, { state: 'done', finishedAt: new Date() }, tx),
  };
};
