import type { Locale } from '#server/auth/schema.ts';

/** Each language by its own name: a reader finds it even when the desk speaks another one. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  it: 'Italiano',
};
