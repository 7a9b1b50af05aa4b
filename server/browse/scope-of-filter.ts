import { findNamedCategories } from '#server/catalog/find-named-categories.ts';
import { suspicionMin } from '#server/categorization/rules-queue.ts';
import { Prisma } from '#server/db/generated/client.ts';
import { askMeaning } from '#server/representation/ask-meaning.ts';
import type { MeaningLack } from '#server/representation/schema-meaning.ts';
import { fuseRanks } from './rules-fuse.ts';
import type { ProductFilter } from './schema-products.ts';
import { type FilterScope, filterConditions, sharedConditions } from './store-filter.ts';
import { findFiled, findNear, nearMax, placeOf } from './store-near.ts';
import { readScope } from './store-products.ts';

/** A filter's scope, and why its words are looked for without their meaning. */
export interface SoughtScope {
  scope: FilterScope;
  byWordsOnly: MeaningLack | null;
}

/** What a filter needs to know of its catalog, without what is near by vectors. */
export async function bareScopeOf(catalogId: string, filter: ProductFilter): Promise<FilterScope> {
  const category = filter.category === 'none' ? null : (filter.category ?? null);
  return { ...(await readScope(catalogId, category)), suspicionMin, meant: [], like: null };
}

/**
 * The same with the products that mean what was typed (by their vectors, or filed under a category that it names in any language) and those like a product. `page`: the nearest under the whole filter, so that a
 * narrow one loses none; `counts`: the nearest whatever facet and category are chosen, which all counts share. The two differ
 * only where more than `nearMax` are near.
 */
export async function scopeOf(
  catalogId: string,
  filter: ProductFilter,
  part: 'page' | 'counts',
): Promise<SoughtScope> {
  const scope = await bareScopeOf(catalogId, filter);
  const asksMeaning = filter.q !== '' && filter.by !== 'words';
  if (!asksMeaning && !filter.like) return { scope, byWordsOnly: null };
  const bare = { ...filter, q: '', like: undefined };
  const under =
    part === 'page' ? filterConditions(bare, scope) : Prisma.join(sharedConditions(bare, scope), ' AND ');
  const likePlace = filter.like ? await placeOf(catalogId, filter.like) : null;
  const like = filter.like ? (likePlace ? await findNear(under, likePlace) : []) : null;
  const { meant, byWordsOnly } = asksMeaning
    ? await meantBy(catalogId, filter.q, under)
    : { meant: [], byWordsOnly: null };
  return { scope: { ...scope, meant, like }, byWordsOnly };
}

/** Products that mean what was typed: near it by their vectors, and filed under a category that it names in any language. */
async function meantBy(
  catalogId: string,
  typed: string,
  under: Prisma.Sql,
): Promise<{ meant: string[]; byWordsOnly: MeaningLack | null }> {
  const [meaning, named] = await Promise.all([
    askMeaning(catalogId, typed),
    findNamedCategories(catalogId, typed),
  ]);
  const near = meaning.ok ? await findNear(under, meaning) : [];
  const filed = named.length > 0 ? await findFiled(under, named) : [];
  return {
    meant: fuseRanks([near, filed]).slice(0, nearMax),
    byWordsOnly: meaning.ok ? null : meaning.reason,
  };
}
