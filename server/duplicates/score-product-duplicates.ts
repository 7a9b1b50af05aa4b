/** Likely duplicates of one product as typed in: candidates from the database, the pair model over them; nothing is written. */
import { createHash } from 'node:crypto';
import { parseGtin } from '#server/catalog/parse-values.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { pairReasons } from '#server/ml/pairs/pair-reasons.ts';
import { type PairReasons, reasonWords } from '#server/ml/pairs/reason-words.ts';
import { normalizeImage } from '#server/pixels/normalize-image.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { openEmbedder } from '#server/representation/embedder.ts';
import { toDocument } from '#server/representation/product-text.ts';
import type { LiveProduct } from '#server/representation/schema.ts';
import { nearestTo } from '#server/representation/store-nearest.ts';
import { addListing } from './catalog-index.ts';
import { openPairMatcher, scorePairs } from './pair-matcher.ts';
import { pairsQuery } from './rules-live-words.ts';
import type { LiveDuplicate, LiveDuplicates } from './schema-live.ts';
import { readToldApartFrom } from './store-facts.ts';
import type { ListingRow } from './store-listings.ts';
import {
  countWords,
  findByKeys,
  findByLetters,
  findByWords,
  readListingsById,
  readShown,
  sampleListings,
  wordsInIndex,
} from './store-live.ts';
import { findRecord } from './store-record.ts';

const perSourceMax = 20;
/** Fewer by words than this, and letters are compared too. */
const byWordsMin = 5;
const shownMax = 10;
/** Below it a candidate is no likely duplicate to anybody. */
const shownMin = 0.05;
/** Listings beside the candidates on which word weights are counted: among candidates alone, telling words look common. */
const backgroundCount = 200;
const backgroundAgeMaxMs = 600_000;

type Pictures = ListingRow['pictures'];

interface Background {
  catalogId: string;
  at: number;
  rows: ListingRow[];
  /** Listings among them that hold a word. */
  listingsWith: Map<string, number>;
}

let background: Background | null = null;

async function backgroundOf(catalogId: string): Promise<Background> {
  if (background?.catalogId !== catalogId || Date.now() - background.at > backgroundAgeMaxMs) {
    const ids = await sampleListings(catalogId, backgroundCount);
    const [rows, listingsWith] = await Promise.all([readListingsById(catalogId, ids), countWords(ids)]);
    background = { catalogId, at: Date.now(), rows, listingsWith };
  }
  return background;
}

/** Likes by title: those that share telling words; where few do, those that are alike letter by letter. */
async function findByTitle(product: LiveProduct): Promise<string[]> {
  const { catalogId, title, brand } = product;
  const asked = { catalogId, title, exceptId: product.productId ?? null };
  const [words, { rows, listingsWith }] = await Promise.all([
    wordsInIndex(`${title} ${brand ?? ''}`),
    backgroundOf(catalogId),
  ]);
  const query = pairsQuery(words, (word) => (listingsWith.get(word) ?? 0) / Math.max(1, rows.length));
  const byWords = query ? await findByWords(asked, query, perSourceMax) : [];
  if (byWords.length >= byWordsMin) return byWords;
  return [...byWords, ...(await findByLetters(asked, perSourceMax))];
}

/** The picture as the catalog keeps pictures, so that hashes compare. */
async function readPicture(
  imageBase64: string | null | undefined,
): Promise<{ pictures: Pictures; problem: string | null }> {
  if (!imageBase64) return { pictures: [], problem: null };
  const image = await normalizeImage(Buffer.from(imageBase64, 'base64'));
  if (!image.ok) return { pictures: [], problem: image.reason };
  const sha256 = createHash('sha256').update(image.bytes).digest('hex');
  return { pictures: [[sha256, String(image.phash)]], problem: null };
}

async function neighbourIds(product: LiveProduct): Promise<string[]> {
  const files = await loadActiveModel(product.catalogId, 'embedder');
  if (!files) return [];
  const [vector] = await (await openEmbedder(files)).embed([toDocument(product)]);
  if (!vector) return [];
  const near = await nearestTo(vector, files.modelVersionId, perSourceMax, product.productId ?? null);
  return near.map((one) => one.productId);
}

