/** Nearest products among the embeddings, by cosine distance. */
import pgvector from 'pgvector';
import { database } from '#server/db/client.ts';

export interface Neighbour {
  productId: string;
  /** Cosine distance, 0 … 2. */
  distance: number;
  title: string;
  currentCategoryId: string | null;
}

/** How far a search goes. */
interface Breadth {
  count: number;
  /** Nearest groups whose members are all compared. */
  groups: number;
  /** Nearest members of these that are looked up as products: those delisted or merged are among them. */
  members: number;
}

/** Among a million embeddings of listings twice as many found .002 more, at half as much work again (docs/scale.md). */
const usualGroups = 12;
/** Where so many of the nearest are delisted or merged that too few are left. */
const broad = (count: number): Breadth => ({ count, groups: 150, members: 20_000 });

const usual = (count: number): Breadth => ({ count, groups: usualGroups, members: 2 * count + 8 });

/** A name for each text: the server keeps its plan. */
const nameOf = (what: string, { count, groups }: Breadth): string => `${what}-${count}-${groups}`;

const live = 'p.delisted_at IS NULL AND p.survivor_id IS NULL';
const columns = 'p.id, p.title, p.current_category_id AS category';

/**
 * Live products nearest to `vector` (an expression) under the model `$2`, but for the product `except`: the graph's, which
 * goes on until enough are live (iterative scan, db/client.ts), and the exact nearest among the members of the nearest
 * groups. These are of length 1, so that an inner product says what a cosine would. Each inner ORDER BY is the index's own
 * expression alone: a second key would turn the index off. Limits are numbers in the text: where they are parameters, a
 * plan that is kept cannot know that the index serves.
 */
const nearSql = (vector: string, except: string, { count, groups, members }: Breadth): string => `
  SELECT * FROM (
    (SELECT ${columns}, e.v <=> ${vector} AS distance FROM embedding e JOIN product p ON p.id = e.product_id
     WHERE e.model_version_id = $2 AND e.representative AND e.product_id IS DISTINCT FROM ${except} AND ${live}
     ORDER BY e.v <=> ${vector} LIMIT ${count})
    UNION ALL
    (SELECT ${columns}, member.distance FROM (
       SELECT e.product_id, 1 + (e.v <#> ${vector}) AS distance FROM (
         SELECT id FROM embedding_group WHERE model_version_id = $2 ORDER BY centre <=> ${vector} LIMIT ${groups}) AS nearest
       JOIN embedding e ON e.group_id = nearest.id
       WHERE e.group_id IS NOT NULL AND e.product_id IS DISTINCT FROM ${except} ORDER BY distance LIMIT ${members}) AS member
     JOIN product p ON p.id = member.product_id AND ${live})) AS both_ways
  ORDER BY distance, id LIMIT ${count}`;

interface Row {
  id: string;
  distance: number;
  title: string;
  category: string | null;
}

const toNeighbour = ({ id, distance, title, category }: Row): Neighbour => ({
  productId: id,
  distance,
  title,
  currentCategoryId: category,
});

async function askOne(
  vector: string,
  modelVersionId: string,
  exceptId: string | null,
  breadth: Breadth,
): Promise<Neighbour[]> {
  const { rows } = await database().pool.query<Row>({
    name: nameOf('nearest-to', breadth),
    text: nearSql('$1::vector', '$3::uuid', breadth),
    values: [vector, modelVersionId, exceptId],
  });
  return rows.map(toNeighbour);
}

/** Nearest live products under a model version, nearest first, the product `exceptId` left out. */
export async function nearestTo(
  vector: ArrayLike<number>,
  modelVersionId: string,
  count: number,
  exceptId: string | null,
): Promise<Neighbour[]> {
  const text = pgvector.toSql(Array.from(vector));
  const found = await askOne(text, modelVersionId, exceptId, usual(count));
  return found.length < count ? askOne(text, modelVersionId, exceptId, broad(count)) : found;
}

/** Products of one statement: the embedded database runs one at a time, and people wait for it. */
const sourcesMax = 25;

async function askMany(
  productIds: readonly string[],
  modelVersionId: string,
  breadth: Breadth,
): Promise<Map<string, Neighbour[]>> {
  const { rows } = await database().pool.query<Row & { source: string; id: string | null }>({
    name: nameOf('nearest-to-products', breadth),
    text: `SELECT one.product_id AS source, near.* FROM embedding one
      LEFT JOIN LATERAL (${nearSql('one.v', 'one.product_id', breadth)}) AS near ON true
      WHERE one.product_id = ANY($1::uuid[]) AND one.model_version_id = $2
      ORDER BY one.product_id, near.distance, near.id`,
    values: [productIds, modelVersionId],
  });
  const found = new Map<string, Neighbour[]>();
  for (const { source, ...row } of rows) {
    const near = found.get(source) ?? [];
    found.set(source, near);
    if (row.id) near.push(toNeighbour(row));
  }
  return found;
}

/**
 * Nearest live products of many stored products under a model version, by product; a product without an embedding has no
 * entry. As `nearestTo` for each, in a few statements instead of two a product.
 */
export async function nearestToProducts(
  productIds: readonly string[],
  modelVersionId: string,
  count: number,
): Promise<Map<string, Neighbour[]>> {
  const found = new Map<string, Neighbour[]>();
  for (let from = 0; from < productIds.length; from += sourcesMax) {
    const part = await askMany(productIds.slice(from, from + sourcesMax), modelVersionId, usual(count));
    const short = [...part].filter(([, near]) => near.length < count).map(([id]) => id);
    const again = short.length ? await askMany(short, modelVersionId, broad(count)) : new Map();
    for (const [id, near] of part) found.set(id, again.get(id) ?? near);
  }
  return found;
}
