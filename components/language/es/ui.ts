import type { Messages } from '../messages.ts';

export const ui: Messages['ui'] = {
  work: {
    waiting: 'en espera',
    running: 'en curso',
    done: 'terminado',
    failed: 'fallido',
    cancelled: 'cancelado',
    expired: 'caducado',
  },
};
