import { type Db, db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { type Survivorship, survivorshipSchema } from './schema-survivorship.ts';

const keyOf = (catalogId: string): string => `survivorship:${catalogId}`;

/** The catalog's own rules for merged records; empty where nobody has set any. */
export async function readSurvivorship(catalogId: string, client: Db | Tx = db()): Promise<Survivorship> {
  const row = await client.setting.findUnique({ where: { key: keyOf(catalogId) } });
  return survivorshipSchema.catch({ rules: {}, trustedSellers: [] }).parse(row?.value ?? {});
}

export async function saveSurvivorship(
  tx: Tx,
  actorId: string,
  catalogId: string,
  value: Survivorship,
): Promise<void> {
  const key = keyOf(catalogId);
  const row = { value, updatedBy: actorId };
  await tx.setting.upsert({ where: { key }, create: { key, ...row }, update: row });
}

/** The rules of the catalog that these products are in. */
export async function readSurvivorshipOf(productIds: string[]): Promise<Survivorship> {
  const product = await db().product.findFirst({
    where: { id: { in: productIds } },
    select: { catalogId: true },
  });
  return product ? readSurvivorship(product.catalogId) : { rules: {}, trustedSellers: [] };
}
