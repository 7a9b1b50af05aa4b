import type { Metadata } from 'next';
import { LeadBoard } from '#components/insights/lead-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Insights' };

export default async function InsightsPage() {
  await requireActor();
  return <LeadBoard />;
}
