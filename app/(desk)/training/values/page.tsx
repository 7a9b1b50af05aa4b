import { titled } from '#app/translator.ts';
import { ValueTable } from '#components/training/value-table.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('values');

export default async function ValuesPage() {
  await requireActor();
  return <ValueTable />;
}
