import type { Messages } from '../messages.ts';

export const tryout: Messages['tryout'] = {};
