import { titled } from '#app/translator.ts';
import { ImportDesk } from '#components/import/import-desk.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('import');

export default async function ImportPage() {
  await requireActor();
  return <ImportDesk />;
}
