import type { Metadata } from 'next';
import { ValueTable } from '#components/training/value-table.tsx';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Value of categories' };

export default async function ValuesPage() {
  await requireActor();
  return <ValueTable />;
}
