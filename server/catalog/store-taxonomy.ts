/** Rows of taxonomies. Bulk goes as one JSON parameter a thousand nodes, whatever the size of the tree. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { foldAccents } from '#server/ml/text/normalise.ts';
import type { PlacedCategory } from './parse-taxonomy.ts';

export interface NewVersion {
  taxonomyName: string;
  label: string;
  format: string;
  sha256: string;
  levels: number;
  categories: PlacedCategory[];
}

const chunkSize = 1000;

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / chunkSize) }, (_, at) =>
    items.slice(at * chunkSize, (at + 1) * chunkSize),
  );
}

/** The version with these very bytes, or null. */
export async function findVersion(tx: Tx, taxonomyName: string, sha256: string): Promise<string | null> {
  const found = await tx.taxonomyVersion.findFirst({
    where: { sha256, taxonomy: { name: taxonomyName } },
    select: { id: true },
  });
  return found?.id ?? null;
}

export async function insertVersion(tx: Tx, version: NewVersion): Promise<string> {
  const taxonomy = await tx.taxonomy.upsert({
    where: { name: version.taxonomyName },
    create: { id: newId(), name: version.taxonomyName },
    update: {},
  });
  const id = newId();
  const { label, format, sha256, levels } = version;
  await tx.taxonomyVersion.create({ data: { id, taxonomyId: taxonomy.id, label, format, sha256, levels } });
  const idOf = new Map(version.categories.map((category) => [category.code, newId()]));
  for (const part of chunks(version.categories)) {
    const rows = part.map((category) => ({
      id: idOf.get(category.code),
      code: category.code,
      parent_id: category.parentCode === null ? null : idOf.get(category.parentCode),
      path: category.path,
      depth: category.depth,
      is_leaf: category.isLeaf,
      name: Object.values(category.names)[0],
      path_name: Object.values(category.pathNames)[0],
    }));
    await tx.$executeRaw`
      INSERT INTO category (id, taxonomy_version_id, code, parent_id, path, depth, is_leaf, name, path_name)
      SELECT id, ${id}::uuid, code, parent_id, path, depth, is_leaf, name, path_name
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r (id uuid, code text, parent_id uuid, path text, depth int, is_leaf boolean, name text, path_name text)
      ORDER BY depth`;
    await insertNames(tx, part, idOf);
  }
  return id;
}

async function insertNames(tx: Tx, part: PlacedCategory[], idOf: Map<string, string>): Promise<void> {
  const rows = part.flatMap((category) =>
    Object.entries(category.names).map(([locale, name]) => ({
      category_id: idOf.get(category.code),
      locale,
      name,
      path_name: category.pathNames[locale],
      search_text: foldAccents(name.toLowerCase()).replace(/\s+/g, ' ').trim(),
    })),
  );
  await tx.$executeRaw`
    INSERT INTO category_name (category_id, locale, name, path_name, search_text)
    SELECT category_id, locale, name, path_name, search_text
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r (category_id uuid, locale text, name text, path_name text, search_text text)`;
}

export interface CategoryKey {
  id: string;
  code: string;
  pathNames: string[];
}

/** Every category of the catalog's taxonomy with its paths in all locales: what an import resolves given categories by. */
export async function readCategoryKeys(catalogId: string): Promise<CategoryKey[]> {
  return db().$queryRaw<CategoryKey[]>`
    SELECT c.id, c.code, array_agg(DISTINCT n.path_name) AS "pathNames"
    FROM catalog k JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id JOIN category_name n ON n.category_id = c.id
    WHERE k.id = ${catalogId}::uuid GROUP BY c.id, c.code`;
}

export async function hasTaxonomy(catalogId: string): Promise<boolean> {
  const found = await db().catalog.count({ where: { id: catalogId, taxonomyVersionId: { not: null } } });
  return found > 0;
}

export async function setCatalogTaxonomy(
  tx: Tx,
  catalogId: string,
  taxonomyVersionId: string,
): Promise<void> {
  await tx.catalog.update({ where: { id: catalogId }, data: { taxonomyVersionId } });
}

export async function createCatalogRow(
  tx: Tx,
  catalog: { id: string; name: string; defaultLocale: string },
): Promise<void> {
  await tx.catalog.create({ data: catalog });
}

export async function findCatalogByName(name: string): Promise<string | null> {
  return (await db().catalog.findUnique({ where: { name }, select: { id: true } }))?.id ?? null;
}

/** Names of a catalog's categories from the root, by their codes joined by '/': what screens show for a path. */
export async function readPathNames(catalogId: string): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ path: string; name: string }[]>`
    SELECT trim(trailing '/' from c.path) AS path, c.path_name AS name FROM catalog k
    JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id WHERE k.id = ${catalogId}::uuid`;
  return new Map(rows.map((row) => [row.path, row.name]));
}
