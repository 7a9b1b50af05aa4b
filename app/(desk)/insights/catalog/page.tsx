import type { Metadata } from 'next';
import { PortraitBoard } from '#components/portrait/portrait-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'The data' };

export default async function CatalogInsightsPage() {
  await requireActor();
  return <PortraitBoard />;
}
