import { titled } from '#app/translator.ts';
import { PairSampleBoard } from '#components/training/pair-sample-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('pairSample');

export default async function PairSamplePage() {
  await requireActor();
  return <PairSampleBoard />;
}
