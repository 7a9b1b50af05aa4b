import type { Messages } from '../messages.ts';

export const pairBatch: Messages['pairBatch'] = {
  title: 'Sur quels doublons interroger ensuite',
  lead: 'Les groupes proposés dont une paire laisse le modèle dans le doute, différents entre eux, ceux de plus grande valeur d’abord. Ils instruisent le prochain modèle avec moins de réponses que des groupes pris dans l’ordre.',
  button: 'Interroger d’abord sur {size, number} groupes',
  drawn:
    '{drawn, number} des {of, number} groupes les plus incertains <queue>sont en tête de la file des doublons</queue>.',
  notDrawn: 'Non déplacés : {reason}',
};
