import type { CardFact } from '#server/review/schema-product.ts';

/** So many stand on a card at once; the rest is one press away. */
export const factsShown = 10;

const folded = (text: string): string => text.trim().toLocaleLowerCase();

/** The attributes worth a line of their own: not the brand again, which stands above them. */
export function ownFacts(facts: readonly CardFact[], brand: string | null): CardFact[] {
  return facts.filter(
    ({ name, value }) =>
      !(brand && folded(value) === folded(brand) && /^(brand|marke|marque|marca)$/.test(folded(name))),
  );
}
