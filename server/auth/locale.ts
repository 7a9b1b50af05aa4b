/** The language of the interface: a person's own choice, else what their browser asks for. */
import { headers } from 'next/headers';
import { acceptedLocale } from './accept-language.ts';
import type { Actor } from './actor.ts';
import { type Locale, localeSchema } from './schema.ts';
import { readUserSetting, writeUserSetting } from './store-settings.ts';

const key = 'locale';

export async function readLocale(actor: Actor | null): Promise<Locale> {
  const chosen = localeSchema.safeParse(actor && (await readUserSetting(actor.id, key)));
  return chosen.success ? chosen.data : acceptedLocale((await headers()).get('accept-language'));
}

export async function chooseLocale(actor: Actor, locale: Locale): Promise<void> {
  await writeUserSetting(actor.id, key, locale);
}
