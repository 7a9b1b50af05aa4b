/** Light, dark or as the system says: a person's own choice, rendered into the page so that nothing flashes. */
import type { Actor } from './actor.ts';
import { type Theme, themeSchema } from './schema.ts';
import { readUserSetting, writeUserSetting } from './store-settings.ts';

const key = 'theme';

export async function readTheme(actor: Actor): Promise<Theme> {
  return themeSchema.catch('system').parse(await readUserSetting(actor.id, key));
}

export async function chooseTheme(actor: Actor, theme: Theme): Promise<void> {
  await writeUserSetting(actor.id, key, theme);
}
