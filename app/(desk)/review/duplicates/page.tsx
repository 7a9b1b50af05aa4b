import type { Metadata } from 'next';
import { ReviewDesk } from '#components/deck/review-desk.tsx';
import { scopeSchema } from '#server/review/schema.ts';

export const metadata: Metadata = { title: 'Review duplicates' };

export default async function Page({ searchParams }: { searchParams: Promise<{ scope?: string }> }) {
  const scope = scopeSchema.catch('open').parse((await searchParams).scope);
  return <ReviewDesk queue="duplicates" scope={scope} />;
}
