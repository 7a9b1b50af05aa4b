/** Writes one batch of a feed: products, history, images, rejected rows, counts and what they wake, in one transaction. */
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import type { RejectedRow } from '#server/tables/rows.ts';
import { inputHash } from './map-row.ts';
import { applyEdits, editedHash } from './rules-edit.ts';
import type { ProductInput } from './schema.ts';
import * as store from './store-import.ts';

export interface ImportBatch {
  catalogId: string;
  runId: string;
  inputs: ProductInput[];
  rejects: RejectedRow[];
}

const keyOf = (sellerId: string, rest: string): string => `${sellerId}\u0001${rest}`;

async function planWrites(
  tx: Tx,
  batch: ImportBatch,
  sellerIds: Map<string, string>,
): Promise<store.ProductWrite[]> {
  const sellerId = (input: ProductInput): string => sellerIds.get(input.sellerKey)!;
  const paths = batch.inputs.flatMap((input) =>
    input.sellerCategoryPath ? [{ sellerId: sellerId(input), path: input.sellerCategoryPath }] : [],
  );
  const distinct = [...new Map(paths.map((path) => [keyOf(path.sellerId, path.path), path])).values()];
  const mapped = await store.ensureSellerCategories(tx, distinct);
  return batch.inputs.map((input) => {
    const own = input.sellerCategoryPath
      ? mapped.get(keyOf(sellerId(input), input.sellerCategoryPath))
      : undefined;
    // The hash is of what the seller says alone: a mapping that people change must not look like a changed feed.
    const hash = inputHash(input);
    const isMapped = input.givenCategoryIds.length === 0 && own?.categoryId != null;
    return {
      id: newId(),
      sellerId: sellerId(input),
      sellerCategoryId: own?.id ?? null,
      givenCategoryIds: isMapped ? [own.categoryId as string] : input.givenCategoryIds,
      givenFrom: isMapped ? 'mapping' : 'seller',
      hash,
      feedHash: null,
      edits: {},
      input,
    };
  });
}

/** A changed row of a product that people have corrected: their corrections lie over it. */
function overKnown(write: store.ProductWrite, known: store.KnownProduct): store.ProductWrite {
  if (Object.keys(known.edited).length === 0) return { ...write, id: known.id };
  const { input, edits } = applyEdits(write.input, known.edited);
  return { ...write, id: known.id, input, edits, hash: editedHash(write.hash, edits), feedHash: write.hash };
}

/** Returns the ids of the sellers in the batch. */
export async function writeBatch(batch: ImportBatch): Promise<string[]> {
  const { catalogId, runId } = batch;
  return inTransaction(
    async (tx) => {
      const sellers = [
        ...new Map(
          batch.inputs.map((input) => [input.sellerKey, { key: input.sellerKey, name: input.sellerName }]),
        ).values(),
      ];
      const sellerIds =
        sellers.length === 0 ? new Map<string, string>() : await store.ensureSellers(tx, catalogId, sellers);
      const writes = await planWrites(tx, batch, sellerIds);
      const known = await store.findKnownProducts(
        tx,
        catalogId,
        writes.map((write) => ({ sellerId: write.sellerId, sku: write.input.sku })),
      );
      const fresh: store.ProductWrite[] = [];
      const changed: store.ProductWrite[] = [];
      const same: { id: string; popularity: number | null }[] = [];
      const counts = {
        read: batch.inputs.length + batch.rejects.length,
        created: 0,
        updated: 0,
        unchanged: 0,
        rejected: batch.rejects.length,
      };
      for (const write of writes) {
        const before = known.get(keyOf(write.sellerId, write.input.sku));
        if (!before) fresh.push(write);
        else if ((before.feedHash ?? before.inputHash) !== write.hash) changed.push(overKnown(write, before));
        else {
          same.push({ id: before.id, popularity: write.input.popularity });
          // Written by this very run before its worker died: counted as what it was.
          if (before.importRunId !== runId) counts.unchanged++;
          else if (before.revision === 1) counts.created++;
          else counts.updated++;
        }
      }
      counts.created += fresh.length;
      counts.updated += changed.length;
      await store.insertProducts(tx, catalogId, runId, fresh);
      await store.updateProducts(tx, runId, changed);
      const back = await store.touchProducts(tx, runId, same);
      const touched = [...fresh, ...changed];
      const images = touched.flatMap((write) =>
        write.input.imageSources.map((source, position) => ({ productId: write.id, position, source })),
      );
      const productIds = touched.map((write) => write.id);
      const waiting = productIds.length === 0 ? [] : await store.replaceImages(tx, images, productIds);
      await store.insertRowErrors(tx, runId, batch.rejects);
      await store.addImportCounts(tx, runId, counts);
      await wakeUnits(tx, { catalogId, stage: 'fetch-image', unitIds: waiting });
      await wakeUnits(tx, { catalogId, stage: 'features', unitIds: [...productIds, ...back] });
      return [...sellerIds.values()];
    },
    { timeoutMs: 120_000 },
  );
}
