/** Answers of two models on items with a known truth. */
import type { CategorizerMeasures } from '#server/categorization/schema-evaluation.ts';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { JudgedItem } from './rules-compare.ts';
import { goldenLabels } from './store-golden.ts';

/** Provisional comparisons are on at most this many items, chosen by hash: an interval of ±.3 points. */
const givenRowsMax = 50_000;

interface Row {
  productId: string;
  title: string;
  truth: string;
  truthId: string;
  /** In the order of the models asked for. */
  answers: { path: string; depthOk: number; firsts: string[] }[];
  popularity: number | null;
  probability: number;
  locale: string | null;
  seller: string;
  noImage: boolean;
  noDescription: boolean;
  days: number;
}

const codes = (path: string): string[] => path.split('/').filter(Boolean);

function ageOf(days: number): JudgedItem['age'] {
  if (days < 30) return 'month';
  return days < 90 ? 'quarter' : 'older';
}

function toItem(row: Row): JudgedItem {
  const truth = codes(row.truth);
  const answers = row.answers.map(({ path, depthOk, firsts }) => ({
    path: codes(path),
    isSure: depthOk >= truth.length,
    rank: firsts.indexOf(row.truthId),
  }));
  const [candidate, other = null, ...further] = answers;
  return {
    productId: row.productId,
    title: row.title,
    truth,
    candidate,
    other,
    further,
    value: 1 + Math.max(0, row.popularity ?? 0),
    weight: 1 / row.probability,
    locale: row.locale,
    seller: row.seller,
    missing: [...(row.noImage ? ['image'] : []), ...(row.noDescription ? ['description'] : [])],
    age: ageOf(row.days),
  };
}

/** What stands as the truth: golden labels, or what people and sellers say of products that a fold had not seen. */
function truths(catalogId: string, basis: 'golden' | 'given'): Prisma.Sql {
  if (basis === 'golden') return goldenLabels(catalogId);
  return Prisma.sql`
    SELECT p.id AS product_id, coalesce(l.category_id, p.given_category_ids[1]) AS category_id, 1::float8 AS served_probability
    FROM product p LEFT JOIN (
      SELECT DISTINCT ON (subject_id) subject_id, value::uuid AS category_id FROM label
      WHERE catalog_id = ${catalogId}::uuid AND kind = 'category' AND state IN ('raw', 'agreed') ORDER BY subject_id, id DESC
    ) AS l ON l.subject_id = p.id
    WHERE p.catalog_id = ${catalogId}::uuid AND p.delisted_at IS NULL
    ORDER BY sha256(convert_to(p.id::text, 'UTF8')) LIMIT ${givenRowsMax}`;
}

/**
 * Items that all of the models have answered. Against given categories only out-of-fold answers count: the rest has seen its
 * own truth.
 * @param modelIds the candidate first, then the one beside it, then further ones; none twice
 */
export async function readJudgedItems(
  catalogId: string,
  basis: 'golden' | 'given',
  modelIds: readonly string[],
): Promise<JudgedItem[]> {
  const honest = basis === 'given' ? Prisma.sql`AND s.fold IS NOT NULL` : Prisma.empty;
  const rows = await db().$queryRaw<Row[]>`
    SELECT t.product_id AS "productId", p.title, tc.path AS truth, t.category_id::text AS "truthId", a.answers,
      p.popularity, t.served_probability AS probability, coalesce(f.features->>'language', p.locale) AS locale, r.name AS seller,
      NOT EXISTS (SELECT FROM image i WHERE i.product_id = p.id AND i.state = 'done') AS "noImage",
      coalesce(p.description, '') = '' AS "noDescription",
      extract(epoch FROM now() - p.created_at)::float8 / 86400 AS days
    FROM (${truths(catalogId, basis)}) AS t
      JOIN LATERAL (
        SELECT count(*) AS found, json_agg(json_build_object('path', c.path, 'depthOk', s.depth_ok,
          'firsts', jsonb_path_query_array(s.top_k, '$[*].categoryId'))
          ORDER BY array_position(${modelIds}::uuid[], s.model_version_id)) AS answers
        FROM suggestion s JOIN category c ON c.id = s.category_id
        WHERE s.product_id = t.product_id AND s.model_version_id = ANY(${modelIds}::uuid[]) ${honest}) AS a ON a.found = ${modelIds.length}
      JOIN product p ON p.id = t.product_id JOIN seller r ON r.id = p.seller_id JOIN category tc ON tc.id = t.category_id
      LEFT JOIN product_feature f ON f.product_id = p.id
    ORDER BY t.product_id`;
  return rows.map(toItem);
}

/** Full names of categories by id. */
export async function readCategoryNames(ids: string[]): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT id, path_name AS name FROM category WHERE id = ANY(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface ComparedModel {
  id: string;
  catalogId: string | null;
  kind: string;
  name: string;
  bytes: bigint;
  createdAt: Date;
  runId: string | null;
  /** F1 of each category by head, as its training measured it. */
  categories: NonNullable<CategorizerMeasures['categories']> | null;
  /** As its evaluation timed it, and the model that was in use then. */
  speed: NonNullable<CategorizerMeasures['speed']> | null;
  trainSeconds: number | null;
}

export async function readModels(ids: string[]): Promise<Map<string, ComparedModel>> {
  const rows = await db().$queryRaw<ComparedModel[]>`
    SELECT m.id, m.catalog_id AS "catalogId", m.kind, m.name, m.bytes, m.created_at AS "createdAt", m.run_id AS "runId",
      (SELECT e.metrics->'categories' FROM evaluation e WHERE e.model_version_id = m.id ORDER BY e.created_at DESC LIMIT 1) AS categories,
      (SELECT e.metrics->'speed' FROM evaluation e WHERE e.model_version_id = m.id ORDER BY e.created_at DESC LIMIT 1) AS speed,
      extract(epoch FROM r.finished_at - r.started_at)::float8 AS "trainSeconds"
    FROM model_version m LEFT JOIN training_run r ON r.id = m.run_id WHERE m.id = ANY(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The newest categorizers of a catalog that were measured. */
export async function readOtherModels(
  catalogId: string,
  limit: number,
): Promise<{ id: string; name: string; createdAt: Date }[]> {
  return db().$queryRaw<{ id: string; name: string; createdAt: Date }[]>`
    SELECT m.id, m.name, m.created_at AS "createdAt" FROM model_version m
    WHERE m.catalog_id = ${catalogId}::uuid AND m.kind = 'categorizer'
      AND EXISTS (SELECT FROM evaluation e WHERE e.model_version_id = m.id)
    ORDER BY m.created_at DESC, m.id LIMIT ${limit}`;
}

/** The categorizer in use, or null. */
export async function readActiveId(catalogId: string): Promise<string | null> {
  const row = await db().activeModel.findUnique({
    where: { catalogId_kind: { catalogId, kind: 'categorizer' } },
  });
  return row?.modelVersionId ?? null;
}
