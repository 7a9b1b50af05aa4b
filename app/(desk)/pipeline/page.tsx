import type { Metadata } from 'next';
import { PipelineBoard } from '#components/pipeline/pipeline-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Pipeline' };

export default async function PipelinePage() {
  await requireActor();
  return <PipelineBoard />;
}
