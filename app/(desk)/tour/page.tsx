import type { Metadata } from 'next';
import { TourBoard } from '#components/tour/tour-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Tour' };

export default async function TourPage() {
  await requireActor();
  return <TourBoard />;
}
