import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { EvaluationView } from '#server/training/schema.ts';

const parts = ['title', 'brand', 'description', 'attributes', 'sellerCategory', 'price', 'image'] as const;

/** What the model still knows when parts of a product are missing, beside what it knows of the same products whole. */
export function MissingParts({ evidence }: { evidence: NonNullable<EvaluationView['evidence']> }) {
  const t = useTranslations('training.missing');
  const { share, number } = useFormat();
  const partName = (name: string): string => {
    const known = parts.find((one) => one === name);
    return known ? t(`part.${known}`) : name;
  };
  if (evidence.length === 0) return null;
  return (
    <details className="mt-3 text-sm">
      <summary>{t('title')}</summary>
      <FigureTable
        label={t('label')}
        caption={t('caption')}
        head={[
          t('known'),
          t('products'),
          ...evidence[0].levels.map((_, level) => t('level', { level: String(level + 1) })),
        ]}
        rows={evidence.map(({ parts: known, rows, levels }) => [
          t('alone', { parts: known.map(partName).join(', ') }),
          number.format(rows),
          ...levels.map((level) => (
            <>
              {share.format(level.accuracy)}{' '}
              <span className="text-xs text-muted">{t('whole', { share: share.format(level.whole) })}</span>
            </>
          )),
        ])}
      />
    </details>
  );
}
