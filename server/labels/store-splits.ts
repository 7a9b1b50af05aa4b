/** The remembered split of every product. */
import { type Db, db } from '#server/db/client.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { hashShare } from '#server/db/hash-share.ts';
import type { Tx } from '#server/db/transaction.ts';
import { sellersMin, trainShare, unseenSellerShare, validationShare } from './rules-splits.ts';
import type { Split } from './schema-splits.ts';

/** Strongest first: what a model is measured on wins over what it learns from. */
const strength = Prisma.sql`array_position(ARRAY['unseen_seller', 'test', 'validation', 'train'], split)`;

/**
 * Products of a catalog with the duplicate group they stand in now, as a query of (id, seller_id, grp): the cluster of the record
 * that stands for each at the end of all merges, else that record itself. What was merged keeps its place in the cluster of its
 * own merge, while its record goes on into others. Groups that people called variants of each other are one: a size of a shirt
 * tells the category of all others. The least id among those that such answers lead to names them.
 */
export function duplicateGroups(catalogId: string): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE up (id, place) AS (
      SELECT id, survivor_id FROM product WHERE catalog_id = ${catalogId}::uuid AND survivor_id IS NOT NULL
      UNION ALL
      SELECT up.id, v.survivor_id FROM up JOIN product v ON v.id = up.place WHERE v.survivor_id IS NOT NULL
    ), record AS (
      SELECT up.id, up.place FROM up JOIN product v ON v.id = up.place WHERE v.survivor_id IS NULL
    ), placed AS (
      SELECT p.id, p.seller_id, coalesce(m.cluster_id, r.place, p.id) AS grp
      FROM product p LEFT JOIN record r ON r.id = p.id LEFT JOIN cluster_member m ON m.product_id = coalesce(r.place, p.id)
      WHERE p.catalog_id = ${catalogId}::uuid
    ), variant AS (
      SELECT x.grp, y.grp AS other FROM pair_fact f JOIN placed x ON x.id = f.a JOIN placed y ON y.id = f.b
      WHERE f.catalog_id = ${catalogId}::uuid AND f.relation = 'variant' AND f.superseded_by IS NULL AND x.grp <> y.grp
    ), beside AS (
      SELECT grp, other FROM variant UNION SELECT other, grp FROM variant
    ), reached (grp, family) AS (
      SELECT grp, grp FROM beside
      UNION
      SELECT b.other, r.family FROM reached r JOIN beside b ON b.grp = r.grp WHERE r.family < b.other
    ), family AS (
      SELECT grp, min(family::text)::uuid AS id FROM reached GROUP BY grp
    )
    SELECT p.id, p.seller_id, coalesce(f.id, p.grp) AS grp FROM placed p LEFT JOIN family f ON f.grp = p.grp`;
}

/** The same with the split that each product has. */
function grouped(catalogId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT g.*, k.split, k.group_hash FROM (${duplicateGroups(catalogId)}) AS g LEFT JOIN product_split k ON k.product_id = g.id`;
}

/** Gives every product without a split one: its group's if that has one, else by the group's hash. Returns how many. */
export async function assignMissingSplits(tx: Tx, catalogId: string): Promise<number> {
  return tx.$executeRaw`
    WITH grouped AS (${grouped(catalogId)}),
    held AS (
      SELECT id FROM seller WHERE catalog_id = ${catalogId}::uuid AND ${hashShare(Prisma.sql`key`)} < ${unseenSellerShare}
        AND (SELECT count(*) FROM seller WHERE catalog_id = ${catalogId}::uuid) >= ${sellersMin}),
    groups AS (
      SELECT grp, (array_agg(split ORDER BY ${strength}) FILTER (WHERE split IS NOT NULL))[1] AS known,
        bool_or(seller_id IN (SELECT id FROM held)) AS held, ${hashShare(Prisma.sql`grp::text`)} AS share
      FROM grouped GROUP BY grp)
    INSERT INTO product_split (product_id, catalog_id, split, group_hash)
    SELECT p.id, ${catalogId}::uuid, coalesce(g.known, CASE WHEN g.held THEN 'unseen_seller' WHEN g.share < ${trainShare} THEN 'train'
        WHEN g.share < ${trainShare + validationShare} THEN 'validation' ELSE 'test' END),
      substr(encode(sha256(convert_to(g.grp::text, 'UTF8')), 'hex'), 1, 16)
    FROM grouped p JOIN groups g ON g.grp = p.grp WHERE p.split IS NULL
    ON CONFLICT (product_id) DO NOTHING`;
}

/**
 * The split that counts now, as a query of (product_id, split, group_hash): a product whose group stands in a stronger
 * split is quarantined.
 */
export function effectiveSplits(catalogId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT id AS product_id, group_hash,
      CASE WHEN ${strength} = min(${strength}) OVER (PARTITION BY grp) THEN split ELSE 'quarantined' END AS split
    FROM (${grouped(catalogId)}) AS placed WHERE split IS NOT NULL`;
}

/** Every product's split in memory: 1 M products are about 150 MB, which training has anyway. */
export async function readSplits(
  catalogId: string,
  client: Db | Tx = db(),
): Promise<Map<string, { split: Split; groupHash: string }>> {
  const rows = await client.$queryRaw<{ product_id: string; split: Split; group_hash: string }[]>(
    effectiveSplits(catalogId),
  );
  return new Map(rows.map((row) => [row.product_id, { split: row.split, groupHash: row.group_hash }]));
}
