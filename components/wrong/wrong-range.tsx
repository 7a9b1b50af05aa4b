import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';

interface WrongRangeProps {
  share: number;
  low: number;
  high: number;
  /** The share at the right end of the drawing: one for all rows of a table. */
  max: number;
}

/** An estimated share with its interval, drawn on a scale that all rows of a table have in common. */
export function WrongRange({ share, low, high, max }: WrongRangeProps) {
  const t = useTranslations('wrong');
  const format = useFormat();
  const at = (value: number): string => `${Math.min(100, (100 * value) / max)}%`;
  return (
    <>
      <span className="tabular-nums sm:whitespace-nowrap">
        {format.share.format(share)}{' '}
        <span className="text-xs whitespace-nowrap text-muted">
          {t('range', { low: format.share.format(low), high: format.share.format(high) })}
        </span>
      </span>
      <div aria-hidden className="relative mt-1 h-2 w-28 sm:w-36 rounded-sm bg-mat">
        <div
          className="absolute inset-y-0 rounded-sm bg-doubt/35"
          style={{ left: at(low), width: at(high - low) }}
        />
        <div className="absolute -inset-y-px w-0.5 -translate-x-1/2 bg-doubt" style={{ left: at(share) }} />
      </div>
    </>
  );
}

/** The right end of the scale: the highest bound, and never so near that a few per mille fill it. */
export const rangeMax = (highs: readonly number[]): number => Math.min(1, Math.max(0.05, ...highs));
