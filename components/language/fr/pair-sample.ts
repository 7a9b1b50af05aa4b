import type { Messages } from '../messages.ts';

/** Precision and recall of duplicates by sampled pairs: /training/pairs. */
export const pairSample: Messages['pairSample'] = {
  title: 'Doublons, mesurés',
  lead: 'Des paires tirées au hasard parmi ce qui est proposé, ce qui ne l’est pas et ce qu’aucune recherche n’a regardé, jugées sans suggestion : quelle part des propositions est juste et quelle part des doublons échappe.',
  runs: 'Tous les entraînements',
  importFirst: 'Importez-en d’abord un.',
  state: '{answered, number} paires jugées sur {asked, number}',
  states: {
    drawing: 'tirage en cours',
    open: 'ouvert',
    closed: 'complet',
  },
  progress: 'Paires jugées de l’échantillon',
  waiting:
    '{waiting, plural, =0 {Aucune n’attend d’être jugée.} one {# paire <queue>attend dans la file des doublons</queue>.} other {# paires <queue>attendent dans la file des doublons</queue>.}}',
  dropped:
    '{count, plural, one {# a quitté la file sans réponse.} other {# ont quitté la file sans réponse.}}',
  older: 'Un autre comparateur est maintenant utilisé : ces chiffres concernent {model}. Refaites un tirage.',
  link: 'Doublons, mesurés',
  figures: {
    caption: 'Avec des intervalles à 95 % : ce que tant de réponses permettent de dire, et pas plus',
    measure: 'Mesure',
    proposed: 'Tels que proposés',
    matcher: 'Comparateur seul, dès 50 %',
    precision: 'Précision : justes parmi les proposés',
    recall: 'Rappel : trouvés parmi tous',
    recallOfCandidates: 'Rappel parmi les candidats',
    f1: 'F1',
    value: '{value} ({low} à {high})',
    hint: 'Une paire compte comme proposée quand les deux annonces sont dans un même groupe proposé. Les paires déjà tranchées ne sont pas retirées : les chiffres portent sur ce qui reste à décider. L’intervalle du rappel parmi toutes les paires est large, car un seul doublon parmi des milliers de paires qu’aucune recherche n’a regardées en représente beaucoup.',
  },
  strata: {
    title: 'D’où viennent les paires',
    hint: 'Chaque partie est tirée à part ; une réponse vaut pour autant de paires que la partie en compte par question. La taille des parties hors candidats est elle aussi estimée par tirage.',
    caption: 'Paires, questions et réponses par partie',
    name: 'Partie',
    population: 'Paires',
    asked: 'Posées',
    answered: 'Jugées',
    same: 'Même produit',
    cantTell: 'Indécidable',
    share: '{same, number} ({share})',
    names: {
      'together-sure': 'proposée, p dès 98 %',
      together: 'proposée, p dès 50 %',
      'together-weak': 'proposée par d’autres entre elles',
      'apart-above': 'non proposée, p dès 50 %',
      'apart-near': 'non proposée, p dès 10 %',
      'apart-far': 'non proposée, p sous 10 %',
      'outside-name': 'hors candidats : un mot rare en commun',
      'outside-category': 'hors candidats : même catégorie',
      'outside-rest': 'hors candidats : toutes les autres',
    },
  },
  earlier: {
    title: 'Échantillons précédents',
    line: '{at}, {by} : {answered, number} jugées sur {asked, number}, {model}.',
    figures: 'Précision {precision}, rappel {recall}.',
  },
  draw: {
    title: 'Tirer un échantillon',
    hint: 'Les questions vont dans la file des doublons, avant les autres. Leurs réponses comptent comme toutes : elles fusionnent, séparent et instruisent le prochain comparateur.',
    openHint:
      'Un échantillon est ouvert. Terminé plus tôt, ses réponses restent un échantillon plus petit, tiré au hasard.',
    size: 'Combien de paires',
    button: 'Tirer {size, number} paires',
    end: 'Terminer cet échantillon',
  },
};
