import { titled } from '#app/translator.ts';
import { PipelineBoard } from '#components/pipeline/pipeline-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('pipeline');

export default async function PipelinePage() {
  await requireActor();
  return <PipelineBoard />;
}
