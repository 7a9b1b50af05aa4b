/** How large a person wants the desk's text: rendered into the page, so that nothing jumps. */
import type { Actor } from './actor.ts';
import { type TextSize, textSizeSchema } from './schema.ts';
import { readUserSetting, writeUserSetting } from './store-settings.ts';

const key = 'text-size';

export async function readTextSize(actor: Actor): Promise<TextSize> {
  return textSizeSchema.catch('normal').parse(await readUserSetting(actor.id, key));
}

export async function chooseTextSize(actor: Actor, size: TextSize): Promise<void> {
  await writeUserSetting(actor.id, key, size);
}
