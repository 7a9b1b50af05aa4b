import { redirect } from 'next/navigation';
import { requireActor } from '#server/auth/session.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';

/** The first place of the day: the import where there is nothing yet, else the flow. */
export default async function HomePage() {
  const catalog = await currentCatalog(await requireActor());
  redirect(catalog ? '/pipeline' : '/import');
}
