import type { Messages } from '../messages.ts';

export const insights: Messages['insights'] = {};
