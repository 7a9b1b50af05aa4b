/** Frozen datasets of categories: written once, looked through for leaks, and read back to see that they are as they were. */
import { db } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { duplicateGroups } from '#server/labels/store-splits.ts';
import type { DatasetItemRow } from './rules-dataset.ts';
import { goldenGroups } from './store-golden.ts';

/** The same product, or a copy of one, on both sides of a line that training must not cross. Nothing was written. */
export class LeakingDataset extends Error {}

/**
 * Refuses a dataset that holds what it will be measured on: a golden product or a copy of one, or copies of one product in
 * several splits (quarantined ones apart). What freezes leaves these out; this is the second look, at what was written.
 */
async function refuseLeaks(tx: Tx, dataset: { id: string; catalogId: string }): Promise<void> {
  const [found] = await tx.$queryRaw<{ golden: number; astride: number }[]>`
    SELECT (SELECT count(*)::int FROM dataset_item WHERE dataset_id = ${dataset.id}::uuid
        AND subject_id IN (SELECT id FROM (${goldenGroups(dataset.catalogId)}) AS g)) AS golden,
      (SELECT count(*)::int FROM (
        SELECT m.grp FROM dataset_item i JOIN (${duplicateGroups(dataset.catalogId)}) AS m ON m.id = i.subject_id
        WHERE i.dataset_id = ${dataset.id}::uuid AND i.split <> 'quarantined'
        GROUP BY m.grp HAVING count(DISTINCT i.split) > 1) AS g) AS astride`;
  if (found.golden > 0)
    throw new LeakingDataset(`${found.golden} golden products, or copies of one, are in the dataset`);
  if (found.astride > 0)
    throw new LeakingDataset(`copies of ${found.astride} products stand in several splits of the dataset`);
}

/** Items of one statement. */
const itemsMax = 20_000;

/** Writes a frozen dataset; the same content is the same dataset. Returns its id. Throws LeakingDataset. */
export async function saveDataset(
  tx: Tx,
  dataset: { id: string; catalogId: string; sha256: string; manifest: Prisma.InputJsonObject },
  items: DatasetItemRow[],
): Promise<string> {
  const known = await tx.dataset.findUnique({
    where: { catalogId_sha256: { catalogId: dataset.catalogId, sha256: dataset.sha256 } },
  });
  if (known) return known.id;
  await tx.dataset.create({ data: { ...dataset, kind: 'category' } });
  for (let from = 0; from < items.length; from += itemsMax)
    await tx.$executeRaw`
      INSERT INTO dataset_item (dataset_id, subject_id, value, source, split, group_hash, input_hash)
      SELECT ${dataset.id}::uuid, "subjectId", value, source, split, "groupHash", "inputHash"
      FROM jsonb_to_recordset(${JSON.stringify(items.slice(from, from + itemsMax))}::jsonb) AS made ("subjectId" uuid, value text,
        source text, split text, "groupHash" text, "inputHash" text)`;
  await refuseLeaks(tx, dataset);
  return dataset.id;
}

/** What a dataset is said to be; null where there is none. */
export async function readDatasetHash(id: string): Promise<{ kind: string; sha256: string } | null> {
  return db().dataset.findUnique({ where: { id }, select: { kind: true, sha256: true } });
}

/** The items of a dataset of categories in the order in which they were frozen. */
export async function readDatasetItems(id: string): Promise<DatasetItemRow[]> {
  return db().$queryRaw<DatasetItemRow[]>`
    SELECT subject_id::text AS "subjectId", value, source, split, group_hash AS "groupHash", input_hash AS "inputHash"
    FROM dataset_item WHERE dataset_id = ${id}::uuid ORDER BY subject_id`;
}
