'use client';

/** How the desk writes numbers, shares and times: the one place that knows the conventions of the reader's language. */
import { useLocale } from 'use-intl';
import type { Locale } from '#server/auth/schema.ts';

export interface Format {
  number: Intl.NumberFormat;
  percent: Intl.NumberFormat;
  /** A time of the server, to the minute, in the reader's own zone. */
  moment: (at: string) => string;
  /** A day of the server, in the reader's own zone. */
  day: (at: string) => string;
  /** The time of a day, in the reader's own zone. */
  clock: (at: string) => string;
  /** The reader's name for a language; its code where there is none. */
  language: (code: string) => string;
}

const formats = new Map<Locale, Format>();

function makeFormat(locale: Locale): Format {
  const minutes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  return {
    number: new Intl.NumberFormat(locale),
    percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
    moment: (at) => minutes.format(new Date(at)),
    day: (at) => days.format(new Date(at)),
    clock: (at) => times.format(new Date(at)),
    language: (code) => languages.of(code) ?? code,
  };
}

/** For code outside React. Making the formats costs about a millisecond: once a language. */
export function formatOf(locale: Locale): Format {
  const format = formats.get(locale) ?? makeFormat(locale);
  formats.set(locale, format);
  return format;
}

export const useFormat = (): Format => formatOf(useLocale());
