'use client';

import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Card } from '#components/ui/card.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { Comparison } from '#server/training/schema-compare.ts';
import { Interval } from './figures.tsx';

/** F1 of each category by text, by picture and by both. */
export function Categories({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('comparison.categories');
  const { percent, number } = useFormat();
  const { categories } = comparison;
  if (categories.length === 0) return null;
  const columns = ['category', 'products', 'text', 'image', 'fused'] as const;
  const hasOther = categories.some((one) => one.otherFused !== null);
  const share = (value: number | null): string => (value === null ? '–' : percent.format(value));
  return (
    <Card>
      <h2>{t('title')}</h2>
      <p className="mt-1 max-w-prose text-sm text-muted">{t('lead')}</p>
      <FigureTable
        label={t('caption')}
        caption={t('caption')}
        head={[...columns, ...(hasOther ? (['other'] as const) : [])].map((column) => t(column))}
        rows={categories.map(({ category, rows, text, image, imageRows, fused, otherFused }) => [
          category,
          number.format(rows),
          share(text),
          <>
            {share(image)}{' '}
            {image !== null && imageRows < rows ? (
              <span className="text-xs text-muted">{t('ofPictures', { count: imageRows })}</span>
            ) : null}
          </>,
          share(fused),
          ...(hasOther ? [share(otherFused)] : []),
        ])}
      />
    </Card>
  );
}

export function Slices({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('comparison.slices');
  const { percent, number, language } = useFormat();
  const { slices } = comparison;
  if (slices.length === 0) return null;
  return (
    <Card>
      <h2>{t('title')}</h2>
      <FigureTable
        label={t('name')}
        caption={t('name')}
        head={[t('slice'), t('products'), t('candidate'), t('other')]}
        rows={slices.map(({ kind, name, rows, candidate, other }) => [
          t(kind, { name: kind === 'locale' ? language(name) : name }),
          number.format(rows),
          <Interval key="candidate" share={candidate} />,
          other === null ? '–' : percent.format(other),
        ])}
      />
    </Card>
  );
}
