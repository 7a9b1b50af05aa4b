import { redirect } from 'next/navigation';
import { requireActor } from '#server/auth/session.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { demoCatalogName } from '#server/demo/load-paths.ts';

/** The first place of the day: the import where there is nothing yet, the tour of the demo, else the flow. */
export default async function HomePage() {
  const catalog = await currentCatalog(await requireActor());
  if (!catalog) redirect('/import');
  redirect(catalog.name === demoCatalogName ? '/tour' : '/pipeline');
}
