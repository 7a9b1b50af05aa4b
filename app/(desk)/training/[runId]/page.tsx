import { notFound } from 'next/navigation';
import { titled } from '#app/translator.ts';
import { ComparisonBoard } from '#components/training/comparison-board.tsx';
import { RunCurves } from '#components/training/run-curves.tsx';
import { requireActor } from '#server/auth/session.ts';
import { readRun } from '#server/training/list-runs.ts';

export const generateMetadata = titled('comparison');

export default async function ComparisonPage({ params }: { params: Promise<{ runId: string }> }) {
  const actor = await requireActor();
  const run = await readRun(actor, (await params).runId);
  if (!run) notFound();
  return (
    <>
      <ComparisonBoard run={run} />
      <RunCurves curves={run.curves} />
    </>
  );
}
