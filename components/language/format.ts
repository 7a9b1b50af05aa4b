'use client';

/** How the desk writes numbers, shares and times: the one place that knows the conventions of the reader's language. */
import { useLocale } from 'use-intl';
import type { Locale } from '#server/auth/schema.ts';

export interface Format {
  number: Intl.NumberFormat;
  percent: Intl.NumberFormat;
  /** A share with at most two digits behind the point: bounds that are close to one. */
  proven: Intl.NumberFormat;
  /** Exactly one digit behind the point: measures of models. */
  share: Intl.NumberFormat;
  /** A difference of shares in points, with its sign. */
  points: (difference: number) => string;
  /** At most one digit behind the point: means and rates. */
  tenths: Intl.NumberFormat;
  /** At most two digits behind the point: measures. */
  decimal: Intl.NumberFormat;
  /** Exactly so many digits behind the point, for columns of figures. */
  fixed: (value: number, digits: 1 | 2 | 3) => string;
  /** A price from the currency's smallest unit; a dash where there is none. */
  price: (minor: number | null, currency: string | null) => string;
  /** A time of the server, to the minute, in the reader's own zone. */
  moment: (at: string) => string;
  /** A day of the server, in the reader's own zone. */
  day: (at: string) => string;
  /** Day and month of a day that the server counted in UTC. */
  shortDay: (day: string) => string;
  /** The time of a day, in the reader's own zone. */
  clock: (at: string) => string;
  /** The reader's name for a language; its code where there is none. */
  language: (code: string) => string;
}

const formats = new Map<Locale, Format>();

function writePrice(
  locale: Locale,
  plain: Intl.NumberFormat,
  minor: number | null,
  currency: string | null,
): string {
  if (minor === null) return '–';
  if (!currency) return plain.format(minor / 100);
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    return `${plain.format(minor / 100)} ${currency}`; // not a currency code that the platform knows
  }
}

function makeFormat(locale: Locale): Format {
  const minutes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const shortDays = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const fixed = [1, 2, 3].map(
    (digits) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const points = new Intl.NumberFormat(locale, {
    ...{ signDisplay: 'always', minimumFractionDigits: 1, maximumFractionDigits: 1 },
  });
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  return {
    number: new Intl.NumberFormat(locale),
    percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
    proven: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }),
    share: new Intl.NumberFormat(locale, {
      ...{ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
    }),
    points: (difference) => points.format(100 * difference),
    tenths: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    decimal: new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }),
    fixed: (value, digits) => fixed[digits - 1].format(value),
    price: (minor, currency) => writePrice(locale, fixed[1], minor, currency),
    moment: (at) => minutes.format(new Date(at)),
    day: (at) => days.format(new Date(at)),
    shortDay: (day) => shortDays.format(new Date(day)),
    clock: (at) => times.format(new Date(at)),
    language: (code) => {
      try {
        return languages.of(code) ?? code;
      } catch {
        return code; // feeds hold codes that are none
      }
    },
  };
}

/** For code outside React. Making the formats costs about a millisecond: once a language. */
export function formatOf(locale: Locale): Format {
  const format = formats.get(locale) ?? makeFormat(locale);
  formats.set(locale, format);
  return format;
}

export const useFormat = (): Format => formatOf(useLocale());
