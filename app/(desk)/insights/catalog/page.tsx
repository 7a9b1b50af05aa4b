import { titled } from '#app/translator.ts';
import { PortraitBoard } from '#components/portrait/portrait-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('data');

export default async function CatalogInsightsPage() {
  await requireActor();
  return <PortraitBoard />;
}
