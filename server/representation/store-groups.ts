/** Embeddings and the groups that they lie in (see the migration `embedding_groups`). */
import pgvector from 'pgvector';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';

const { sql } = Prisma;

export interface StoredVector {
  productId: string;
  vector: Float32Array;
}

const asText = (vector: Float32Array): string => pgvector.toSql(Array.from(vector));

/** The group that a vector belongs to, as a lateral join: the one of the nearest centre, where that is near enough. */
function groupOf(vector: Prisma.Sql, modelVersionId: string, distanceMax: number): Prisma.Sql {
  return sql`LEFT JOIN LATERAL (SELECT id FROM (
      SELECT id, centre <=> ${vector} AS distance FROM embedding_group
      WHERE model_version_id = ${modelVersionId}::uuid ORDER BY centre <=> ${vector} LIMIT 1) AS nearest
    WHERE distance <= ${distanceMax}) AS near ON true`;
}

/** Writes embeddings, each into the group of the nearest centre; answers the group of each row, null where none is near. */
export async function writeVectors(
  tx: Tx,
  modelVersionId: string,
  rows: readonly StoredVector[],
  distanceMax: number,
): Promise<(string | null)[]> {
  const written = await tx.$queryRaw<{ group: string | null }[]>`
    INSERT INTO embedding (product_id, model_version_id, v, representative, group_id)
    SELECT made.id, ${modelVersionId}::uuid, made.v, near.id IS NULL, near.id
    FROM (SELECT id, text::vector AS v FROM unnest(${rows.map((row) => row.productId)}::uuid[],
      ${rows.map((row) => asText(row.vector))}::text[]) AS given (id, text) OFFSET 0) AS made
    ${groupOf(sql`made.v`, modelVersionId, distanceMax)}
    ON CONFLICT (product_id, model_version_id) DO UPDATE SET v = excluded.v, representative = excluded.representative,
      group_id = excluded.group_id, alone = false
    RETURNING group_id AS "group"`;
  return written.map((row) => row.group);
}

/** Whether so many vectors of a model wait to be looked at for groups. */
export async function hasPending(modelVersionId: string, count: number): Promise<boolean> {
  const [{ n }] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM embedding
      WHERE model_version_id = ${modelVersionId}::uuid AND representative AND NOT alone LIMIT ${count}) AS waiting`;
  return n >= count;
}

/** Models of which so many vectors wait. */
export async function modelsPending(count: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT model_version_id AS id FROM embedding WHERE representative AND NOT alone
    GROUP BY model_version_id HAVING count(*) >= ${count} ORDER BY model_version_id`;
  return rows.map((row) => row.id);
}

function toVector(bytes: Uint8Array): Float32Array {
  // As vector_send writes it: two counts of two bytes, then big-endian numbers.
  const numbers = Buffer.from(bytes.subarray(4)).swap32();
  return new Float32Array(numbers.buffer.slice(numbers.byteOffset, numbers.byteOffset + numbers.byteLength));
}

async function lockVectors(tx: Tx, conditions: Prisma.Sql, countMax: number): Promise<StoredVector[]> {
  const rows = await tx.$queryRaw<{ id: string; bytes: Uint8Array }[]>`
    SELECT product_id AS id, vector_send(v) AS bytes FROM embedding WHERE ${conditions}
    ORDER BY product_id LIMIT ${countMax} FOR UPDATE SKIP LOCKED`;
  return rows.map((row) => ({ productId: row.id, vector: toVector(row.bytes) }));
}

/** Vectors that wait, and are not being written, at most so many; locked for this transaction. */
export function lockPending(tx: Tx, modelVersionId: string, countMax: number): Promise<StoredVector[]> {
  return lockVectors(
    tx,
    sql`model_version_id = ${modelVersionId}::uuid AND representative AND NOT alone`,
    countMax,
  );
}

/** Puts vectors that wait into the groups near them; answers the groups, and which products found none. */
export async function joinGroups(
  tx: Tx,
  modelVersionId: string,
  productIds: readonly string[],
  distanceMax: number,
): Promise<{ joined: string[]; left: Set<string> }> {
  const rows = await tx.$queryRaw<{ id: string; group: string }[]>`
    UPDATE embedding e SET group_id = made.group_id, representative = false
    FROM (SELECT one.product_id, near.id AS group_id FROM embedding one
      ${groupOf(sql`one.v`, modelVersionId, distanceMax)}
      WHERE one.model_version_id = ${modelVersionId}::uuid AND one.product_id = ANY(${productIds}::uuid[])) AS made
    WHERE e.product_id = made.product_id AND e.model_version_id = ${modelVersionId}::uuid AND made.group_id IS NOT NULL
    RETURNING e.product_id AS id, e.group_id AS "group"`;
  const left = new Set(productIds);
  for (const row of rows) left.delete(row.id);
  return { joined: [...new Set(rows.map((row) => row.group))], left };
}

/** Of some groups, those with more than so many members that nobody else is cutting; locked for this transaction. */
export async function lockLargeGroups(tx: Tx, groupIds: readonly string[], max: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM embedding_group WHERE id IN (SELECT group_id FROM embedding
      WHERE group_id = ANY(${groupIds}::uuid[]) AND group_id IS NOT NULL GROUP BY group_id HAVING count(*) > ${max})
    ORDER BY id FOR UPDATE SKIP LOCKED`;
  return rows.map((row) => row.id);
}

/** Members of a group that are not being written by others, at most so many; locked for this transaction. */
export function lockMembers(tx: Tx, groupId: string, countMax: number): Promise<StoredVector[]> {
  return lockVectors(tx, sql`group_id = ${groupId}::uuid`, countMax);
}

/** Moves the centre of a group. */
export async function moveCentre(tx: Tx, groupId: string, centre: Float32Array): Promise<void> {
  await tx.$executeRaw`UPDATE embedding_group SET centre = ${asText(centre)}::vector WHERE id = ${groupId}::uuid`;
}

/** Makes groups, and members of vectors wherever these were; answers the groups' ids. */
export async function addGroups(
  tx: Tx,
  modelVersionId: string,
  groups: readonly { centre: Float32Array; productIds: readonly string[] }[],
): Promise<string[]> {
  if (groups.length === 0) return [];
  const ids = groups.map(() => newId());
  await tx.$executeRaw`
    INSERT INTO embedding_group (id, model_version_id, centre) SELECT id, ${modelVersionId}::uuid, text::vector
    FROM unnest(${ids}::uuid[], ${groups.map((group) => asText(group.centre))}::text[]) AS made (id, text)`;
  const members = groups.flatMap((group, at) => group.productIds.map((id) => ({ id, group: ids[at] })));
  await tx.$executeRaw`
    UPDATE embedding e SET group_id = made.group_id, representative = false
    FROM unnest(${members.map((member) => member.id)}::uuid[], ${members.map((member) => member.group)}::uuid[]) AS made (id, group_id)
    WHERE e.product_id = made.id AND e.model_version_id = ${modelVersionId}::uuid`;
  return ids;
}

/** These vectors are near no others: each stays its own representative. */
export async function leaveAlone(
  tx: Tx,
  modelVersionId: string,
  productIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE embedding SET alone = true
    WHERE model_version_id = ${modelVersionId}::uuid AND product_id = ANY(${productIds}::uuid[])`;
}
