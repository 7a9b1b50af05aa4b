'use client';

import { useLocale } from 'use-intl';

/** Writes a difference of shares in points, with its sign, as the reader's language does. */
export function usePoints(): (difference: number) => string {
  const format = new Intl.NumberFormat(useLocale(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'always',
  });
  return (difference) => format.format(100 * difference);
}
