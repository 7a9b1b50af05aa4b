import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MergingRules } from '#components/settings/merging-rules.tsx';
import { mayActAs } from '#server/auth/actor.ts';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Merged records' };

export default async function MergingPage() {
  if (!mayActAs(await requireActor(), 'lead')) notFound();
  return <MergingRules />;
}
