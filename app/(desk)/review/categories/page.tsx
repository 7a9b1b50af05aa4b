import { titled } from '#app/translator.ts';
import { ReviewDesk } from '#components/deck/review-desk.tsx';
import { scopeSchema } from '#server/review/schema.ts';

export const generateMetadata = titled('reviewCategories');

export default async function Page({ searchParams }: { searchParams: Promise<{ scope?: string }> }) {
  const scope = scopeSchema.catch('open').parse((await searchParams).scope);
  return <ReviewDesk queue="categories" scope={scope} />;
}
