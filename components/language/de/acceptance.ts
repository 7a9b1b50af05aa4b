import type { Messages } from '../messages.ts';

export const acceptance: Messages['acceptance'] = {};
