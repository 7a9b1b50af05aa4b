import { titled } from '#app/translator.ts';
import { LeadBoard } from '#components/insights/lead-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('insights');

export default async function InsightsPage() {
  await requireActor();
  return <LeadBoard />;
}
