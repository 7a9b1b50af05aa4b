import type { Actor } from '#server/auth/actor.ts';
import { readCardProducts, visibleProducts } from '#server/review/store-products.ts';
import { chooseGolden } from './rules-golden.ts';
import type { GoldenField } from './schema-card.ts';

/** The record that a merge of these listings would make, field by field with its source and the losing values. */
export async function previewGolden(actor: Actor, input: { ticked: string[] }): Promise<GoldenField[]> {
  const products = await readCardProducts(await visibleProducts(actor, input.ticked));
  return chooseGolden([...products.values()]);
}
