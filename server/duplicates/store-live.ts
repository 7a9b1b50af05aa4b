/** Candidates of one product that is not (or not yet so) in the catalog: by keys, words or letters of the title, pictures. */
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { ListingRow } from './store-listings.ts';

export interface LiveKeys {
  catalogId: string;
  exceptId: string | null;
  gtin: string | null;
  mpn: string | null;
  phash: bigint | null;
}

/** Differing bits up to which two pictures count as near. */
const pictureBitsMax = 8;
/** Of listings that share two telling words the first so many are ranked by their titles. */
const rankedMax = 2000;

/** Same expression as the index product_search. */
const wordsOf = Prisma.sql`to_tsvector('simple', fold_text(p.title || ' ' || coalesce(p.brand, '')))`;
const isLive = Prisma.sql`p.survivor_id IS NULL AND p.delisted_at IS NULL`;

/** Ids of live listings with the same GTIN or model number, or a near picture. */
export async function findByKeys(keys: LiveKeys, perSourceMax: number): Promise<string[]> {
  const { catalogId, exceptId, gtin, mpn, phash } = keys;
  const rows = await db().$queryRaw<{ id: string }[]>`
    WITH found AS (
      (SELECT id FROM product WHERE catalog_id = ${catalogId}::uuid AND gtin = ${gtin} LIMIT ${perSourceMax})
      UNION
      (SELECT id FROM product WHERE catalog_id = ${catalogId}::uuid AND mpn = ${mpn} ORDER BY id LIMIT ${perSourceMax})
      UNION
      (SELECT p.id FROM image i JOIN product p ON p.id = i.product_id
       WHERE p.catalog_id = ${catalogId}::uuid AND i.phash <> 0
         AND bit_count((i.phash # ${phash}::bigint)::bit(64)) <= ${pictureBitsMax} LIMIT ${perSourceMax})
    )
    SELECT p.id FROM found JOIN product p ON p.id = found.id
    WHERE ${isLive} AND p.id IS DISTINCT FROM ${exceptId}::uuid ORDER BY p.id`;
  return rows.map((row) => row.id);
}

export interface LiveTitle {
  catalogId: string;
  exceptId: string | null;
  title: string;
}

/** The words of a text as the index holds them. */
export async function wordsInIndex(text: string): Promise<string[]> {
  const [{ words }] = await db().$queryRaw<{ words: string[] }[]>`
    SELECT tsvector_to_array(to_tsvector('simple', fold_text(${text}))) AS words`;
  return words;
}

/** Live listings that answer a full text question, the most alike titles first. */
export async function findByWords(
  { catalogId, exceptId, title }: LiveTitle,
  query: string,
  limit: number,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT found.id FROM (
      SELECT p.id, p.title FROM product p
      WHERE p.catalog_id = ${catalogId}::uuid AND ${wordsOf} @@ ${query}::tsquery
        AND ${isLive} AND p.id IS DISTINCT FROM ${exceptId}::uuid LIMIT ${rankedMax}) AS found
    ORDER BY similarity(lower(found.title), lower(${title})) DESC, found.id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** Live listings whose title is alike letter by letter (trigrams): finds misspelt words, at ten times the cost. */
export async function findByLetters(
  { catalogId, exceptId, title }: LiveTitle,
  limit: number,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT p.id FROM product p
    WHERE p.catalog_id = ${catalogId}::uuid AND lower(p.title) % lower(${title})
      AND ${isLive} AND p.id IS DISTINCT FROM ${exceptId}::uuid
    ORDER BY similarity(lower(p.title), lower(${title})) DESC, p.id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** In how many of these listings each word stands that stands in more than one. */
export async function countWords(ids: string[]): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ word: string; listings: number }[]>`
    SELECT word, count(*)::int AS listings FROM product p, unnest(tsvector_to_array(${wordsOf})) AS word
    WHERE p.id = ANY(${ids}::uuid[]) GROUP BY word HAVING count(*) > 1`;
  return new Map(rows.map((row) => [row.word, row.listings]));
}

/** Listings as the matcher reads them, in id order; at most some hundred ids. */
export async function readListingsById(catalogId: string, ids: string[]): Promise<ListingRow[]> {
  return db().$queryRaw<ListingRow[]>`
    SELECT p.id, p.title, left(p.description, 2000) AS description, p.brand, p.gtin, p.mpn, p.url,
      p.price_minor AS "priceMinor", p.currency, p.seller_id AS "sellerId", p.locale, p.attributes,
      coalesce((SELECT jsonb_agg(jsonb_build_array(i.blob_sha256, i.phash::text) ORDER BY i.position, i.id)
        FROM image i WHERE i.product_id = p.id AND i.state = 'done' AND i.blob_sha256 IS NOT NULL), '[]') AS pictures
    FROM product p
    WHERE p.catalog_id = ${catalogId}::uuid AND p.id = ANY(${ids}::uuid[]) ORDER BY p.id`;
}

/** Ids of listings spread over the catalog, the same ones each time: what word weights are counted on. */
export async function sampleListings(catalogId: string, count: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM product WHERE catalog_id = ${catalogId}::uuid AND survivor_id IS NULL AND delisted_at IS NULL
    ORDER BY md5(id::text), id LIMIT ${count}`;
  return rows.map((row) => row.id);
}

export interface ShownListing {
  id: string;
  sku: string;
  sellerName: string;
  imageId: string | null;
}

/** What a screen names of these listings. */
export async function readShown(ids: string[]): Promise<Map<string, ShownListing>> {
  const rows = await db().$queryRaw<ShownListing[]>`
    SELECT p.id, p.sku, s.name AS "sellerName",
      (SELECT i.id FROM image i WHERE i.product_id = p.id AND i.state = 'done' ORDER BY i.position, i.id LIMIT 1) AS "imageId"
    FROM product p JOIN seller s ON s.id = p.seller_id WHERE p.id = ANY(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
