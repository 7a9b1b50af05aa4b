import { titled } from '#app/translator.ts';
import { AcceptanceBoard } from '#components/acceptance/acceptance-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('acceptance');

export default async function AcceptancePage() {
  await requireActor();
  return <AcceptanceBoard queue="categories" />;
}
