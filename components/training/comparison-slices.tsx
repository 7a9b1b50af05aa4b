'use client';

import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Card } from '#components/ui/card.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
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
      <ScrollBox label={t('caption')}>
        <table className="mt-2 w-full text-sm tabular-nums">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              {[...columns, ...(hasOther ? (['other'] as const) : [])].map((column) => (
                <th key={column} scope="col" className="pr-4">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {categories.map((one) => (
              <tr key={one.category} className="border-b border-line">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  {one.category}
                </th>
                <td>{number.format(one.rows)}</td>
                <td>{share(one.text)}</td>
                <td>
                  {share(one.image)}{' '}
                  {one.image !== null && one.imageRows < one.rows ? (
                    <span className="text-xs text-muted">{t('ofPictures', { count: one.imageRows })}</span>
                  ) : null}
                </td>
                <td>{share(one.fused)}</td>
                {hasOther ? <td>{share(one.otherFused)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}

export function Slices({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('comparison.slices');
  const { percent, language } = useFormat();
  const { slices } = comparison;
  if (slices.length === 0) return null;
  return (
    <Card>
      <h2>{t('title')}</h2>
      <ScrollBox label={t('name')}>
        <table className="mt-2 w-full text-sm tabular-nums">
          <caption className="sr-only">{t('name')}</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              {(['slice', 'products', 'candidate', 'other'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {slices.map((slice) => (
              <tr key={`${slice.kind}${slice.name}`} className="border-b border-line">
                <th scope="row" className="py-1 text-left font-normal">
                  {t(slice.kind, { name: slice.kind === 'locale' ? language(slice.name) : slice.name })}
                </th>
                <td>{slice.rows}</td>
                <td>
                  <Interval share={slice.candidate} />
                </td>
                <td>{slice.other === null ? '–' : percent.format(slice.other)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}