function asListing(product: LiveProduct, pictures: Pictures, sellerId: string): ListingRow {
  const { title, description, brand, gtin, mpn, currency, locale, attributes } = product;
  const priceMinor = product.priceMinor == null ? null : BigInt(product.priceMinor);
  return {
    ...{ title, description, brand, gtin, mpn, url: null, currency, locale, attributes },
    id: '',
    priceMinor,
    sellerId,
    pictures,
  };
}

/** Candidates by every source, as the matcher reads them. */
async function readCandidateListings(product: LiveProduct, pictures: Pictures): Promise<ListingRow[]> {
  const { catalogId, gtin, mpn } = product;
  const phash = pictures.length > 0 && pictures[0][1] !== null ? BigInt(pictures[0][1]) : null;
  const exceptId = product.productId ?? null;
  const found = await Promise.all([
    findByKeys({ catalogId, exceptId, gtin, mpn, phash: phash || null }, perSourceMax),
    findByTitle(product),
    neighbourIds(product),
  ]);
  const ids = [...new Set(found.flat())];
  return readListingsById(catalogId, exceptId ? await notDecided(catalogId, exceptId, ids) : ids);
}

/** Without the record that a listing is in already, and those that people told it apart from: a refused pair does not come back here. */
async function notDecided(catalogId: string, productId: string, ids: string[]): Promise<string[]> {
  const recordId = await findRecord(catalogId, productId);
  if (!recordId) return ids;
  const apart = await readToldApartFrom(recordId, ids);
  return ids.filter((id) => id !== recordId && !apart.has(id));
}

function explained(why: PairReasons): Pick<LiveDuplicate, 'why' | 'reasons'> {
  return { why, reasons: { for: why.for.map(reasonWords), against: why.against.map(reasonWords) } };
}

/** Scores a product against its candidates with the catalog's pair model. Its GTIN is read as an import reads it; what is none is left out. */
export async function scoreProductDuplicates(typed: LiveProduct): Promise<LiveDuplicates> {
  const product = { ...typed, gtin: parseGtin(typed.gtin) };
  const { catalogId, productId } = product;
  const { pictures, problem } = await readPicture(product.imageBase64);
  const candidates = await readCandidateListings(product, pictures);
  const known = new Set(candidates.map((row) => row.id));
  const own = productId ? await readListingsById(catalogId, [productId]) : [];
  const sellerId = own.length > 0 ? own[0].sellerId : '';
  const asked = asListing(product, pictures.length > 0 ? pictures : (own[0]?.pictures ?? []), sellerId);
  const rest = (await backgroundOf(catalogId)).rows.filter(
    (row) => !known.has(row.id) && row.id !== productId,
  );
  const corpus = new CatalogCorpus();
  for (const row of [asked, ...candidates, ...rest]) addListing(corpus, row);
  corpus.finish();
  const left = new Int32Array(candidates.length);
  const right = Int32Array.from(candidates, (_, at) => at + 1);
  const matcher = await openPairMatcher(catalogId);
  const p = await scorePairs(matcher, corpus, left, right);
  const best = candidates
    .map((row, at) => ({ row, at, p: p[at] }))
    .filter((one) => one.p >= shownMin)
    .sort((one, other) => other.p - one.p || one.at - other.at)
    .slice(0, shownMax);
  const shown = await readShown(best.map(({ row }) => row.id));
  return {
    ok: true,
    modelVersionId: matcher.modelVersionId,
    comparedCount: candidates.length,
    pictureProblem: problem,
    duplicates: best.map(({ row, at, p: score }) => ({
      productId: row.id,
      title: row.title,
      sellerName: shown.get(row.id)?.sellerName ?? '',
      sku: shown.get(row.id)?.sku ?? '',
      imageId: shown.get(row.id)?.imageId ?? null,
      p: score,
      ...explained(pairReasons(corpus, 0, at + 1)),
    })),
  };
}
