'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { localeNames } from '#components/language/locales.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Card } from '#components/ui/card.tsx';
import { Select } from '#components/ui/field.tsx';
import type { Locale } from '#server/auth/schema.ts';

const locales = Object.keys(localeNames) as Locale[];

/** Changes the language of every page; what stands on the page is kept, only its words are read anew. */
export function LanguageChoice() {
  const t = useTranslations('desk');
  const why = useWhy();
  const locale = useLocale();
  const router = useRouter();
  const choose = useMutation({
    scope: { id: 'language' },
    mutationFn: (next: Locale) =>
      fetchJson('/api/me/locale', { method: 'PUT', body: JSON.stringify({ locale: next }) }),
    onSuccess: () => router.refresh(),
  });
  return (
    <Card>
      <h2 id="language">{t('language.legend')}</h2>
      <p id="language-hint" className="mt-1 text-sm text-muted">
        {t('language.hint')}
      </p>
      <Select
        aria-labelledby="language"
        aria-describedby="language-hint"
        className="mt-2 w-auto"
        value={choose.isPending ? choose.variables : locale}
        onChange={(event) => choose.mutate(event.target.value as Locale)}
      >
        {locales.map((code) => (
          <option key={code} value={code} lang={code}>
            {localeNames[code]}
          </option>
        ))}
      </Select>
      {choose.error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {t('theme.notKept', { why: why(choose.error) })}
        </p>
      ) : null}
    </Card>
  );
}
