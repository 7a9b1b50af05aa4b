import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Card } from '#components/ui/card.tsx';
import type { LiveCategories } from '#server/categorization/schema-live.ts';

/** Where the product belongs, and why. */
export function CategoryAnswer({ answer }: { answer: LiveCategories }) {
  const t = useTranslations('tryout.category');
  const pages = useTranslations('pages');
  const { percent, fixed } = useFormat();
  if (!answer.ok)
    return (
      <Card>
        <h2>{t('title')}</h2>
        <p className="mt-2 text-sm text-muted">
          {t.rich('noModel', { link: (text) => <Link href="/training">{text}</Link> })}
        </p>
      </Card>
    );
  return (
    <Card>
      <h2>{t('title')}</h2>
      <ol className="mt-2 grid gap-2 text-sm">
        {answer.categories.map((one) => (
          <li key={one.categoryId} className="grid grid-cols-[4rem_1fr] gap-x-3">
            <span className="text-right tabular-nums">{percent.format(one.p)}</span>
            <span>
              {one.pathName}
              {one.words.length > 0 ? (
                <span className="block text-xs text-muted">{t('for', { words: one.words.join(', ') })}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
      {answer.similar.length > 0 ? (
        <>
          <h3 className="mt-4 text-sm font-medium">{t('similar')}</h3>
          <ul className="mt-1 grid gap-1 text-sm">
            {answer.similar.map((one) => (
              <li key={one.productId}>
                <Link href={`/products/${one.productId}`} className="underline">
                  {one.title}
                </Link>{' '}
                <span className="text-xs text-muted">
                  {fixed(one.similarity, 2)} · {one.pathName ?? pages('noCategory')}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}
