import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { mayWorkOn } from '#server/review/store-filter.ts';
import type {
  AnswerProposal,
  CategoryProposal,
  GuidelineText,
  GuidelineVersion,
  ListedGuideline,
  ProposeCategory,
  SaveGuideline,
} from './schema-guideline.ts';

/** Guidelines (every version kept) and proposals of categories. */
const seenKey = (guidelineFor: string): string => `guideline:${guidelineFor}`;

/** The newest guideline of a category or of the nearest one above it; null where there is none on the way up. */
export async function readGuideline(
  actor: Actor,
  catalogId: string,
  categoryId: string,
): Promise<GuidelineText | null> {
  const rows = await db().$queryRaw<(Omit<GuidelineText, 'at' | 'isNew'> & { at: Date })[]>`
    SELECT up.id AS "categoryId", up.path_name AS "pathName", g.version, g.body, coalesce(u.name, g.created_by) AS by,
      g.created_at AS at, coalesce((SELECT (s.value ->> 'version')::int FROM user_setting s
        WHERE s.user_id = ${actor.id} AND s.key = 'guideline:' || up.id::text), 0) AS seen
    FROM category c JOIN category up ON up.taxonomy_version_id = c.taxonomy_version_id AND starts_with(c.path, up.path)
    JOIN guideline g ON g.category_id = up.id AND g.catalog_id = ${catalogId}::uuid
    LEFT JOIN "user" u ON u.id = g.created_by
    WHERE c.id = ${categoryId}::uuid ORDER BY up.depth DESC, g.version DESC LIMIT 1`;
  const [row] = rows;
  if (!row) return null;
  return { ...row, at: row.at.toISOString(), isNew: row.seen < row.version };
}

/** The newest version of every guideline whose category is still in the catalog's taxonomy, the last changed first. */
export async function listGuidelines(actor: Actor, catalogId: string): Promise<ListedGuideline[]> {
  const rows = await db().$queryRaw<(Omit<ListedGuideline, 'at'> & { at: Date })[]>`
    SELECT c.id AS "categoryId", c.path_name AS "pathName", g.version, left(g.body, 300) AS beginning,
      coalesce(u.name, g.created_by) AS by, g.created_at AS at,
      coalesce((SELECT (s.value ->> 'version')::int FROM user_setting s
        WHERE s.user_id = ${actor.id} AND s.key = 'guideline:' || c.id::text), 0) < g.version AS "isNew",
      (SELECT count(*)::int FROM product p WHERE p.catalog_id = k.id AND p.delisted_at IS NULL AND p.survivor_id IS NULL
        AND p.current_category_id = ANY(ARRAY(SELECT b.id FROM category b
          WHERE b.taxonomy_version_id = c.taxonomy_version_id AND starts_with(b.path, c.path)))) AS products
    FROM catalog k JOIN guideline g ON g.catalog_id = k.id
      JOIN category c ON c.id = g.category_id AND c.taxonomy_version_id = k.taxonomy_version_id
      LEFT JOIN "user" u ON u.id = g.created_by
    WHERE k.id = ${catalogId}::uuid AND NOT EXISTS (SELECT 1 FROM guideline later
      WHERE later.catalog_id = g.catalog_id AND later.category_id = g.category_id AND later.version > g.version)
    ORDER BY g.created_at DESC, c.path`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Versions of a category's own guideline, newest first; as many as anybody will look through. */
export async function readGuidelineVersions(
  catalogId: string,
  categoryId: string,
): Promise<GuidelineVersion[]> {
  const rows = await db().$queryRaw<(Omit<GuidelineVersion, 'at'> & { at: Date })[]>`
    SELECT g.version, g.body, coalesce(u.name, g.created_by) AS by, g.created_at AS at
    FROM guideline g LEFT JOIN "user" u ON u.id = g.created_by
    WHERE g.catalog_id = ${catalogId}::uuid AND g.category_id = ${categoryId}::uuid
    ORDER BY g.version DESC LIMIT 50`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Remembers which version this person has read, of guidelines that they can see. */
export async function markGuidelineSeen(actor: Actor, categoryId: string, version: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO user_setting (user_id, key, value)
    SELECT ${actor.id}, ${seenKey(categoryId)}, jsonb_build_object('version', ${version}::int)
    WHERE EXISTS (SELECT FROM guideline g WHERE g.category_id = ${categoryId}::uuid AND g.version = ${version}
      AND ${mayWorkOn(actor, Prisma.sql`g.catalog_id`)})
    ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value, updated_at = now()`;
}

/** Adds a version after `basedOn`; 0 rows where somebody was faster, or where the category is not of this catalog. */
export async function insertGuideline(tx: Tx, actor: Actor, input: SaveGuideline): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO guideline (id, catalog_id, category_id, version, body, created_by)
    SELECT ${newId()}::uuid, k.id, c.id, ${input.basedOn + 1}, ${input.body}, ${actor.id}
    FROM catalog k JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id
    WHERE k.id = ${input.catalogId}::uuid AND c.id = ${input.categoryId}::uuid AND ${input.basedOn} = coalesce(
      (SELECT max(version) FROM guideline g WHERE g.catalog_id = k.id AND g.category_id = c.id), 0)
    ON CONFLICT (catalog_id, category_id, version) DO NOTHING`;
}

export async function insertProposal(actor: Actor, input: ProposeCategory): Promise<string> {
  const id = newId();
  await db().$executeRaw`
    INSERT INTO category_proposal (id, catalog_id, parent_id, name, product_id, note, actor_id)
    VALUES (${id}::uuid, ${input.catalogId}::uuid, (SELECT c.id FROM category c JOIN catalog k ON k.taxonomy_version_id =
      c.taxonomy_version_id WHERE k.id = ${input.catalogId}::uuid AND c.id = ${input.parentId}::uuid), ${input.name},
      (SELECT p.id FROM product p WHERE p.id = ${input.productId}::uuid AND p.catalog_id = ${input.catalogId}::uuid),
      ${input.note}, ${actor.id})`;
  return id;
}

/** Open ones first, then the newest. */
export async function readProposals(catalogId: string): Promise<CategoryProposal[]> {
  const rows = await db().$queryRaw<(Omit<CategoryProposal, 'at'> & { at: Date })[]>`
    SELECT r.id, r.name, c.path_name AS parent, p.title AS "productTitle", p.id AS "productId", r.note,
      coalesce(u.name, r.actor_id) AS by, r.state, r.answer, r.created_at AS at,
      coalesce(w.name, r.answered_by) AS "answeredBy",
      EXISTS (SELECT 1 FROM category k JOIN catalog g ON g.taxonomy_version_id = k.taxonomy_version_id
        WHERE g.id = r.catalog_id AND k.parent_id IS NOT DISTINCT FROM r.parent_id
          AND fold_text(k.name) = fold_text(r.name)) AS "isThere"
    FROM category_proposal r LEFT JOIN "user" w ON w.id = r.answered_by LEFT JOIN category c ON c.id = r.parent_id LEFT JOIN product p ON p.id = r.product_id
    LEFT JOIN "user" u ON u.id = r.actor_id
    WHERE r.catalog_id = ${catalogId}::uuid ORDER BY (r.state = 'open') DESC, r.created_at DESC LIMIT 200`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export async function answerProposal(tx: Tx, actor: Actor, input: AnswerProposal): Promise<number> {
  const { proposalId: id, catalogId, state, answer } = input;
  const { count } = await tx.categoryProposal.updateMany({
    where: { id, catalogId, state: 'open' },
    data: { state, answer, answeredBy: actor.id },
  });
  return count;
}
