import type { Messages } from '../messages.ts';
import { desk } from './desk.ts';
import { settings } from './settings.ts';
import { titles } from './titles.ts';

export const messages: Messages = { desk, settings, titles };
