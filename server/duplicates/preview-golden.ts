import type { Actor } from '#server/auth/actor.ts';
import { readCardProducts } from '#server/review/store-products.ts';
import { chooseGolden } from './rules-golden.ts';
import type { GoldenField } from './schema-card.ts';

/** The record that a merge of these listings would make, field by field with its source and the losing values. */
export async function previewGolden(_actor: Actor, input: { ticked: string[] }): Promise<GoldenField[]> {
  const products = await readCardProducts(input.ticked);
  return chooseGolden([...products.values()]);
}
