import type { Tx } from '#server/db/transaction.ts';
import { firstContradiction, type PairRelation } from './rules-contradiction.ts';
import type { ChainLink } from './schema-card.ts';
import { readFactsAround, readTitles } from './store-facts.ts';

export interface ContradictionFound {
  ok: false;
  reason: 'contradiction';
  a: string;
  b: string;
  /** The earlier decisions, and the new statements among them (`by` null), that cannot all be true. */
  chain: ChainLink[];
  /** Titles of the listings that the chain names: some are on no card. */
  titles: Record<string, string>;
}

/** Would these relations contradict what people have decided? Null when they fit. */
export async function findContradictions(
  tx: Tx,
  relations: PairRelation[],
): Promise<ContradictionFound | null> {
  const involved = [...new Set(relations.flatMap(({ a, b }) => [a, b]))];
  if (involved.length === 0) return null;
  const found = firstContradiction(await readFactsAround(tx, involved), relations);
  if (!found) return null;
  const chain = found.chain.map((link) => ({ by: null, at: '', ...link }));
  const titles = await readTitles(
    tx,
    chain.flatMap(({ a, b }) => [a, b]),
  );
  return { ok: false, reason: 'contradiction', a: found.a, b: found.b, chain, titles };
}
