import type { Messages } from '../messages.ts';

export const ui: Messages['ui'] = {
  work: {
    waiting: 'in attesa',
    running: 'in corso',
    done: 'completato',
    failed: 'fallito',
    cancelled: 'annullato',
    expired: 'scaduto',
  },
};
