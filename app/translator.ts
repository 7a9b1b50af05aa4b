import type { Metadata } from 'next';
import { cache } from 'react';
import { createTranslator } from 'use-intl/core';
import { compiledMessages } from '#components/language/compiled.ts';
import type { SourceMessages } from '#components/language/messages.ts';
import { readLocale } from '#server/auth/locale.ts';
import { currentActor } from '#server/auth/session.ts';

/** The language of who asks; read once a request. */
export const readerLocale = cache(async () => readLocale(await currentActor()));

/** For server components: `const t = await translator('desk')`. Client components use `useTranslations('desk')`. */
export async function translator<Area extends keyof SourceMessages>(area: Area) {
  const locale = await readerLocale();
  return createTranslator({ locale, messages: compiledMessages(locale), namespace: area });
}

/** A page's name in the browser: `export const generateMetadata = titled('products')`. */
export const titled = (page: keyof SourceMessages['titles']) => async (): Promise<Metadata> => ({
  title: (await translator('titles'))(page),
});
