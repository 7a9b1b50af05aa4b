import type { Messages } from '../messages.ts';

export const pairs: Messages['pairs'] = {
  listings: '{count, number} annonces, {sellers, plural, one {# vendeur} other {# vendeurs}}',
  density:
    '{alike, plural, one {# paire sur {all, number} se ressemble} other {# paires sur {all, number} se ressemblent}}',
  weakest: 'lien le plus faible {one}–{other}',
  blind:
    'Tirée au hasard et jugée à l’aveugle : l’avis de la machine et des autres sur ces deux annonces n’est pas montré.',
  cut: 'couper ici',
  leaveCut: 'annuler la coupe',
  against: '· contre : {reasons}',
  decidedBefore: 'déjà décidé : {facts}',
  fact: {
    same: '{one}–{other} identiques ({by})',
    not_same: '{one}–{other} différentes ({by})',
    variant: '{one}–{other} variantes ({by})',
  },
  system: 'système',
  mark: { same: 'identique', different: 'pas celle-ci', variant: 'variante' },
  group: 'groupe {number, number}',
  standing: {
    conflict: 'conflit',
    differs: 'diffère',
    agrees: 'identique, écrit autrement',
    alone: 'absent chez certaines',
    equal: 'égal',
  },
  table: 'Annonces côte à côte, champs différents d’abord',
  equalFields: '{count, plural, one {# champ identique} other {# champs identiques}}',
  leaveSplit: 'ne pas diviser',
  splitInto: 'diviser en {count, number}',
  mergeTicked: 'fusionner {count, number} cochées',
  noneSame: 'aucune identique',
};
