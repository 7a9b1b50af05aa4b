import type { Actor } from '#server/auth/actor.ts';
import { readCardProducts, visibleProducts } from '#server/review/store-products.ts';
import { chooseGolden } from './rules-golden.ts';
import type { GoldenField } from './schema-card.ts';
import { readStandingUnder } from './store-record.ts';
import { readSurvivorshipOf } from './store-survivorship.ts';

/**
 * The record that a merge of these listings would make, field by field with its source and the losing values. What was merged
 * into one of them before says its part too, under the listing that stands for it.
 */
export async function previewGolden(actor: Actor, input: { ticked: string[] }): Promise<GoldenField[]> {
  const visible = await visibleProducts(actor, input.ticked);
  const standing = await readStandingUnder(visible);
  const under = new Map(standing.map((one) => [one.productId, one.under]));
  const [products, set] = await Promise.all([
    readCardProducts([...under.keys()], undefined, true),
    readSurvivorshipOf(visible),
  ]);
  const shown = (productId: string): string => under.get(productId) ?? productId;
  return chooseGolden([...products.values()], set).map((field) => ({
    ...field,
    productId: field.productId && shown(field.productId),
    losers: field.losers.map((loser) => ({ ...loser, productId: shown(loser.productId) })),
  }));
}
