import type { Actor } from '#server/auth/actor.ts';
import { findVisibleCatalogs, type VisibleCatalog } from './store-access.ts';

/**
 * The catalog that a person works on: the one asked for where they may see it, else the first they may see.
 * Null in an empty workspace, or where nobody has let them in yet.
 */
export async function currentCatalog(actor: Actor, askedFor?: string | null): Promise<VisibleCatalog | null> {
  const catalogs = await findVisibleCatalogs(actor);
  return catalogs.find((catalog) => catalog.id === askedFor) ?? catalogs[0] ?? null;
}

/** Every catalog that a person may see, oldest first. */
export async function visibleCatalogs(actor: Actor): Promise<VisibleCatalog[]> {
  return findVisibleCatalogs(actor);
}

/** Whether a person may see a catalog. */
export async function maySeeCatalog(actor: Actor, catalogId: string): Promise<boolean> {
  return (await findVisibleCatalogs(actor)).some((catalog) => catalog.id === catalogId);
}
