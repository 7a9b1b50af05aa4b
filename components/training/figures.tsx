'use client';

import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Badge } from '#components/ui/card.tsx';
import type { Difference, Share } from '#server/training/schema-compare.ts';

/** A share with its 95 % interval. */
export function Interval({ share }: { share: Share }) {
  const { percent } = useFormat();
  return (
    <>
      {percent.format(share.value)}{' '}
      <span className="text-xs text-muted">
        {percent.format(share.low)}–{percent.format(share.high)}
      </span>
    </>
  );
}

/** How far the first model is ahead, and whether that is more than chance. */
export function Delta({ difference }: { difference: Difference | null }) {
  const t = useTranslations('comparison.difference');
  const { points } = useFormat();
  if (!difference) return <>–</>;
  const { low, high } = difference;
  const isClear = low > 0 || high < 0;
  const isBetter = difference.difference > 0;
  return (
    <>
      {points(difference.difference)}{' '}
      <span className="text-xs text-muted">{t('to', { low: points(low), high: points(high) })}</span>{' '}
      <Badge tone={isClear ? (isBetter ? 'ok' : 'stop') : 'plain'}>
        {t(isClear ? (isBetter ? 'better' : 'worse') : 'none')}
      </Badge>
    </>
  );
}
