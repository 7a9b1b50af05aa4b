import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';

/** How long something takes or waits, in the unit that reads best; a dash where nobody knows. */
export function useDuration() {
  const t = useTranslations('insights');
  const { number, fixed } = useFormat();
  return {
    seconds: (value: number | null): string =>
      value === null ? '–' : t('seconds', { value: fixed(value, 1) }),
    hours: (value: number | null): string => {
      if (value === null) return '–';
      if (value < 1) return t('minutes', { value: number.format(Math.round(value * 60)) });
      return value < 48
        ? t('hours', { value: fixed(value, 1) })
        : t('days', { count: Math.round(value / 24) });
    },
  };
}

/** The one number that answers a panel's question. */
export function Figure({ value, unit }: { value: string; unit: string }) {
  return (
    <p className="my-2">
      <span className="text-3xl font-semibold tabular-nums">{value}</span>{' '}
      <span className="text-sm text-muted">{unit}</span>
    </p>
  );
}
