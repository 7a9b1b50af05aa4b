import { cookies } from 'next/headers';
import type { Actor } from '#server/auth/actor.ts';
import { preferredCatalog } from '#server/catalog/current-catalog.ts';

/** The catalog chosen in the menu, where the actor may see it; else the first they may see. */
export async function chosenCatalog(actor: Actor) {
  return preferredCatalog(actor, (await cookies()).get('shelfwise-catalog')?.value);
}
