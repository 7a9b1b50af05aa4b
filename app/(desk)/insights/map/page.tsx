import type { Metadata } from 'next';
import { MapBoard } from '#components/portrait/map-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Category map' };

export default async function CategoryMapPage() {
  await requireActor();
  return <MapBoard />;
}
