import type { Metadata } from 'next';
import { AcceptanceBoard } from '#components/acceptance/acceptance-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Automatic acceptance' };

export default async function AcceptancePage() {
  await requireActor();
  return <AcceptanceBoard />;
}
