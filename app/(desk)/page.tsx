import { redirect } from 'next/navigation';
import { requireActor } from '#server/auth/session.ts';
import { demoCatalogName } from '#server/demo/load-paths.ts';
import { chosenCatalog } from './chosen-catalog.ts';

/** The first place of the day: the import where there is nothing yet, the tour of the demo, a moderator's queue, else the flow. */
export default async function HomePage() {
  const actor = await requireActor();
  const catalog = await chosenCatalog(actor);
  if (!catalog) redirect('/import');
  if (catalog.name === demoCatalogName) redirect('/tour');
  redirect(actor.role === 'moderator' ? '/review/categories' : '/pipeline');
}
