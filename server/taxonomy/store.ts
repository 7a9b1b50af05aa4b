/** Migrations of a catalog's taxonomy, and the mapping of each category. */
import { db } from '#server/db/client.ts';
import { Prisma, type TaxonomyMigration } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { Mapping, Node } from './rules-diff.ts';
import type { MappingView, MigrationPage, MigrationView, NewCategory } from './schema.ts';

const questionsShown = 100;
const foundShown = 20;

export async function readCatalogTaxonomy(
  catalogId: string,
  tx: Tx | null = null,
): Promise<{ versionId: string; taxonomy: string } | null> {
  const rows = await (tx ?? db()).$queryRaw<{ versionId: string; taxonomy: string }[]>`
    SELECT v.id AS "versionId", t.name AS taxonomy FROM catalog k JOIN taxonomy_version v ON v.id = k.taxonomy_version_id
      JOIN taxonomy t ON t.id = v.taxonomy_id WHERE k.id = ${catalogId}::uuid`;
  return rows[0] ?? null;
}

export async function readNodes(versionId: string): Promise<Node[]> {
  return db().$queryRaw<Node[]>`
    SELECT c.id, c.code, p.code AS "parentCode", c.is_leaf AS "isLeaf", c.name, c.path_name AS "pathName"
    FROM category c LEFT JOIN category p ON p.id = c.parent_id WHERE c.taxonomy_version_id = ${versionId}::uuid ORDER BY c.path`;
}

export async function insertMigration(
  tx: Tx,
  row: { id: string; catalogId: string; fromVersionId: string; toVersionId: string; createdBy: string },
  mappings: readonly Mapping[],
): Promise<void> {
  await tx.taxonomyMigration.create({ data: row });
  await tx.$executeRaw`
    INSERT INTO taxonomy_mapping (migration_id, from_id, kind, to_id, proposals)
    SELECT ${row.id}::uuid, "fromId", kind, "toId", ARRAY(SELECT jsonb_array_elements_text(proposals)::uuid)
    FROM jsonb_to_recordset(${JSON.stringify(mappings)}::jsonb) AS m ("fromId" uuid, kind text, "toId" uuid, proposals jsonb)`;
}

export async function findDraft(catalogId: string): Promise<TaxonomyMigration | null> {
  return db().taxonomyMigration.findFirst({ where: { catalogId, state: 'draft' } });
}

export async function findMigration(id: string): Promise<TaxonomyMigration | null> {
  return db().taxonomyMigration.findUnique({ where: { id } });
}

/** A draft, held until the transaction ends; null where it has ended. */
export async function lockDraft(tx: Tx, id: string): Promise<TaxonomyMigration | null> {
  await tx.$queryRaw`SELECT id FROM taxonomy_migration WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.taxonomyMigration.findFirst({ where: { id, state: 'draft' } });
}

/** Draft or in the middle of being applied: a catalog has at most one such. */
export async function hasOpenMigration(catalogId: string): Promise<boolean> {
  const count = await db().taxonomyMigration.count({
    where: { catalogId, state: { in: ['draft', 'applying'] } },
  });
  return count > 0;
}

export async function beginMigration(tx: Tx, id: string, endedBy: string): Promise<void> {
  await tx.taxonomyMigration.update({ where: { id }, data: { state: 'applying', endedBy } });
}

/** One that is being applied, held until the transaction ends: two workers never carry at once. Null where it is over. */
export async function findApplying(tx: Tx, id: string): Promise<TaxonomyMigration | null> {
  await tx.$queryRaw`SELECT id FROM taxonomy_migration WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.taxonomyMigration.findFirst({ where: { id, state: 'applying' } });
}

export async function advanceMigration(
  tx: Tx,
  id: string,
  carriedTo: string,
  counts: Prisma.InputJsonObject,
): Promise<void> {
  await tx.taxonomyMigration.update({ where: { id }, data: { carriedTo, counts } });
}

