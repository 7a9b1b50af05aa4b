import { titled } from '#app/translator.ts';
import { TourBoard } from '#components/tour/tour-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('tour');

export default async function TourPage() {
  await requireActor();
  return <TourBoard />;
}
