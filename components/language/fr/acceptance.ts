import type { Messages } from '../messages.ts';

export const acceptance: Messages['acceptance'] = {
  title: 'Acceptation automatique',
  lead: 'Les suggestions qui contredisent un vendeur ne sont acceptées sans personne que là où des audits à l’aveugle prouvent que la promesse est tenue. Une part d’entre elles va toujours à des personnes ; quand la preuve tombe, l’acceptation se ferme d’elle-même et rend ce qui est douteux.',
  noCatalogHint: 'Importez-en un, entraînez un modèle et révisez.',
  unreadable: 'Impossible de lire la règle : {why}',
  of: {
    label: 'De quelle file',
    categories: 'Catégories',
    duplicates: 'Doublons',
  },
  duplicates: {
    lead: 'Les groupes proposés ne sont fusionnés sans personne que là où des contrôles à l’aveugle prouvent que la promesse est tenue : chaque paire d’un groupe doit passer le seuil. Une part des groupes va toujours aux personnes, paire par paire ; si la preuve cède, tout se ferme de soi-même et ce qui est douteux est repris.',
    unit: 'groupes fusionnés sans personne',
    rest: '{returned, number} repris. {audits, plural, one {# question de contrôle <link>attend dans la file des doublons</link>} other {# questions de contrôle <link>attendent dans la file des doublons</link>}}.',
    giveBack:
      'Reprendre aussi {count, plural, one {la fusion en vigueur (#)} other {les # fusions en vigueur}}',
    caption:
      'Les groupes de deux et les plus grands sont prouvés séparément ; au-delà de cinq, une personne décide toujours ; les réponses à un échantillon de paires (Entraînement, Doublons mesurés) comptent comme audits des paires',
    branch: 'Groupe',
    suggestions: 'Proposés',
    accepted: 'Fusionnés',
    accepts: 'fusionne dès {share}',
    strata: {
      pairs: 'Deux annonces',
      groups: 'Trois à cinq annonces',
    },
  },
  standing: {
    title: 'Ce qu’elle a fait',
    never: 'jamais activée',
    unit: 'produits sont acceptés sans personne',
    saved: 'Environ {hours} heures de revue économisées.',
    rest: '{returned, number} rendus. {audits, plural, one {# audit} other {# audits}} <link>dans la file des catégories</link>.',
  },
  state: {
    on: 'activée',
    off: 'arrêtée',
    closed: 'fermée',
  },
  strata: {
    title: 'Ce qui est prouvé',
    caption: 'Chaque branche avec assez de suggestions est prouvée séparément ; le reste de l’arbre ensemble',
    head: {
      branch: 'Branche',
      suggestions: 'Suggestions',
      audits: 'Audits',
      precision: 'Précision prouvée d’au moins',
      accepted: 'Acceptés',
      state: 'État',
    },
    rest: 'Le reste de l’arbre',
    closed: 'fermée par une alerte',
    accepts: 'accepte à partir de {share}',
    notProven: 'non prouvée : {audits, number} audits sur environ {needed, number}',
  },
  accepted: {
    title: 'Une à une',
    none: {
      categories: 'Rien n’a encore été accepté sans personne.',
      duplicates: 'Rien n’a encore été fusionné sans personne.',
    },
    unreadable: 'Ce qui a été fait n’a pas pu être lu : {why}',
    noCategory: 'aucune catégorie',
    line: 'sûre à {share}, par la version {version}, <time></time>',
    returned: 'reprise',
    byPerson: 'par {by}, <time></time>',
    byPolicy: 'par la règle, <time></time>',
    overtaken: 'Depuis, quelqu’un a tranché ou s’est appuyé dessus.',
    more: 'Afficher la suite',
    go: 'Reprendre…',
    goOf: 'Reprendre : {title}',
    effect: {
      categories:
        'Le produit revient à « {before} » et attend en tête de la file des catégories. Aucune règle ne l’acceptera plus.',
      duplicates:
        'Ses {count, number} annonces redeviennent des fiches séparées, et le groupe attend en tête de la file des doublons. Aucune règle ne le fusionnera plus.',
    },
    why: 'Pourquoi (la personne suivante le lira)',
    send: 'Reprendre',
    cancel: 'Annuler',
    done: 'C’est repris et attend <link>en tête de la file</link>.',
  },
  history: {
    title: 'Versions',
    line: '{version}. {state}, promesse {precision}, audits {share}',
    by: '{by}, <time></time> : {reason}',
  },
  switch: {
    on: 'Activer',
    off: 'Désactiver',
    offNow: 'Désactiver maintenant',
    giveBack: 'Rendre aussi {count, plural, one {le # produit} other {les # produits}} qui en dépendent',
    promise: 'Promesse : juste dans au moins',
    auditShare: 'Part auditée par des personnes',
    reason: 'Raison',
  },
};