/** The next products of a catalog in the order of their ids. */
export async function readProductsAfter(
  tx: Tx,
  catalogId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const later = after ? Prisma.sql`AND id > ${after}::uuid` : Prisma.empty;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM product WHERE catalog_id = ${catalogId}::uuid ${later} ORDER BY id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** How far the one is that is being applied; null where none is. */
export async function readApplying(catalogId: string): Promise<MigrationPage['applying']> {
  const [row] = await db().$queryRaw<NonNullable<MigrationPage['applying']>[]>`
    SELECT v.label AS "to",
      (SELECT count(*)::int FROM product p WHERE p.catalog_id = m.catalog_id AND p.id <= m.carried_to) AS products,
      (SELECT count(*)::int FROM product p WHERE p.catalog_id = m.catalog_id) AS of
    FROM taxonomy_migration m JOIN taxonomy_version v ON v.id = m.to_version_id
    WHERE m.catalog_id = ${catalogId}::uuid AND m.state = 'applying'`;
  return row ?? null;
}

export async function endMigration(
  tx: Tx,
  id: string,
  end: { state: 'applied' | 'discarded'; endedBy?: string; counts: Prisma.InputJsonObject },
): Promise<void> {
  await tx.taxonomyMigration.update({ where: { id }, data: { ...end, endedAt: new Date() } });
}

/** May what stood in `fromId` go there? Only leaves take products; a branch may become a branch. */
export async function isPlaceFor(versionId: string, toId: string, fromId: string): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM category t, category f WHERE t.id = ${toId}::uuid AND f.id = ${fromId}::uuid
      AND t.taxonomy_version_id = ${versionId}::uuid AND (t.is_leaf OR NOT f.is_leaf)`;
  return rows.length > 0;
}

/** Returns whether there was such a mapping. */
export async function decideMapping(
  tx: Tx,
  key: { migrationId: string; fromId: string },
  answer: { toId: string | null; perProduct: boolean; decidedBy: string },
): Promise<boolean> {
  const changed = await tx.taxonomyMapping.updateMany({
    where: key,
    data: { ...answer, decidedAt: new Date() },
  });
  return changed.count > 0;
}

/** What stands in each category of the old version: products (given or current) and labels. */
const used = (catalogId: string): Prisma.Sql => Prisma.sql`
  WITH product_use AS (
    SELECT category, count(*)::int AS products FROM (
      SELECT DISTINCT id, unnest(array_append(given_category_ids, current_category_id)) AS category FROM product
      WHERE catalog_id = ${catalogId}::uuid) AS u WHERE category IS NOT NULL GROUP BY category),
  label_use AS (
    SELECT value, count(*)::int AS labels FROM label
    WHERE catalog_id = ${catalogId}::uuid AND kind = 'category' AND state <> 'excluded' GROUP BY value),
  mapping AS (
    SELECT m.*, c.path_name AS "from", c.path, coalesce(p.products, 0) AS products, coalesce(l.labels, 0) AS labels
    FROM taxonomy_mapping m JOIN category c ON c.id = m.from_id LEFT JOIN product_use p ON p.category = m.from_id
      LEFT JOIN label_use l ON l.value = m.from_id::text)`;

/** Of those that no rule decides: used ones without an answer. */
const isOpen = Prisma.sql`(products > 0 OR labels > 0) AND to_id IS NULL AND NOT per_product`;

export async function countOpen(migration: TaxonomyMigration, tx: Tx | null = null): Promise<number> {
  const [row] = await (tx ?? db()).$queryRaw<{ open: number }[]>`
    ${used(migration.catalogId)}
    SELECT count(*)::int AS open FROM mapping WHERE migration_id = ${migration.id}::uuid AND ${isOpen}`;
  return row.open;
}

type QuestionRow = Omit<MappingView, 'proposals'> & { proposals: NewCategory[] | null };

export async function readDraftView(migration: TaxonomyMigration): Promise<MigrationView> {
  const { id, catalogId, createdBy, createdAt, fromVersionId, toVersionId } = migration;
  const [counts, questions, [{ added }], versions, open] = await Promise.all([
    db().$queryRaw<MigrationView['counts']>`
      ${used(catalogId)}
      SELECT kind, count(*)::int AS categories, sum(products)::int AS products FROM mapping WHERE migration_id = ${id}::uuid
      GROUP BY kind ORDER BY kind`,
    db().$queryRaw<QuestionRow[]>`
      ${used(catalogId)}
      SELECT m.from_id AS "fromId", m.kind, m."from", t.path_name AS "to", m.per_product AS "perProduct", m.products, m.labels,
        m.decided_by AS "decidedBy",
        (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.path_name) ORDER BY p.place)
          FROM unnest(m.proposals) WITH ORDINALITY AS p (id, place) JOIN category c ON c.id = p.id) AS proposals
      FROM mapping m LEFT JOIN category t ON t.id = m.to_id
      WHERE m.migration_id = ${id}::uuid AND m.kind IN ('split', 'merged', 'retired') AND (m.products > 0 OR m.labels > 0)
      ORDER BY m.to_id IS NOT NULL OR m.per_product, m.products DESC, m.path LIMIT ${questionsShown}`,
    db().$queryRaw<{ added: number }[]>`
      SELECT count(*)::int AS added FROM category c WHERE c.taxonomy_version_id = ${toVersionId}::uuid
        AND NOT EXISTS (SELECT FROM taxonomy_mapping m WHERE m.migration_id = ${id}::uuid AND m.to_id = c.id)`,
    db().taxonomyVersion.findMany({ where: { id: { in: [fromVersionId, toVersionId] } } }),
    countOpen(migration),
  ]);
  const label = (versionId: string): string =>
    versions.find((one) => one.id === versionId)?.label ?? versionId;
  return {
    ...{ id, createdBy, counts, added, open },
    from: label(fromVersionId),
    to: label(toVersionId),
    createdAt: createdAt.toISOString(),
    questions: questions.map((row) => ({ ...row, proposals: row.proposals ?? [] })),
  };
}

export async function readHistory(catalogId: string): Promise<MigrationPage['history']> {
  const rows = await db().$queryRaw<
    { id: string; to: string; state: string; endedBy: string | null; endedAt: Date | null; counts: unknown }[]
  >`
    SELECT m.id, v.label AS "to", m.state, m.ended_by AS "endedBy", m.ended_at AS "endedAt", m.counts
    FROM taxonomy_migration m JOIN taxonomy_version v ON v.id = m.to_version_id
    WHERE m.catalog_id = ${catalogId}::uuid AND m.state IN ('applied', 'discarded') ORDER BY m.ended_at DESC LIMIT 10`;
  return rows.map((row) => ({
    ...row,
    endedAt: row.endedAt?.toISOString() ?? null,
    counts: row.counts as Record<string, number>,
  }));
}

/** Leaves of the new version whose path holds all words. */
export async function searchNew(versionId: string, words: string): Promise<NewCategory[]> {
  return db().$queryRaw<NewCategory[]>`
    SELECT c.id, c.path_name AS name FROM category c
    WHERE c.taxonomy_version_id = ${versionId}::uuid AND c.is_leaf
      AND NOT EXISTS (SELECT FROM unnest(string_to_array(lower(${words}), ' ')) AS word WHERE strpos(lower(c.path_name), word) = 0)
    ORDER BY length(c.path_name), c.path LIMIT ${foundShown}`;
}
