/**
 * A large catalog with a full category queue, written straight into PostgreSQL as the machine's stages would leave it:
 * the benchmark measures the desk, not the import. Names come from a real taxonomy, so that searches have real words.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type PlacedCategory, parsePathTaxonomy, placeCategories } from '#server/catalog/parse-taxonomy.ts';

export interface DeskCatalog {
  catalogId: string;
  leafIds: string[];
  /** Names to search for. */
  names: string[];
}

/** The taxonomy of a folder of `<locale>/categories.txt`, several times over until it has `nodes` nodes. */
export function readLargeTaxonomy(folder: string, nodes: number): PlacedCategory[] {
  const read = (locale: string) => readFileSync(path.join(folder, locale, 'categories.txt'), 'utf8');
  const others = ['de', 'fr'].map((locale) => ({ locale, text: read(locale) }));
  const parsed = parsePathTaxonomy(read('en'), 'en', others);
  if (!parsed.ok) throw new Error(parsed.reason);
  const copies = Math.ceil(nodes / parsed.categories.length);
  return Array.from({ length: copies }, (_, copy) => {
    const placed = placeCategories(
      parsed.categories.map((category) => ({
        ...category,
        code: `${copy}-${category.code}`,
        parentCode: category.parentCode === null ? null : `${copy}-${category.parentCode}`,
      })),
    );
    if (!placed.ok) throw new Error(placed.reason);
    return placed.categories;
  }).flat();
}

const chunk = 5_000;

async function insertCategories(client: pg.Client, versionId: string, placed: PlacedCategory[]) {
  const ids = new Map(placed.map((category) => [category.code, randomUUID()]));
  const rows = placed.map((category) => ({
    id: ids.get(category.code),
    parent: category.parentCode === null ? null : ids.get(category.parentCode),
    ...category,
    name: category.names.en,
    shown: category.pathNames.en,
    names: Object.entries(category.names).map(([locale, name]) => ({
      locale,
      name,
      shown: category.pathNames[locale] ?? name,
    })),
  }));
  for (let at = 0; at < rows.length; at += chunk) {
    const json = JSON.stringify(rows.slice(at, at + chunk));
    await client.query(
      `INSERT INTO category (id, taxonomy_version_id, code, parent_id, path, depth, is_leaf, name, path_name)
       SELECT id, $2, code, parent, path, depth, "isLeaf", name, shown FROM jsonb_to_recordset($1::jsonb)
         AS r (id uuid, code text, parent uuid, path text, depth int, "isLeaf" boolean, name text, shown text)`,
      [json, versionId],
    );
    await client.query(
      `INSERT INTO category_name (category_id, locale, name, path_name, search_text)
       SELECT r.id, n.locale, n.name, n.shown, lower(n.name) FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, names jsonb)
       CROSS JOIN LATERAL jsonb_to_recordset(r.names) AS n (locale text, name text, shown text)`,
      [json],
    );
  }
  return rows.filter((row) => row.isLeaf).map(({ id, name }) => ({ id: id ?? '', name }));
}

