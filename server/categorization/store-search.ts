import type { Actor } from '#server/auth/actor.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';

/** The picker's search: trigram index over the folded names of every locale (category_name_trgm). */
export interface NameHit {
  categoryId: string;
  locale: string;
  matchedName: string;
  matchedPath: string;
  name: string;
  pathName: string;
  isLeaf: boolean;
  depth: number;
  /** Mean over the words of their likeness to the name, 0..1; and to the name or its path, whichever is more. */
  inName: number;
  inPath: number;
}

export interface NameQuery {
  catalogId: string;
  /** Folded like search_text: lower case without accents. */
  words: string[];
  /** How alike a word must be to count; lower finds worse typos and more noise. */
  similarityMin: number;
  candidatesMax: number;
}

/** Names that are like any of the words, most alike first. */
export function findNames(actor: Actor, query: NameQuery): Promise<NameHit[]> {
  return inTransaction((tx) => findIn(tx, actor, query));
}

async function findIn(tx: Tx, actor: Actor, query: NameQuery): Promise<NameHit[]> {
  const { catalogId, words, similarityMin, candidatesMax } = query;
  await tx.$executeRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(similarityMin)}, true)`;
  // One condition a word, not "= ANY": a GIN index answers only the former.
  const isLike = Prisma.join(
    words.map((word) => Prisma.sql`${word} <% n.search_text`),
    ' OR ',
  );
  return tx.$queryRaw<NameHit[]>`
    WITH hit AS (
      SELECT n.category_id, n.locale, n.name, n.search_text, n.path_name, likeness.in_name
      FROM category_name n,
        LATERAL (SELECT avg(word_similarity(word, n.search_text)) AS in_name FROM unnest(${words}::text[]) AS word) likeness
      WHERE (${isLike})
      ORDER BY likeness.in_name DESC, length(n.search_text), n.category_id, n.locale
      LIMIT ${candidatesMax}
    )
    SELECT c.id AS "categoryId", h.locale, h.name AS "matchedName", h.path_name AS "matchedPath", c.name,
      c.path_name AS "pathName", c.is_leaf AS "isLeaf", c.depth, h.in_name::float8 AS "inName",
      (SELECT avg(greatest(word_similarity(word, h.search_text), word_similarity(word, lower(h.path_name))))
        FROM unnest(${words}::text[]) AS word)::float8 AS "inPath"
    FROM hit h JOIN category c ON c.id = h.category_id
    JOIN catalog k ON k.taxonomy_version_id = c.taxonomy_version_id AND k.id = ${catalogId}::uuid
    WHERE ${actor.role} = 'admin' OR EXISTS (
      SELECT 1 FROM catalog_access a WHERE a.catalog_id = k.id AND a.user_id = ${actor.id})`;
}
