import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Card } from '#components/ui/card.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { Correction } from '#server/insights/schema.ts';
import { Figure } from './figure.tsx';

function Examples({ examples }: { examples: Correction['examples'] }) {
  return (
    <ul>
      {examples.map(({ productId, title }) => (
        <li key={productId} className="max-w-56 truncate">
          <Link href={`/products/${productId}`} prefetch={false} className="text-accent underline">
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Categories that the model proposes and people answer otherwise, the costliest first. */
export function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  const t = useTranslations('insights.corrections');
  const { number } = useFormat();
  const decided = corrections.reduce((sum, row) => sum + row.decided, 0);
  return (
    <Card aria-labelledby="corrections" className="lg:col-span-2">
      <h2 id="corrections">{t('title')}</h2>
      {corrections.length === 0 ? (
        <p className="mt-2 text-sm text-muted">{t('none')}</p>
      ) : (
        <Figure value={number.format(decided)} unit={t('unit', { pairs: corrections.length })} />
      )}
      <FigureTable
        caption={t('caption')}
        head={[
          t('head.proposed'),
          t('head.answered'),
          t('head.decided'),
          t('head.value'),
          t('head.examples'),
        ]}
        rows={corrections.map(({ proposed, answered, decided: count, value, examples }) => [
          proposed,
          answered,
          number.format(count),
          number.format(Math.round(value)),
          <Examples key="examples" examples={examples} />,
        ])}
      />
      <p className="mt-2 text-sm text-muted">
        {t.rich('weights', {
          link: (text) => (
            <Link href="/training/values" className="text-accent underline">
              {text}
            </Link>
          ),
        })}
      </p>
    </Card>
  );
}
