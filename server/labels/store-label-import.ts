/** Rows of label imports, and the labels they bring. */
import { db } from '#server/db/client.ts';
import type { LabelImport, Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { writeTogether } from '#server/db/write-together.ts';
import type { ProductName } from './place-label.ts';
import { excludeEarlierOf, insertLabels, type NewLabel } from './store-record.ts';

export async function insertLabelImport(
  tx: Tx,
  row: { id: string; catalogId: string; storedPath: string; fileName: string; createdBy: string },
): Promise<void> {
  await tx.labelImport.create({ data: row });
}

export async function findLabelImport(id: string): Promise<LabelImport | null> {
  return db().labelImport.findUnique({ where: { id } });
}

export async function readLabelImports(catalogId: string, limit: number): Promise<LabelImport[]> {
  return db().labelImport.findMany({ where: { catalogId }, orderBy: { createdAt: 'desc' }, take: limit });
}

export async function updateLabelImport(
  id: string,
  change: Prisma.LabelImportUpdateInput,
  tx: Tx | null = null,
): Promise<void> {
  await (tx ?? db()).labelImport.update({ where: { id }, data: change });
}

/** Our id of each named product, in the same order; null where the catalog has none or the name fits several. */
export async function findNamedProducts(
  catalogId: string,
  names: readonly ProductName[],
): Promise<(string | null)[]> {
  const asked = names.map((name, at) => ({ at, ...name }));
  const rows = await db().$queryRaw<{ at: number; id: string }[]>`
    SELECT r.at, min(p.id::text) AS id
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r (at int, id uuid, seller text, sku text)
      JOIN product p ON p.catalog_id = ${catalogId}::uuid AND (p.id = r.id OR (r.id IS NULL AND p.sku = r.sku))
      JOIN seller s ON s.id = p.seller_id
    WHERE r.id IS NOT NULL OR r.seller IS NULL OR s.key = r.seller
    GROUP BY r.at HAVING count(*) = 1`;
  const found = new Map(rows.map((row) => [row.at, row.id]));
  return names.map((_, at) => found.get(at) ?? null);
}

/** Which of these stand already: by the id of our own label, or as a live label of the same voice with the same value. */
export async function findKnownLabels(
  labels: readonly (NewLabel & { labelId: string | null })[],
): Promise<Set<number>> {
  const asked = labels.map((label, at) => ({ at, ...label }));
  const rows = await db().$queryRaw<{ at: number }[]>`
    SELECT DISTINCT r.at
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r (at int, "labelId" uuid, "catalogId" uuid, kind text,
        "actorId" text, "subjectId" uuid, "otherId" uuid, value text)
      JOIN label l ON l.subject_id = r."subjectId" AND l.catalog_id = r."catalogId" AND l.kind = r.kind
    WHERE l.id = r."labelId" OR (l.actor_id = r."actorId" AND l.other_id IS NOT DISTINCT FROM r."otherId"
      AND l.value = r.value AND l.state <> 'excluded')`;
  return new Set(rows.map((row) => row.at));
}

/** Each label with the decision that carries it: an imported decision changes neither product nor cluster. */
export async function insertImportedLabels(tx: Tx, importId: string, labels: NewLabel[]): Promise<void> {
  if (labels.length === 0) return;
  await tx.decision.createMany({
    data: labels.map((label) => ({
      id: label.decisionId,
      catalogId: label.catalogId,
      actorKind: 'import',
      actorId: label.actorId,
      kind: label.kind,
      subjectId: label.subjectId,
      answer: { imported: importId, value: label.value },
      relation: label.kind === 'pair' ? label.value : null,
      servedPolicy: 'import',
      idempotencyKey: `${importId}/${newId()}`,
    })),
  });
  await writeTogether(tx, [excludeEarlierOf(labels), insertLabels(labels)]);
}
