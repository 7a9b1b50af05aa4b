import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
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
  const levels = evidence[0].levels.length;
  return (
    <details className="mt-3 text-sm">
      <summary>{t('title')}</summary>
      <ScrollBox label={t('label')}>
        <table className="mt-2 w-full max-w-3xl tabular-nums">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col">{t('known')}</th>
              <th scope="col">{t('products')}</th>
              {Array.from({ length: levels }, (_, level) => t('level', { level: String(level + 1) })).map(
                (name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {evidence.map((row) => (
              <tr key={row.parts.join()} className="border-b border-line">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  {t('alone', { parts: row.parts.map(partName).join(', ') })}
                </th>
                <td>{number.format(row.rows)}</td>
                {row.levels.map((level, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the levels of the taxonomy never move
                  <td key={at}>
                    {share.format(level.accuracy)}{' '}
                    <span className="text-xs text-muted">
                      {t('whole', { share: share.format(level.whole) })}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}
