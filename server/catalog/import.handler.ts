/** Streams a feed into the catalog in short batches; may be killed and begun again at any row. */
import { inTransaction } from '#server/db/transaction.ts';
import type { StageHandler, StageResult } from '#server/jobs/define-job.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { type RejectedRow, reject } from '#server/tables/rows.ts';
import { streamRows } from '#server/tables/stream-rows.ts';
import { TableError } from '#server/tables/table-error.ts';
import { resolveStored } from './keep-upload.ts';
import { mapRow } from './map-row.ts';
import { withoutPath } from './preview-import.ts';
import { type CategoryResolver, categoryResolver } from './resolve-category.ts';
import { type ImportMapping, importMappingSchema, type ProductInput } from './schema.ts';
import {
  beginImportRun,
  delistMissing,
  finishImportRun,
  type ImportRunRow,
  isImportCancelled,
  readImportRun,
} from './store-import.ts';
import { readCategoryKeys } from './store-taxonomy.ts';
import { writeBatch } from './write-batch.ts';

/** Rows a transaction: a few hundred milliseconds, so that nobody's click waits behind an import. */
const batchSize = 500;

/** Tells rows that stand twice in one file apart; without a sku equal rows are counted (`~hash#2`). */
function rowKeeper(mapping: ImportMapping, resolve: CategoryResolver) {
  const lineOf = new Map<string, number>();
  return (row: {
    line: number;
    values: Record<string, string | null>;
  }): { input: ProductInput } | { rejected: RejectedRow } => {
    const mapped = mapRow(row.values, mapping, resolve);
    if (!mapped.ok)
      return { rejected: reject(row.line, mapped.reason, JSON.stringify(row.values), mapped.field) };
    const { input } = mapped;
    if (input.sku.startsWith('~')) {
      const ordinal = (lineOf.get(input.sku) ?? 0) + 1;
      lineOf.set(input.sku, ordinal);
      return { input: { ...input, sku: `${input.sku}#${ordinal}` } };
    }
    const key = `${input.sellerKey}\u0001${input.sku}`;
    const before = lineOf.get(key);
    if (before !== undefined)
      return {
        rejected: reject(
          row.line,
          `the SKU ${input.sku} stands on line ${before} already`,
          JSON.stringify(row.values),
          mapping.fields.sku ?? null,
        ),
      };
    lineOf.set(key, row.line);
    return { input };
  };
}

async function runImport(run: ImportRunRow, signal: AbortSignal): Promise<'done' | 'cancelled' | 'stopped'> {
  const mapping = importMappingSchema.parse(run.mapping);
  const keep = rowKeeper(mapping, categoryResolver(await readCategoryKeys(run.catalogId)));
  const sellerIds = new Set<string>();
  await inTransaction((tx) => beginImportRun(tx, run.id));
  for await (const rows of streamRows(resolveStored(run.storedPath), { batchSize })) {
    if (signal.aborted) return 'stopped';
    if (await isImportCancelled(run.id)) return 'cancelled';
    const inputs: ProductInput[] = [];
    const rejects = [...rows.rejects];
    for (const row of rows.rows) {
      const kept = keep(row);
      if ('input' in kept) inputs.push(kept.input);
      else rejects.push(kept.rejected);
    }
    for (const id of await writeBatch({ catalogId: run.catalogId, runId: run.id, inputs, rejects }))
      sellerIds.add(id);
  }
  await inTransaction(async (tx) => {
    const delisted =
      run.mode === 'full' && sellerIds.size > 0
        ? await delistMissing(tx, run.catalogId, run.id, [...sellerIds])
        : 0;
    // Groups that hold them, and records that stand on them, are looked at again.
    if (delisted > 0)
      await wakeUnits(tx, { catalogId: run.catalogId, stage: 'cluster', unitIds: [run.catalogId] });
    await finishImportRun(tx, run.id, 'done', { delisted });
  });
  return 'done';
}

async function importOne(runId: string, signal: AbortSignal): Promise<StageResult> {
  const run = await readImportRun(runId);
  if (!run) return { notApplicable: [runId] };
  try {
    const end = await runImport(run, signal);
    if (end === 'stopped')
      return { later: { unitIds: [runId], reason: 'the worker stops', retryAfterMs: 0 } };
    if (end === 'cancelled') {
      await inTransaction((tx) => finishImportRun(tx, runId, 'cancelled'));
      return { notApplicable: [runId] };
    }
    return { done: [runId], wakes: [] };
  } catch (error) {
    // A file that cannot be read stays unreadable; anything else may be the moment's fault and is tried again.
    if (!(error instanceof TableError)) throw error;
    const reason = withoutPath(error.message, resolveStored(run.storedPath));
    await inTransaction((tx) => finishImportRun(tx, runId, 'failed', { failure: reason }));
    return { failed: [{ id: runId, reason }] };
  }
}

export const handle: StageHandler = ({ unitIds, signal }) => importOne(unitIds[0], signal);
