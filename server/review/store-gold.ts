import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { mayWorkOn } from './store-filter.ts';

/** Items that measure people: gold (known answer) and second opinions. Their decisions change no product. */

/** Opens an item for a gold product that this person has never decided on, next in line; null where none is left. */
export async function openGoldFor(actor: Actor, catalogId: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason,
      served_policy, updated_at)
    SELECT ${newId()}::uuid, g.catalog_id, 'categories', p.id, p.revision,
      coalesce((SELECT i.priority FROM review_item i WHERE i.queue = 'categories' AND i.catalog_id = g.catalog_id
        AND i.state IN ('open', 'leased') ORDER BY i.rank DESC LIMIT 1), 1), 'the given category is doubted', 'gold', 'gold-1', now()
    FROM gold_item g JOIN product p ON p.id = g.product_id
    WHERE g.catalog_id = ${catalogId}::uuid AND ${mayWorkOn(actor, Prisma.sql`g.catalog_id`)} AND p.survivor_id IS NULL AND p.delisted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.subject_id = p.id AND d.actor_id = ${actor.id})
      AND NOT EXISTS (SELECT 1 FROM review_item o WHERE o.queue = 'categories' AND o.subject_id = p.id
        AND o.state IN ('open', 'leased', 'deferred', 'escalated'))
    ORDER BY random() LIMIT 1
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO NOTHING
    RETURNING id`;
  return rows[0]?.id ?? null;
}

/** Drops an item that was just opened and that nobody has held. */
export async function dropUnheld(itemId: string): Promise<void> {
  await db().$executeRaw`
    DELETE FROM review_item WHERE id = ${itemId}::uuid AND state = 'open' AND lease_number = 0`;
}

export interface GoldAnswer {
  categoryId: string;
  pathName: string;
  why: string;
}

export async function readGold(tx: Tx, catalogId: string, productId: string): Promise<GoldAnswer | null> {
  const rows = await tx.$queryRaw<GoldAnswer[]>`
    SELECT g.category_id AS "categoryId", c.path_name AS "pathName", g.why
    FROM gold_item g JOIN category c ON c.id = g.category_id
    WHERE g.catalog_id = ${catalogId}::uuid AND g.product_id = ${productId}::uuid`;
  return rows[0] ?? null;
}

/** Makes a product of this catalog a gold item, or changes its answer. False where product or category is not there. */
export async function putGold(
  tx: Tx,
  actor: Actor,
  gold: { catalogId: string; productId: string; categoryId: string; why: string },
): Promise<boolean> {
  const written = await tx.$executeRaw`
    INSERT INTO gold_item (catalog_id, product_id, category_id, why, created_by)
    SELECT p.catalog_id, p.id, c.id, ${gold.why}, ${actor.id}
    FROM product p JOIN catalog k ON k.id = p.catalog_id
    JOIN category c ON c.taxonomy_version_id = k.taxonomy_version_id AND c.id = ${gold.categoryId}::uuid
    WHERE p.id = ${gold.productId}::uuid AND k.id = ${gold.catalogId}::uuid
    ON CONFLICT (catalog_id, product_id) DO UPDATE SET category_id = excluded.category_id, why = excluded.why,
      created_by = excluded.created_by`;
  return written > 0;
}

/** An item for another pair of eyes, by chance: drawn by the decision's own id. Blind; never for who has decided. */
export async function openSecondOpinion(
  tx: Tx,
  decided: { catalogId: string; subjectId: string; decisionId: string },
  share: number,
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, priority, priority_reason, reason, blind,
      served_probability, served_policy, updated_at)
    SELECT ${newId()}::uuid, p.catalog_id, 'categories', p.id, p.revision, 1, '', 'second-opinion', true,
      ${share}::float8, 'second-1', now()
    FROM product p
    WHERE p.id = ${decided.subjectId}::uuid
      AND (('x' || substr(md5(${decided.decisionId}), 1, 7))::bit(28)::int)::float8 / 268435456 < ${share}::float8
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO NOTHING`;
}

/** Two people disagree: the leads' queue. */
export async function openDisputed(
  tx: Tx,
  dispute: { catalogId: string; subjectId: string; revision: number; why: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO review_item (id, catalog_id, queue, subject_id, subject_revision, state, priority, priority_reason, reason, updated_at)
    VALUES (${newId()}::uuid, ${dispute.catalogId}::uuid, 'categories', ${dispute.subjectId}::uuid, ${dispute.revision},
      'escalated', 3, ${dispute.why}, 'disputed', now())
    ON CONFLICT (queue, subject_id) WHERE state IN ('open', 'leased', 'deferred', 'escalated') DO NOTHING`;
}

/** A lead has settled a dispute: other people's labels that say otherwise are not trained on. */
export async function overrule(tx: Tx, productId: string, categoryId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE label SET state = 'excluded'
    WHERE kind = 'category' AND subject_id = ${productId}::uuid AND value <> ${categoryId} AND state <> 'excluded'`;
}
