import type { Actor } from '#server/auth/actor.ts';
import { readCardProducts, visibleProducts } from '#server/review/store-products.ts';
import { chooseGolden } from './rules-golden.ts';
import type { GoldenField } from './schema-card.ts';
import { readSurvivorshipOf } from './store-survivorship.ts';

/** The record that a merge of these listings would make, field by field with its source and the losing values. */
export async function previewGolden(actor: Actor, input: { ticked: string[] }): Promise<GoldenField[]> {
  const visible = await visibleProducts(actor, input.ticked);
  const [products, set] = await Promise.all([readCardProducts(visible), readSurvivorshipOf(visible)]);
  return chooseGolden([...products.values()], set);
}
