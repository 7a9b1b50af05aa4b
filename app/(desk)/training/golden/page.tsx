import { titled } from '#app/translator.ts';
import { GoldenBoard } from '#components/training/golden-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('golden');

export default async function GoldenSetPage() {
  await requireActor();
  return <GoldenBoard />;
}