/** `products` listings in `leaves`, each with a suggestion; the first `items` of them wait in the queue. */
async function insertProducts(
  client: pg.Client,
  ids: Record<string, string>,
  products: number,
  items: number,
) {
  await client.query(
    `CREATE TEMP TABLE leaf AS SELECT row_number() OVER (ORDER BY path) - 1 AS at, id, name FROM category
     WHERE taxonomy_version_id = $1 AND is_leaf`,
    [ids.version],
  );
  await client.query(
    `INSERT INTO product (id, catalog_id, seller_id, sku, title, brand, description, price_minor, currency, locale,
       given_category_ids, current_category_id, input_hash)
     SELECT gen_random_uuid(), $1, s.id, 'B-' || n, leaf.name || ' ' || md5(n::text), 'Brand ' || n % 400,
       repeat(leaf.name || ' for every day. ', 8), 100 + n % 9000, 'EUR', (ARRAY['en', 'fr', 'de'])[1 + n % 3],
       ARRAY[leaf.id], leaf.id, md5(n::text)
     FROM generate_series(1, $2::int) AS n
     JOIN leaf ON leaf.at = n * 7919 % (SELECT count(*) FROM leaf)
     JOIN (SELECT id, row_number() OVER (ORDER BY key) - 1 AS at FROM seller WHERE catalog_id = $1) AS s ON s.at = n % 50`,
    [ids.catalog, products],
  );
  await client.query(
    `INSERT INTO suggestion (product_id, model_version_id, input_hash, category_id, p, top_k, depth_ok, entropy, p_given,
       suspicion, evidence)
     SELECT p.id, $2, p.input_hash, p.current_category_id, 0.8, jsonb_build_array(
         jsonb_build_object('categoryId', p.current_category_id, 'p', 0.8), jsonb_build_object('categoryId', other.id, 'p', 0.1)),
       3, 0.4, 0.8, 0.2, '{"words": ["every", "day"], "sentence": "“every”, “day”"}'
     FROM product p, LATERAL (SELECT id FROM leaf WHERE at = abs(hashtext(p.sku)) % least(1000, (SELECT count(*) FROM leaf))) AS other WHERE p.catalog_id = $1`,
    [ids.catalog, ids.model],
  );
  await client.query(
    `INSERT INTO review_item (id, catalog_id, queue, subject_id, priority, priority_reason, reason, model_version_id)
     SELECT gen_random_uuid(), $1, 'categories', id, abs(hashtext(sku)) % 1000 / 1000.0, 'unsure', 'uncertain', $2
     FROM product WHERE catalog_id = $1 ORDER BY sku LIMIT $3`,
    [ids.catalog, ids.model, items],
  );
}

export async function fillDeskCatalog(
  url: string,
  placed: PlacedCategory[],
  size: { products: number; items: number },
): Promise<DeskCatalog> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const ids = Object.fromEntries(
      ['taxonomy', 'version', 'catalog', 'model'].map((name) => [name, randomUUID()]),
    );
    await client.query(`INSERT INTO taxonomy (id, name) VALUES ($1, 'Large')`, [ids.taxonomy]);
    await client.query(
      `INSERT INTO taxonomy_version (id, taxonomy_id, label, format, sha256, levels) VALUES ($1, $2, '1', 'shopify', 'bench', 7)`,
      [ids.version, ids.taxonomy],
    );
    const leaves = await insertCategories(client, ids.version, placed);
    await client.query(
      `INSERT INTO catalog (id, name, taxonomy_version_id) VALUES ($1, 'Desk benchmark', $2)`,
      [ids.catalog, ids.version],
    );
    await client.query(
      `INSERT INTO seller (id, catalog_id, key, name)
       SELECT gen_random_uuid(), $1, 'seller-' || n, 'Seller ' || n FROM generate_series(1, 50) AS n`,
      [ids.catalog],
    );
    await client.query(
      `INSERT INTO model_version (id, catalog_id, kind, name, sha256, manifest, origin)
       VALUES ($1, $2, 'categorizer', 'bench', 'bench', '{}', 'trained')`,
      [ids.model, ids.catalog],
    );
    await client.query(
      `INSERT INTO active_model (catalog_id, kind, model_version_id, promoted_by) VALUES ($1, 'categorizer', $2, 'bench')`,
      [ids.catalog, ids.model],
    );
    await insertProducts(client, ids, size.products, size.items);
    await client.query('VACUUM ANALYZE');
    return {
      catalogId: ids.catalog,
      leafIds: leaves.map((leaf) => leaf.id),
      names: leaves.map((leaf) => leaf.name),
    };
  } finally {
    await client.end();
  }
}

/** What the database says of the work, to lay beside what people were told. */
export async function countWork(url: string, catalogId: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ decisions: number; twice: number; items: number }>(
      `SELECT count(*)::int AS decisions, (count(*) - count(DISTINCT item_id))::int AS twice,
         (SELECT count(*)::int FROM review_item i WHERE i.catalog_id = $1 AND i.state = 'decided') AS items
       FROM decision d WHERE d.catalog_id = $1 AND d.kind = 'category' AND NOT d.second_opinion
         AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.supersedes = d.id)`,
      [catalogId],
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
