import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { readCardProducts } from '#server/review/store-products.ts';
import { chooseGolden } from './rules-golden.ts';
import type { GoldenField } from './schema-card.ts';
import type { MergedRecord } from './schema-record.ts';
import { findRecord, readMergesAmong, readRecordListings, readStandingUnder } from './store-record.ts';
import { readSurvivorship } from './store-survivorship.ts';

/**
 * What records say now, field by field: worked out of all listings that each stands for, as their sellers give them today and
 * by the catalog's rules of today. Delisted listings say nothing.
 */
export async function readGoldenOf(
  catalogId: string,
  recordIds: readonly string[],
): Promise<Map<string, GoldenField[]>> {
  const [standing, set] = await Promise.all([readStandingUnder(recordIds), readSurvivorship(catalogId)]);
  const products = await readCardProducts(
    standing.map(({ productId }) => productId),
    undefined,
    true,
  );
  const listings = new Map<string, typeof products extends Map<string, infer P> ? P[] : never>();
  for (const { productId, under } of standing) {
    const product = products.get(productId);
    if (product) addToGroup(listings, under, product);
  }
  return new Map(recordIds.map((id) => [id, chooseGolden(listings.get(id) ?? [], set)]));
}

/** The record that stands for a listing, by the id of any of its listings; null where the catalog has no such product. */
export async function readRecord(
  actor: Actor,
  catalogId: string,
  productId: string,
): Promise<MergedRecord | null> {
  const recordId = await findRecord(catalogId, productId);
  if (!recordId) return null;
  const ids = (await readStandingUnder([recordId])).map((one) => one.productId);
  const [listings, merges, golden] = await Promise.all([
    readRecordListings(recordId, ids),
    readMergesAmong(ids),
    readGoldenOf(catalogId, [recordId]),
  ]);
  return {
    recordId,
    listings,
    fields: golden.get(recordId) ?? [],
    merges: merges.map(({ mergeId, at, by, actorId, isPolicy, isIntact, titles }) => ({
      ...{ mergeId, titles },
      at: at.toISOString(),
      by: isPolicy ? null : (by ?? actorId),
      mayUndo: isIntact && (actorId === actor.id || mayActAs(actor, 'lead')),
    })),
  };
}
