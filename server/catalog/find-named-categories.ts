import { isNamedBy, seekOf } from './rules-named.ts';
import { findBranches, findNames } from './store-named.ts';

/** More categories than these are no answer to a word: it names a department of everything. */
const namedMax = 30;

/**
 * Categories, with all below them, that what was typed names in any of the taxonomy's languages: so "kettle" finds what is filed under
 * Wasserkocher, whatever its title says. Ids; empty where it names none.
 */
export async function findNamedCategories(catalogId: string, typed: string): Promise<string[]> {
  const seek = seekOf(typed);
  if (seek === null) return [];
  const names = await findNames(catalogId, seek);
  const paths = [
    ...new Set(names.filter(({ name, locale }) => isNamedBy(typed, name, locale)).map(({ path }) => path)),
  ];
  return paths.length === 0 ? [] : findBranches(catalogId, paths.slice(0, namedMax));
}
