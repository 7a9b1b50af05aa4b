import type { Actor } from '#server/auth/actor.ts';
import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { SoughtFilter } from '#server/review/schema-filter.ts';
import { isForMe, matches, mayWorkOn } from '#server/review/store-filter.ts';
import type { FreezeSelection, Selection } from './schema-grid.ts';
import { isProposable, proposes } from './store-grid.ts';

/** Frozen selections: which items, as they were, in a fixed order. A row is decided once, under the key `bulk:ordinal`. */
type Client = Db | Tx;

/** More than a person can vouch for at once. */
export const selectionMax = 5_000;

export async function insertSelection(
  tx: Tx,
  actor: Actor,
  selection: { bulkId: string; catalogId: string; filter: Prisma.InputJsonObject },
): Promise<void> {
  const { bulkId: id, catalogId, filter } = selection;
  await tx.bulkSelection.createMany({
    data: [{ id, catalogId, actorId: actor.id, filter }],
    skipDuplicates: true,
  });
}

/** Freezes every free item that matches, at the revision that it has now. Returns how many. */
export async function freezeRows(
  tx: Tx,
  actor: Actor,
  bulkId: string,
  { catalogId, filter }: { catalogId: string; filter: FreezeSelection['filter'] & SoughtFilter },
): Promise<number> {
  const { category, ...rest } = filter;
  return tx.$executeRaw`
    INSERT INTO bulk_row (bulk_id, ordinal, item_id, subject_id, subject_revision, category_id)
    SELECT ${bulkId}::uuid, row_number() OVER (ORDER BY i.rank DESC, i.id)::int, i.id, p.id, p.revision, s.category_id
    FROM review_item i JOIN product p ON p.id = i.subject_id AND p.survivor_id IS NULL AND p.delisted_at IS NULL
    JOIN suggestion s ON s.product_id = i.subject_id AND s.model_version_id = i.model_version_id
    WHERE i.queue = 'categories' AND i.catalog_id = ${catalogId}::uuid AND i.state IN ('open', 'leased')
      AND (i.leased_by IS NULL OR i.lease_until < now()) AND ${isProposable}
      AND ${mayWorkOn(actor, Prisma.sql`i.catalog_id`)} AND ${isForMe(actor)} AND ${matches('categories', rest)}
      AND ${category ? proposes(category) : Prisma.sql`true`}
    ORDER BY i.rank DESC, i.id LIMIT ${selectionMax}`;
}

export interface BulkRow {
  ordinal: number;
  itemId: string;
  subjectRevision: number;
  categoryId: string;
}

/** The rows of a grid page, in the order of the page. */
export async function insertRows(tx: Tx, bulkId: string, rows: BulkRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bulk_row (bulk_id, ordinal, item_id, subject_id, subject_revision, category_id)
    SELECT ${bulkId}::uuid, made.ordinal, i.id, i.subject_id, made."subjectRevision", made."categoryId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS made (ordinal int, "itemId" uuid, "subjectRevision" int,
      "categoryId" uuid)
    JOIN review_item i ON i.id = made."itemId"
    ON CONFLICT (bulk_id, ordinal) DO NOTHING`;
}

/** The next rows of one's own selection that are in a state. */
export async function readRows(
  actor: Actor,
  bulkId: string,
  state: 'waiting' | 'done',
  limit: number,
): Promise<BulkRow[]> {
  return db().$queryRaw<BulkRow[]>`
    SELECT r.ordinal, r.item_id AS "itemId", r.subject_revision AS "subjectRevision", r.category_id AS "categoryId"
    FROM bulk_row r JOIN bulk_selection b ON b.id = r.bulk_id
    WHERE b.id = ${bulkId}::uuid AND b.actor_id = ${actor.id} AND r.state = ${state}
    ORDER BY r.ordinal LIMIT ${limit}`;
}

export async function markRow(
  client: Client,
  bulkId: string,
  ordinal: number,
  state: 'done' | 'left' | 'undone',
): Promise<void> {
  await client.bulkRow.update({ where: { bulkId_ordinal: { bulkId, ordinal } }, data: { state } });
}

export async function setSelectionState(
  client: Client,
  bulkId: string,
  state: Selection['state'],
): Promise<void> {
  await client.bulkSelection.update({ where: { id: bulkId }, data: { state } });
}

/** One's own selection with its counts, its categories and the first rows; null for anybody else's. */
export async function readSelection(actor: Actor, bulkId: string): Promise<Selection | null> {
  const rows = await db().$queryRaw<Selection[]>`
    SELECT b.id AS "bulkId", b.state,
      (SELECT count(*)::int FROM bulk_row r WHERE r.bulk_id = b.id) AS total,
      (SELECT count(*)::int FROM bulk_row r WHERE r.bulk_id = b.id AND r.state = 'waiting') AS waiting,
      (SELECT count(*)::int FROM bulk_row r WHERE r.bulk_id = b.id AND r.state = 'done') AS done,
      (SELECT count(*)::int FROM bulk_row r WHERE r.bulk_id = b.id AND r.state = 'left') AS "left",
      (SELECT count(*)::int FROM bulk_row r WHERE r.bulk_id = b.id AND r.state = 'undone') AS undone,
      coalesce((SELECT jsonb_agg(x ORDER BY x.count DESC) FROM (
        SELECT c.id AS "categoryId", c.path_name AS "pathName", count(*)::int AS count
        FROM bulk_row r JOIN category c ON c.id = r.category_id WHERE r.bulk_id = b.id
        GROUP BY c.id ORDER BY count(*) DESC LIMIT 8) AS x), '[]') AS categories,
      coalesce((SELECT jsonb_agg(x ORDER BY x.ordinal) FROM (
        SELECT r.ordinal, p.id AS "productId", p.title, c.path_name AS "pathName",
          (SELECT g.path_name FROM category g WHERE g.id = p.given_category_ids[1]) AS given
        FROM bulk_row r JOIN product p ON p.id = r.subject_id JOIN category c ON c.id = r.category_id
        WHERE r.bulk_id = b.id ORDER BY md5(r.item_id::text) LIMIT 12) AS x), '[]') AS sample
    FROM bulk_selection b WHERE b.id = ${bulkId}::uuid AND b.actor_id = ${actor.id}`;
  return rows[0] ?? null;
}
