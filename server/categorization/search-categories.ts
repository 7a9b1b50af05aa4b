import type { Actor } from '#server/auth/actor.ts';
import { foldText, orderHits, queryWords } from './rules-search.ts';
import type { FoundCategory, SearchCategories } from './schema-card.ts';
import { findNames } from './store-search.ts';

/** Likeness below which a name is noise; "ktetle" and "kettle" share .43 of their trigrams, "cofee" and "coffee" .83. */
const similarityMin = 0.4;
const candidatesMax = 300;

/** Categories of the catalog's taxonomy by name in any locale, tolerant of typos; at most `limit`, best first. */
export async function searchCategories(actor: Actor, input: SearchCategories): Promise<FoundCategory[]> {
  const folded = foldText(input.q);
  const words = queryWords(folded);
  if (words.length === 0) return [];
  const hits = await findNames(actor, { catalogId: input.catalogId, words, similarityMin, candidatesMax });
  return orderHits(hits, folded, input.limit);
}
