import type { Actor } from '#server/auth/actor.ts';
import { buildNameIndex, type NameIndex, searchNames } from './name-index.ts';
import type { FoundCategory, SearchCategories } from './schema-card.ts';
import { findTaxonomyVersion, readAllNames } from './store-search.ts';

/** Indexes kept by this process, the latest used last: about 20 MB for 50,000 names. */
const indexesMax = 3;
const indexes = new Map<string, Promise<NameIndex>>();

/** All names of a version, read once a process. */
export function nameIndexOf(taxonomyVersionId: string): Promise<NameIndex> {
  const known = indexes.get(taxonomyVersionId) ?? readAllNames(taxonomyVersionId).then(buildNameIndex);
  indexes.delete(taxonomyVersionId);
  indexes.set(taxonomyVersionId, known);
  known.catch(() => indexes.delete(taxonomyVersionId));
  const [oldest] = indexes.keys();
  if (indexes.size > indexesMax) indexes.delete(oldest);
  return known;
}

/** Categories of the catalog's taxonomy by name in any locale, tolerant of typos; at most `limit`, best first. */
export async function searchCategories(actor: Actor, input: SearchCategories): Promise<FoundCategory[]> {
  const versionId = await findTaxonomyVersion(actor, input.catalogId);
  return versionId ? searchNames(await nameIndexOf(versionId), input.q, input.limit) : [];
}
