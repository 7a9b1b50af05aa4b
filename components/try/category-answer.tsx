import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import type { LiveCategories } from '#server/categorization/schema-live.ts';

const percent = (p: number): string => `${(100 * p).toFixed(p >= 0.995 || p < 0.005 ? 1 : 0)} %`;

/** Where the product belongs, and why. */
export function CategoryAnswer({ answer }: { answer: LiveCategories }) {
  if (!answer.ok)
    return (
      <Card>
        <h2>Categories</h2>
        <p className="mt-2 text-sm text-muted">
          No model is active yet: <Link href="/training">train and promote one</Link>.
        </p>
      </Card>
    );
  return (
    <Card>
      <h2>Categories</h2>
      <ol className="mt-2 grid gap-2 text-sm">
        {answer.categories.map((one) => (
          <li key={one.categoryId} className="grid grid-cols-[4rem_1fr] gap-x-3">
            <span className="text-right tabular-nums">{percent(one.p)}</span>
            <span>
              {one.pathName}
              {one.words.length > 0 ? (
                <span className="block text-xs text-muted">for it: {one.words.join(', ')}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
      {answer.similar.length > 0 ? (
        <>
          <h3 className="mt-4 text-sm font-medium">Similar products</h3>
          <ul className="mt-1 grid gap-1 text-sm">
            {answer.similar.map((one) => (
              <li key={one.productId}>
                <Link href={`/products/${one.productId}`} className="underline">
                  {one.title}
                </Link>{' '}
                <span className="text-xs text-muted">
                  {one.similarity.toFixed(2)} · {one.pathName ?? 'no category'}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}
