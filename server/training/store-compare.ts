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
  candidate: string;
  other: string | null;
  candidateDepth: number;
  otherDepth: number | null;
  popularity: number | null;
  probability: number;
  locale: string | null;
  seller: string;
  noImage: boolean;
  noDescription: boolean;
}

const codes = (path: string): string[] => path.split('/').filter(Boolean);

function toItem(row: Row): JudgedItem {
  const truth = codes(row.truth);
  const other =
    row.other === null ? null : { path: codes(row.other), isSure: (row.otherDepth ?? 0) >= truth.length };
  return {
    productId: row.productId,
    title: row.title,
    truth,
    candidate: { path: codes(row.candidate), isSure: row.candidateDepth >= truth.length },
    other,
    value: 1 + Math.max(0, row.popularity ?? 0),
    weight: 1 / row.probability,
    locale: row.locale,
    seller: row.seller,
    missing: [...(row.noImage ? ['image'] : []), ...(row.noDescription ? ['description'] : [])],
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
 * Items that both models have answered (the candidate alone, where there is no other). Against given categories only
 * out-of-fold answers count: the rest has seen its own truth.
 */
export async function readJudgedItems(
  catalogId: string,
  basis: 'golden' | 'given',
  candidateId: string,
  otherId: string | null,
): Promise<JudgedItem[]> {
  const honest = basis === 'given' ? Prisma.sql`AND s.fold IS NOT NULL` : Prisma.empty;
  const otherHonest = basis === 'given' ? Prisma.sql`AND o.fold IS NOT NULL` : Prisma.empty;
  const joinOther =
    otherId === null
      ? Prisma.sql`LEFT JOIN suggestion o ON false`
      : Prisma.sql`JOIN suggestion o ON o.product_id = t.product_id AND o.model_version_id = ${otherId}::uuid ${otherHonest}`;
  const rows = await db().$queryRaw<Row[]>`
    SELECT t.product_id AS "productId", p.title, tc.path AS truth, sc.path AS candidate, oc.path AS other,
      s.depth_ok AS "candidateDepth", o.depth_ok AS "otherDepth", p.popularity, t.served_probability AS probability,
      coalesce(f.features->>'language', p.locale) AS locale, r.name AS seller,
      NOT EXISTS (SELECT FROM image i WHERE i.product_id = p.id AND i.state = 'done') AS "noImage",
      coalesce(p.description, '') = '' AS "noDescription"
    FROM (${truths(catalogId, basis)}) AS t
      JOIN suggestion s ON s.product_id = t.product_id AND s.model_version_id = ${candidateId}::uuid ${honest}
      ${joinOther}
      JOIN product p ON p.id = t.product_id JOIN seller r ON r.id = p.seller_id
      JOIN category tc ON tc.id = t.category_id JOIN category sc ON sc.id = s.category_id
      LEFT JOIN category oc ON oc.id = o.category_id LEFT JOIN product_feature f ON f.product_id = p.id
    ORDER BY t.product_id`;
  return rows.map(toItem);
}

export interface ComparedModel {
  id: string;
  catalogId: string | null;
  kind: string;
  name: string;
  bytes: bigint;
  createdAt: Date;
  runId: string | null;
  /** As its evaluation timed it, and the model that was in use then. */
  speed: NonNullable<CategorizerMeasures['speed']> | null;
  trainSeconds: number | null;
}

export async function readModels(ids: string[]): Promise<Map<string, ComparedModel>> {
  const rows = await db().$queryRaw<ComparedModel[]>`
    SELECT m.id, m.catalog_id AS "catalogId", m.kind, m.name, m.bytes, m.created_at AS "createdAt", m.run_id AS "runId",
      (SELECT e.metrics->'speed' FROM evaluation e WHERE e.model_version_id = m.id ORDER BY e.created_at DESC LIMIT 1) AS speed,
      extract(epoch FROM r.finished_at - r.started_at)::float8 AS "trainSeconds"
    FROM model_version m LEFT JOIN training_run r ON r.id = m.run_id WHERE m.id = ANY(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The categorizer in use, or null. */
export async function readActiveId(catalogId: string): Promise<string | null> {
  const row = await db().activeModel.findUnique({
    where: { catalogId_kind: { catalogId, kind: 'categorizer' } },
  });
  return row?.modelVersionId ?? null;
}
