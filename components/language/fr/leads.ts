import type { Messages } from '../messages.ts';

export const leads: Messages['leads'] = {
  policy: {
    title: 'Règles de revue',
    lead: 'La part du travail qui mesure le travail. Ce qui est fixé vaut dès la prochaine fiche ; chaque version est conservée.',
    blind: 'Montré sans suggestion',
    blindHint:
      'Dit combien les suggestions influencent, et donne des réponses justes pour mesurer les modèles.',
    second: 'Jugé par une deuxième personne',
    secondHint:
      'Qui juge à nouveau ne voit pas la première réponse. Deux réponses différentes vont aux responsables.',
    gold: 'Réponses connues parmi les autres',
    goldHint:
      '{count, plural, =0 {Aucun produit n’a encore de réponse connue : sans cela, ceci n’a aucun effet.} one {# produit a une réponse connue.} other {# produits ont une réponse connue.}} Ils ressemblent aux autres ; la réponse est donnée ensuite.',
    work: 'En tout environ {share} de travail en plus.',
    save: 'Enregistrer',
    saved: 'Enregistré comme version {version, number}.',
    changed:
      'Quelqu’un a enregistré une autre version entre-temps. Elle est affichée ; vérifiez-la et enregistrez à nouveau.',
    range: 'Entre 0 et 50 %.',
    versions: 'Versions',
    none: 'Personne n’a encore rien fixé : tout est à 0 %.',
    version: 'Version',
    by: 'Fixé par',
    at: 'Quand',
    noCatalog: 'Pas encore de catalogue',
    importFirst: 'Importez-en un d’abord.',
  },
  guidelines: {
    title: 'Consignes',
    lead: 'Ce qui va dans quelle catégorie, tel que les responsables l’ont écrit. Une consigne vaut pour tout ce qui est sous sa catégorie.',
    none: 'Personne n’en a encore écrit.',
    noneHint:
      'À côté d’une fiche, G ouvre la consigne de sa catégorie ; les responsables l’écrivent là ou ici.',
    write: 'En écrire une pour …',
    unread: 'modifiée depuis votre lecture',
    version: 'Version {version} · {by}, {day}',
    products: '{count, plural, one {# produit} other {# produits}}',
  },
  proposals: {
    title: 'Catégories proposées',
    lead: 'Les catégories qui ont manqué pendant la revue. Les acceptées ont leur place dans la prochaine version de la taxonomie.',
    none: 'Aucune catégorie n’a encore manqué.',
    noneHint: 'Dans la recherche de catégories de la revue, « catégorie manquante » en propose une.',
    open: '{count, plural, =0 {Aucune n’est ouverte.} one {# est ouverte.} other {# sont ouvertes.}}',
    under: 'sous {parent}',
    top: 'au premier niveau',
    isThere: 'Une catégorie de ce nom s’y trouve déjà.',
    by: '{by}, {at}',
    product: 'A manqué pour',
    accept: 'Accepter',
    refuse: 'Refuser',
    reason: 'Un mot à qui l’a proposée',
    reasonHint: 'Nécessaire pour refuser.',
    accepted: 'Acceptée par {by}',
    refused: 'Refusée par {by}',
    openState: 'Ouverte',
    answered: 'Répondu : {name}',
  },
};
