import type { Actor } from '#server/auth/actor.ts';
import { Refusal } from '#server/auth/refusal.ts';
import { findVisibleCatalogs, type VisibleCatalog } from './store-access.ts';

/**
 * The catalog that a request names, else the first that the person may see; null where there is none to see and none
 * was named. Throws Refusal 404 where the one named does not exist or is not theirs: which of the two is not told, and
 * another catalog is never put in its place.
 */
export async function currentCatalog(actor: Actor, askedFor?: string | null): Promise<VisibleCatalog | null> {
  const catalogs = await findVisibleCatalogs(actor);
  if (!askedFor) return catalogs[0] ?? null;
  const asked = catalogs.find((catalog) => catalog.id === askedFor);
  if (!asked) throw new Refusal(404, 'unknown-catalog');
  return asked;
}

/** For a catalog named in a body: throws Refusal 404 where the person may not see it. */
export async function requireCatalog(actor: Actor, catalogId: string): Promise<VisibleCatalog> {
  const found = (await findVisibleCatalogs(actor)).find((catalog) => catalog.id === catalogId);
  if (!found) throw new Refusal(404, 'unknown-catalog');
  return found;
}

/**
 * For pages, which show which catalog they are of: the one last chosen in the menu where it is still to be seen, else
 * the first. A choice is a preference of the browser and may be stale; no request for data goes through here.
 */
export async function preferredCatalog(
  actor: Actor,
  chosenId: string | undefined,
): Promise<VisibleCatalog | null> {
  const catalogs = await findVisibleCatalogs(actor);
  return catalogs.find((catalog) => catalog.id === chosenId) ?? catalogs[0] ?? null;
}

/** Every catalog that a person may see, oldest first. */
export async function visibleCatalogs(actor: Actor): Promise<VisibleCatalog[]> {
  return findVisibleCatalogs(actor);
}

/** Whether a person may see a catalog. */
export async function maySeeCatalog(actor: Actor, catalogId: string): Promise<boolean> {
  return (await findVisibleCatalogs(actor)).some((catalog) => catalog.id === catalogId);
}
