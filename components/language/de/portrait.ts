import type { Messages } from '../messages.ts';

export const portrait: Messages['portrait'] = {};
