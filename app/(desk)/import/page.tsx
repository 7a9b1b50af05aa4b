import type { Metadata } from 'next';
import { ImportDesk } from '#components/import/import-desk.tsx';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage() {
  await requireActor();
  return <ImportDesk />;
}
