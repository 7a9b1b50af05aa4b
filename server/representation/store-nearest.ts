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
  /** Candidates that the graph of what is in no group keeps while it looks (hnsw.ef_search). */
  candidates: number;
}

/** Candidates for the nearest centres. Of a million listings 40 found .007 less of the ten nearest, however many groups were read. */
const centreCandidates = 100;
/** Where nearly all lie in groups. To keep 100 candidates of the few that do not was half of a search, and found nothing more (docs/scale.md). */
const usual = (count: number): Breadth => ({ count, groups: 12, members: 2 * count + 8, candidates: 40 });
/** Where most of what is near lies in the graph. */
const inGraph = (count: number): Breadth => ({ ...usual(count), candidates: 100 });
/** Where so many of the nearest are delisted or merged that too few are left. */
const broad = (count: number): Breadth => ({ count, groups: 150, members: 20_000, candidates: 100 });

/** A name for each text: the server keeps its plan. */
const nameOf = (what: string, { count, groups, candidates }: Breadth): string =>
  `${what}-${count}-${groups}-${candidates}`;

const live = 'p.delisted_at IS NULL AND p.survivor_id IS NULL';
const columns = 'p.id, p.title, p.current_category_id AS category';

/** What is asked, as a row that comes before the graph beside it is read; the setting holds for this statement alone. */
const keeping = (candidates: number): string =>
  `(SELECT asked.v, set_config('hnsw.ef_search', '${candidates}', true) OFFSET 0) AS one`;

/**
 * Live products nearest to `asked.v` under the model `$2`, but for the product `asked.product_id`: the graph's, which
 * goes on until enough are live (iterative scan, db/client.ts), and the exact nearest among the members of the nearest
 * groups. These are of length 1, so that an inner product says what a cosine would. Each inner ORDER BY is the index's own
 * expression alone: a second key would turn the index off. Limits are numbers in the text: where they are parameters, a
 * plan that is kept cannot know that the index serves.
 */
const nearSql = ({ count, groups, members, candidates }: Breadth): string => `
  SELECT * FROM (
    (SELECT alone.* FROM ${keeping(candidates)} CROSS JOIN LATERAL (
       SELECT ${columns}, e.v <=> one.v AS distance, true AS "inGraph" FROM embedding e JOIN product p ON p.id = e.product_id
       WHERE e.model_version_id = $2 AND e.representative AND e.product_id IS DISTINCT FROM asked.product_id AND ${live}
       ORDER BY e.v <=> one.v LIMIT ${count}) AS alone)
    UNION ALL
    (SELECT ${columns}, member.distance, false FROM (
       SELECT e.product_id, 1 + (e.v <#> asked.v) AS distance FROM ${keeping(centreCandidates)} CROSS JOIN LATERAL (
         SELECT id FROM embedding_group WHERE model_version_id = $2 ORDER BY centre <=> one.v LIMIT ${groups}) AS nearest
       JOIN embedding e ON e.group_id = nearest.id
       WHERE e.group_id IS NOT NULL AND e.product_id IS DISTINCT FROM asked.product_id ORDER BY distance LIMIT ${members}) AS member
     JOIN product p ON p.id = member.product_id AND ${live})) AS both_ways
  ORDER BY distance, id LIMIT ${count}`;

interface Row {
  id: string;
  distance: number;
  title: string;
  category: string | null;
  inGraph: boolean;
}

const toNeighbour = ({ id, distance, title, category }: Row): Neighbour => ({
  productId: id,
  distance,
  title,
  currentCategoryId: category,
});

/** Models of which most neighbours came from the graph the last time: they are asked so at once. */
const modelsInGraph = new Set<string>();

const mostlyInGraph = (rows: readonly Row[]): boolean =>
  2 * rows.filter((row) => row.inGraph).length > rows.length;

function remember(modelVersionId: string, answers: readonly (readonly Row[])[]): void {
  if (mostlyInGraph(answers.flat())) modelsInGraph.add(modelVersionId);
  else modelsInGraph.delete(modelVersionId);
}

const firstBreadth = (modelVersionId: string, count: number): Breadth =>
  modelsInGraph.has(modelVersionId) ? inGraph(count) : usual(count);

/** How far to go where an answer is not enough; null where it is. */
function nextBreadth(rows: readonly Row[], { count, candidates }: Breadth): Breadth | null {
  if (rows.length < count) return broad(count);
  return mostlyInGraph(rows) && candidates < inGraph(count).candidates ? inGraph(count) : null;
}

async function askOne(
  vector: string,
  modelVersionId: string,
  exceptId: string | null,
  breadth: Breadth,
): Promise<Row[]> {
  const { rows } = await database().pool.query<Row>({
    name: nameOf('nearest-to', breadth),
    text: `SELECT near.* FROM (SELECT $1::vector AS v, $3::uuid AS product_id OFFSET 0) AS asked
      CROSS JOIN LATERAL (${nearSql(breadth)}) AS near ORDER BY near.distance, near.id`,
    values: [vector, modelVersionId, exceptId],
  });
  return rows;
}

/** Nearest live products under a model version, nearest first, the product `exceptId` left out. */
export async function nearestTo(
  vector: ArrayLike<number>,
  modelVersionId: string,
  count: number,
  exceptId: string | null,
): Promise<Neighbour[]> {
  const text = pgvector.toSql(Array.from(vector));
  const first = firstBreadth(modelVersionId, count);
  const found = await askOne(text, modelVersionId, exceptId, first);
  remember(modelVersionId, [found]);
  const next = nextBreadth(found, first);
  return (next ? await askOne(text, modelVersionId, exceptId, next) : found).map(toNeighbour);
}

/** Products of one statement: the embedded database runs one at a time, and people wait for it. */
const sourcesMax = 25;

async function askMany(
  productIds: readonly string[],
  modelVersionId: string,
  breadth: Breadth,
): Promise<Map<string, Row[]>> {
  const { rows } = await database().pool.query<Row & { source: string; id: string | null }>({
    name: nameOf('nearest-to-products', breadth),
    text: `SELECT asked.product_id AS source, near.* FROM (SELECT product_id, v FROM embedding
        WHERE product_id = ANY($1::uuid[]) AND model_version_id = $2 OFFSET 0) AS asked
      LEFT JOIN LATERAL (${nearSql(breadth)}) AS near ON true
      ORDER BY asked.product_id, near.distance, near.id`,
    values: [productIds, modelVersionId],
  });
  const found = new Map<string, Row[]>();
  for (const { source, ...row } of rows) {
    const near = found.get(source) ?? [];
    found.set(source, near);
    if (row.id) near.push(row);
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
    const first = firstBreadth(modelVersionId, count);
    const part = await askMany(productIds.slice(from, from + sourcesMax), modelVersionId, first);
    remember(modelVersionId, [...part.values()]);
    const wanting = [...part].map(([id, rows]) => ({ id, next: nextBreadth(rows, first) }));
    for (const next of [broad(count), inGraph(count)]) {
      const ids = wanting.filter((one) => one.next?.groups === next.groups).map((one) => one.id);
      if (ids.length) for (const [id, rows] of await askMany(ids, modelVersionId, next)) part.set(id, rows);
    }
    for (const [id, rows] of part) found.set(id, rows.map(toNeighbour));
  }
  return found;
}
