import type { Messages } from '../messages.ts';

export const pairBatch: Messages['pairBatch'] = {
  title: 'Nach welchen Dubletten als Nächstes fragen',
  lead: 'Die vorgeschlagenen Gruppen mit einem Paar, das der Abgleich nicht unterscheiden kann, einander unähnlich, die wertvollsten zuerst. Sie lehren den nächsten Abgleich mit weniger Antworten als Gruppen der Reihe nach.',
  button: 'Zuerst nach {size, number} Gruppen fragen',
  drawn:
    '{drawn, number} der {of, number} unsichersten Gruppen <queue>stehen vorn in der Dubletten-Warteschlange</queue>.',
  notDrawn: 'Nicht vorgezogen: {reason}',
};
