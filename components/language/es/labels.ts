import type { Messages } from '../messages.ts';

export const labels: Messages['labels'] = {};
