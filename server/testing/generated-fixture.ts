/** A generated catalog in the database, without pictures, for tests of the machine's half of duplicates. */
import type { Db } from '#server/db/client.ts';
import { newId } from '#server/db/uuid.ts';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import type { DemoCatalog } from '#server/demo/schema.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { aReviewCatalog, type ReviewFixture } from './review-fixture.ts';

export interface GeneratedFixture extends ReviewFixture {
  productIds: string[];
  /** Equal for listings of one thing, by product id. */
  thing: ReadonlyMap<string, number>;
}

export interface GeneratedOptions {
  seed: number;
  listings: number;
  /** Of each thing at most so many listings, and of things listed once at most so many: a small catalog of many duplicates. */
  dense?: { copiesMax: number; singlesMax: number };
}

function thinned(catalog: DemoCatalog, { copiesMax, singlesMax }: NonNullable<GeneratedOptions['dense']>) {
  const copies = new Map<number, DemoCatalog['listings']>();
  for (const listing of catalog.listings) addToGroup(copies, catalog.truth.group[listing.key], listing);
  const groups = [...copies.values()];
  return [
    ...groups.filter((group) => group.length > 1).flatMap((group) => group.slice(0, copiesMax)),
    ...groups
      .filter((group) => group.length === 1)
      .slice(0, singlesMax)
      .flat(),
  ];
}

export async function aGeneratedCatalog(db: Db, options: GeneratedOptions): Promise<GeneratedFixture> {
  const catalog = generateCatalog(options);
  const { truth } = catalog;
  const listings = options.dense ? thinned(catalog, options.dense) : catalog.listings;
  const fixture = await aReviewCatalog(db);
  const { catalogId } = fixture;
  const sellers = new Map([...new Set(listings.map((one) => one.sellerKey))].map((key) => [key, newId()]));
  await db.seller.createMany({
    data: [...sellers].map(([key, id]) => ({ id, key: `demo ${key}`, name: key, catalogId })),
  });
  const thing = new Map<string, number>();
  const rows = listings.map((listing) => {
    const id = newId();
    thing.set(id, truth.group[listing.key]);
    const { sku, title, description, brand, gtin, mpn, currency, locale, attributes } = listing;
    return {
      ...{ id, catalogId, title, description, brand, gtin, mpn, currency, locale, attributes },
      sellerId: sellers.get(listing.sellerKey) ?? fixture.sellerId,
      sku: `${listing.sellerKey}:${sku}`,
      priceMinor: listing.priceMinor === null ? null : BigInt(listing.priceMinor),
      inputHash: id,
    };
  });
  await db.product.createMany({ data: rows });
  return { ...fixture, productIds: rows.map((row) => row.id), thing };
}
