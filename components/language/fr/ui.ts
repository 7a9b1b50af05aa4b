import type { Messages } from '../messages.ts';

export const ui: Messages['ui'] = {
  work: {
    waiting: 'en attente',
    running: 'en cours',
    done: 'terminé',
    failed: 'échoué',
    cancelled: 'annulé',
    expired: 'expiré',
  },
};
