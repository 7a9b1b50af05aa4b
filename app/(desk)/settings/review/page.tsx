import { notFound } from 'next/navigation';
import { titled } from '#app/translator.ts';
import { ReviewPolicyBoard } from '#components/settings/review-policy.tsx';
import { mayActAs } from '#server/auth/actor.ts';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('policy');

export default async function ReviewPolicyPage() {
  if (!mayActAs(await requireActor(), 'lead')) notFound();
  return <ReviewPolicyBoard />;
}
