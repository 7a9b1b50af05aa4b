import type { Messages } from '../messages.ts';

export const ui: Messages['ui'] = {
  work: {
    waiting: 'wartet',
    running: 'läuft',
    done: 'fertig',
    failed: 'gescheitert',
    cancelled: 'abgebrochen',
    expired: 'abgelaufen',
  },
};
