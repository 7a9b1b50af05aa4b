'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { useFormat } from '#components/language/format.ts';
import { CategoryTree } from '#components/products/category-tree.tsx';
import { Card } from '#components/ui/card.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { TaxonomyFigures } from '#server/browse/schema-taxonomy.ts';
import { AddLocale } from './add-locale.tsx';

/** The taxonomy by level and language, and the tree itself with what stands in it. */
export function TaxonomyBoard({ catalogId, figures }: { catalogId: string; figures: TaxonomyFigures }) {
  const t = useTranslations('taxonomy');
  const { number, language } = useFormat();
  const router = useRouter();
  const mayName = useMay('lead');
  const [chosen, setChosen] = useState('');
  const all = figures.levels.reduce((sum, level) => sum + level.categories, 0);
  return (
    <div className="grid min-w-0 items-start gap-4 lg:grid-cols-2">
      <Card className="min-w-0">
        <h2>{t('tree.title')}</h2>
        <p className="mt-1 mb-2 text-sm text-muted">{t('tree.lead')}</p>
        <CategoryTree
          catalogId={catalogId}
          query=""
          chosen={chosen}
          trail={[]}
          showEmpty
          onChoose={(categoryId) => {
            setChosen(categoryId);
            router.push(`/products?category=${categoryId}`);
          }}
        />
      </Card>
      <div className="grid min-w-0 gap-4">
        <Card className="min-w-0">
          <h2>{t('levels.title')}</h2>
          <ScrollBox label={t('levels.title')} className="mt-2">
            <table className="w-full text-sm tabular-nums">
              <caption className="sr-only">{t('levels.caption')}</caption>
              <thead className="border-b border-line text-right text-muted">
                <tr>
                  {[
                    t('levels.head.level'),
                    t('levels.head.categories'),
                    t('levels.head.leaves'),
                    t('levels.head.used'),
                    t('levels.head.products'),
                  ].map((name, at) => (
                    <th
                      key={name}
                      scope="col"
                      className={`px-2 py-1 font-medium whitespace-nowrap ${at === 0 ? 'text-left' : ''}`}
                    >
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="text-right">
                {figures.levels.map((level) => (
                  <tr key={level.depth} className="border-b border-line last:border-0">
                    <th scope="row" className="px-2 py-1 text-left font-normal">
                      {level.depth}
                    </th>
                    {[level.categories, level.leaves, level.used, level.products].map((count, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change their order
                      <td key={at} className={`px-2 py-1 ${count === 0 ? 'text-muted' : ''}`}>
                        {number.format(count)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
          <p className="mt-2 text-sm text-muted">{t('levels.note')}</p>
        </Card>
        <Card className="min-w-0">
          <h2>{t('languages.title')}</h2>
          <ul className="mt-2 grid gap-1 text-sm">
            {figures.locales.map(({ locale, named }) => (
              <li key={locale} className="flex justify-between gap-3">
                <span>
                  {language(locale)} <span className="text-muted">{locale}</span>
                </span>
                <span className={named < all ? 'text-doubt tabular-nums' : 'text-muted tabular-nums'}>
                  {named < all ? t('languages.some', { named, all }) : t('languages.all', { all })}
                </span>
              </li>
            ))}
          </ul>
          {mayName ? <AddLocale catalogId={catalogId} onAdded={() => router.refresh()} /> : null}
        </Card>
      </div>
    </div>
  );
}
