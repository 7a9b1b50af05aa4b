import { notFound } from 'next/navigation';
import { titled } from '#app/translator.ts';
import { ModelCardPage } from '#components/training/model-card-page.tsx';
import { requireActor } from '#server/auth/session.ts';
import { readModelCard } from '#server/training/read-model-card.ts';

export const generateMetadata = titled('modelCard');

export default async function CardPage({ params }: { params: Promise<{ modelId: string }> }) {
  const actor = await requireActor();
  const card = await readModelCard(actor, (await params).modelId);
  if (!card) notFound();
  return <ModelCardPage card={card} />;
}
