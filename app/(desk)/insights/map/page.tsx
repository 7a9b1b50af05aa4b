import { titled } from '#app/translator.ts';
import { MapBoard } from '#components/portrait/map-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('categoryMap');

export default async function CategoryMapPage() {
  await requireActor();
  return <MapBoard />;
}
