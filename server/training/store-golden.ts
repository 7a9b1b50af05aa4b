/** The golden set: products drawn by chance and judged blind. */
import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { duplicateGroups } from '#server/labels/store-splits.ts';
import type { GoldenBranch, GoldenDrawn } from './schema-golden.ts';

/** Names the way of drawing, so that a later, different one is told apart in the labels. */
export const auditPolicy = 'audit-1';

/** Labels that count: a person's blind word on a product that chance chose, not undone and not disputed. */
export function goldenLabels(catalogId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT ON (l.subject_id) l.subject_id AS product_id, l.value::uuid AS category_id, d.served_probability
    FROM label l JOIN decision d ON d.id = l.decision_id JOIN category c ON c.id::text = l.value
    WHERE l.catalog_id = ${catalogId}::uuid AND l.kind = 'category' AND l.state IN ('raw', 'agreed')
      AND d.blind AND d.served_policy = ${auditPolicy} AND c.is_leaf
    ORDER BY l.subject_id, l.id DESC`;
}

export interface GoldenState {
  /** Products with a golden label. */
  judged: number;
  /** Drawn and not judged yet. */
  waiting: number;
}

export async function readGoldenState(catalogId: string): Promise<GoldenState> {
  const [row] = await db().$queryRaw<GoldenState[]>`
    SELECT (SELECT count(*)::int FROM (${goldenLabels(catalogId)}) AS g) AS judged,
      (SELECT count(*)::int FROM review_item WHERE catalog_id = ${catalogId}::uuid AND queue = 'categories'
        AND served_policy = ${auditPolicy} AND state IN ('open', 'leased', 'deferred', 'escalated')) AS waiting`;
  return row;
}

/** Golden products by the first level of their category, and how many products each branch has. */
export async function readGoldenBranches(catalogId: string): Promise<GoldenBranch[]> {
  return db().$queryRaw<GoldenBranch[]>`
    WITH golden AS (
      SELECT split_part(c.path_name, ' > ', 1) AS name, count(*)::int AS judged
      FROM (${goldenLabels(catalogId)}) AS g JOIN category c ON c.id = g.category_id GROUP BY 1),
    standing AS (
      SELECT split_part(c.path_name, ' > ', 1) AS name, count(*)::int AS products
      FROM product p JOIN category c ON c.id = p.current_category_id
      WHERE p.catalog_id = ${catalogId}::uuid AND p.delisted_at IS NULL AND p.survivor_id IS NULL GROUP BY 1)
    SELECT name, coalesce(judged, 0) AS judged, coalesce(products, 0) AS products
    FROM golden FULL JOIN standing USING (name) ORDER BY products DESC, name`;
}

/** The last draws, newest first. */
export async function readGoldenDraws(catalogId: string, limit: number): Promise<GoldenDrawn[]> {
  const rows = await db().audit.findMany({
    where: { catalogId, event: 'golden.drawn' },
    orderBy: { at: 'desc' },
    take: limit,
  });
  return rows.map((row) => {
    const { drawn, of } = row.detail as { drawn: number; of: number };
    return { at: row.at.toISOString(), drawn, of };
  });
}

/** Golden products with everything that stands in one duplicate group with them, as a query of ids. */
export function goldenGroups(catalogId: string): Prisma.Sql {
  return Prisma.sql`
    WITH golden AS (${goldenLabels(catalogId)}), grouped AS (${duplicateGroups(catalogId)})
    SELECT product_id AS id FROM golden
    UNION SELECT other.id FROM golden JOIN grouped own ON own.id = golden.product_id JOIN grouped other ON other.grp = own.grp`;
}

/** What training must not see. */
export async function readGoldenGroups(catalogId: string, client: Db | Tx = db()): Promise<Set<string>> {
  const rows = await client.$queryRaw<{ id: string }[]>(goldenGroups(catalogId));
  return new Set(rows.map((row) => row.id));
}

/** Golden products of a catalog, whose suggestions by a candidate are needed before it is compared. */
export async function readGoldenIds(catalogId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT product_id AS id FROM (${goldenLabels(catalogId)}) AS g ORDER BY product_id`;
  return rows.map((row) => row.id);
}

/**
 * Draws products by chance into the category queue, to be judged blind. A product that waits there already for another
 * reason becomes blind too; one that a person holds now is not drawn.
 * @param salt decides the draw: the same salt draws the same products
 * @returns how many were drawn, of how many that could be
 */
export async function drawGolden(
  tx: Tx,
  draw: { catalogId: string; size: number; salt: string },
): Promise<{ drawn: number; of: number }> {
  const eligible = Prisma.sql`
    SELECT p.id, p.revision FROM product p
    WHERE p.catalog_id = ${draw.catalogId}::uuid AND p.delisted_at IS NULL AND p.survivor_id IS NULL
      AND p.id NOT IN (SELECT product_id FROM (${goldenLabels(draw.catalogId)}) AS known)
      AND NOT EXISTS (SELECT FROM review_item i WHERE i.queue = 'categories' AND i.subject_id = p.id
        AND (i.state IN ('leased', 'deferred', 'escalated') OR (i.state = 'open' AND i.served_policy = ${auditPolicy})))`;
  const [{ of }] = await tx.$queryRaw<{ of: number }[]>`SELECT count(*)::int AS of FROM (${eligible}) AS e`;
  if (of === 0) return { drawn: 0, of };
  const probability = Math.min(1, draw.size / of);
  const drawn = await tx.$executeRaw`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason, blind,
      served_probability, served_policy, updated_at)
    SELECT gen_random_uuid(), ${draw.catalogId}::uuid, 'categories', id, revision, 5, 'drawn by chance for the golden set', 'audit', true,
      ${probability}, ${auditPolicy}, now()
    FROM (SELECT * FROM (${eligible}) AS e ORDER BY sha256(convert_to(${draw.salt} || id::text, 'UTF8')), id LIMIT ${draw.size}) AS chosen
    ORDER BY id
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO UPDATE SET
      priority = excluded.priority, priority_reason = excluded.priority_reason, reason = 'audit', blind = true,
      served_probability = excluded.served_probability, served_policy = excluded.served_policy, updated_at = now()
    WHERE review_item.state = 'open'`;
  return { drawn, of };
}

/** The products that are drawn and wait, as a query for waking their units. */
export function drawnProducts(catalogId: string): Prisma.Sql {
  return Prisma.sql`SELECT subject_id::text FROM review_item WHERE catalog_id = ${catalogId}::uuid AND queue = 'categories'
    AND state = 'open' AND served_policy = ${auditPolicy}`;
}
