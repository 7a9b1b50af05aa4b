import type { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { readCardProducts } from '#server/review/store-products.ts';
import { chooseGolden, rankMembers } from './rules-golden.ts';
import type { GoldenField } from './schema-card.ts';
import { insertMerge, setSurvivor } from './store-cluster.ts';
import { askCategory } from './store-filed.ts';
import { readStandingUnder } from './store-record.ts';
import { readSurvivorship } from './store-survivorship.ts';

export interface MergeGroup {
  catalogId: string;
  clusterId: string;
  decisionId: string;
  memberIds: string[];
}

/** field → {value, productId}, and field → the values that lost: what merge.golden and merge.losers hold. */
export function goldenRecord(fields: readonly GoldenField[]): {
  golden: Prisma.InputJsonObject;
  losers: Prisma.InputJsonObject;
} {
  return {
    golden: Object.fromEntries(fields.map(({ field, value, productId }) => [field, { value, productId }])),
    losers: Object.fromEntries(
      fields.map(({ field, losers }) => [field, losers.map((loser) => ({ ...loser }))]),
    ),
  };
}

/**
 * Merges listings into one record: the most complete survives, the others point at it and stay resolvable. The sellers'
 * rows keep what they say; the merged record is `merge.golden`, field by field with its source. Where members are filed in
 * different categories, the survivor's category goes to a person. Throws where a member is gone: the caller has locked and
 * checked them.
 */
export async function mergeCluster(
  tx: Tx,
  group: MergeGroup,
): Promise<{ mergeId: string; survivorId: string }> {
  const products = await readCardProducts(group.memberIds, tx);
  const members = rankMembers([...products.values()]);
  if (members.length !== group.memberIds.length)
    throw new Error(`merge of ${group.clusterId}: a member is gone`);
  const survivorId = members[0].productId;
  const mergeId = newId();
  // A member may be a record itself: what was merged into it says its part too.
  const under = (await readStandingUnder(group.memberIds, tx)).map(({ productId }) => productId);
  const listings = [...(await readCardProducts(under, tx, true)).values()];
  const fields = chooseGolden(listings, await readSurvivorship(group.catalogId, tx));
  await insertMerge(tx, { id: mergeId, ...group, survivorId, ...goldenRecord(fields) });
  await setSurvivor(
    tx,
    members.slice(1).map((member) => member.productId),
    survivorId,
  );
  await askCategory(tx, { id: newId(), survivorId, memberIds: group.memberIds });
  return { mergeId, survivorId };
}
