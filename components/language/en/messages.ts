import { desk } from './desk.ts';
import { settings } from './settings.ts';
import { titles } from './titles.ts';

/** English is the source: its keys and placeholders are the type of every other language. */
export const messages = { desk, settings, titles } as const;
