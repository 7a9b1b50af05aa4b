import { redirect } from 'next/navigation';
import { requireActor } from '#server/auth/session.ts';
import { demoCatalogName } from '#server/demo/load-paths.ts';
import { chosenCatalog } from './chosen-catalog.ts';

/** The first place of the day: the import where there is nothing yet, the tour of the demo, else the flow. */
export default async function HomePage() {
  const catalog = await chosenCatalog(await requireActor());
  if (!catalog) redirect('/import');
  redirect(catalog.name === demoCatalogName ? '/tour' : '/pipeline');
}
