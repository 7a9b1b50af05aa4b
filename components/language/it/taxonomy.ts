import type { Messages } from '../messages.ts';

export const taxonomy: Messages['taxonomy'] = {};
