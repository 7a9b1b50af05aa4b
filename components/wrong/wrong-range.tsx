import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';

/** An estimated share with its interval, and a bar of it. */
export function WrongRange({ share, low, high }: { share: number; low: number; high: number }) {
  const t = useTranslations('wrong');
  const { percent } = useFormat();
  return (
    <>
      <span className="whitespace-nowrap">
        {percent.format(share)}{' '}
        <span className="text-xs text-muted">
          {t('range', { low: percent.format(low), high: percent.format(high) })}
        </span>
      </span>
      <div aria-hidden className="relative mt-1 h-1.5 w-36 overflow-hidden rounded bg-mat">
        <div className="h-full bg-doubt" style={{ width: `${100 * share}%` }} />
      </div>
    </>
  );
}
