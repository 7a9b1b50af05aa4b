/** Names of categories in a further language. */
import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { foldAccents } from '#server/ml/text/normalise.ts';
import type { PlacedCategory } from './parse-taxonomy.ts';

interface Node {
  code: string;
  parentCode: string | null;
  name: string;
}

/** The nodes of the version that a catalog uses. */
export async function readNodes(
  catalogId: string,
): Promise<{ taxonomyVersionId: string | null; nodes: Node[] }> {
  const catalog = await db().catalog.findUnique({
    where: { id: catalogId },
    select: { taxonomyVersionId: true },
  });
  const taxonomyVersionId = catalog?.taxonomyVersionId ?? null;
  if (!taxonomyVersionId) return { taxonomyVersionId, nodes: [] };
  const nodes = await db().$queryRaw<Node[]>`
    SELECT c.code, p.code AS "parentCode", c.name FROM category c LEFT JOIN category p ON p.id = c.parent_id
    WHERE c.taxonomy_version_id = ${taxonomyVersionId}::uuid ORDER BY c.path`;
  return { taxonomyVersionId, nodes };
}

const chunkSize = 1000;

/** Writes the names of one language, a thousand nodes a parameter. */
export async function upsertNames(
  tx: Tx,
  taxonomyVersionId: string,
  locale: string,
  categories: readonly PlacedCategory[],
): Promise<void> {
  const rows = categories.flatMap((category) =>
    category.names[locale]
      ? [
          {
            code: category.code,
            name: category.names[locale],
            path_name: category.pathNames[locale],
            search_text: foldAccents(category.names[locale].toLowerCase()).replace(/\s+/g, ' ').trim(),
          },
        ]
      : [],
  );
  for (let at = 0; at < rows.length; at += chunkSize) {
    await tx.$executeRaw`
      INSERT INTO category_name (category_id, locale, name, path_name, search_text)
      SELECT c.id, ${locale}, r.name, r.path_name, r.search_text
      FROM jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + chunkSize))}::jsonb)
        AS r (code text, name text, path_name text, search_text text)
      JOIN category c ON c.taxonomy_version_id = ${taxonomyVersionId}::uuid AND c.code = r.code
      ON CONFLICT (category_id, locale) DO UPDATE
        SET name = EXCLUDED.name, path_name = EXCLUDED.path_name, search_text = EXCLUDED.search_text`;
  }
}
