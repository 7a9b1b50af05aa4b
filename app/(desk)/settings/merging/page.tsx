import { notFound } from 'next/navigation';
import { titled } from '#app/translator.ts';
import { MergingRules } from '#components/settings/merging-rules.tsx';
import { mayActAs } from '#server/auth/actor.ts';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('merging');

export default async function MergingPage() {
  if (!mayActAs(await requireActor(), 'lead')) notFound();
  return <MergingRules />;
}
