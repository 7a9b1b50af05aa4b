import type { Messages } from '../messages.ts';

export const taxonomy: Messages['taxonomy'] = {
  title: 'Taxonomie',
  lead: 'Où les produits peuvent se ranger.',
  named: '{name}, {version}',
  none: 'Il n’y a pas encore de taxonomie',
  noneHint: 'Un import l’apporte : comme fichier à part, ou à partir des catégories du flux.',
  tree: {
    title: 'Arbre',
    lead: 'Avec les produits dans et sous chaque catégorie. En choisir une les affiche.',
  },
  levels: {
    title: 'Niveaux',
    caption: 'Catégories et produits par niveau de la taxonomie',
    head: {
      level: 'Niveau',
      categories: 'Catégories',
      leaves: 'Feuilles',
      used: 'Utilisées',
      products: 'Produits dessus',
    },
    note: 'Utilisées : avec un produit dans ou sous la catégorie. Les produits au-dessus des feuilles n’apprennent pas à classer plus finement.',
  },
  languages: {
    title: 'Langues',
    some: '{named, number} sur {all, number} nommées',
    all: 'toutes nommées ({all, number})',
  },
  add: {
    title: 'Ajouter une langue',
    lead: 'La même taxonomie dans une autre langue, avec les mêmes identifiants : un texte avec identifiants comme en publient Google et Shopify, ou un tableau avec id, parent_id et name.',
    language: 'Langue',
    hint: 'Deux lettres minuscules : fr, ou de-CH',
    file: 'Taxonomie en {locale}',
    reading: 'Lecture des noms…',
    failed: 'Ajout impossible : {why}',
    done: '{named, number} catégories sur {of, number} nommées en {locale}.',
    doneUnknown:
      '{named, number} catégories sur {of, number} nommées en {locale} ; {unknown, plural, one {# identifiant du fichier n’est pas} other {# identifiants du fichier ne sont pas}} dans cette taxonomie.',
    reason: {
      'no-taxonomy': 'ce catalogue n’a pas encore de taxonomie',
      'no-upload': 'le fichier n’est plus là ; choisissez-le à nouveau',
      'no-id-known': 'aucun de ses identifiants n’est dans cette taxonomie',
    },
  },
  next: {
    title: 'Version suivante',
    lead: 'Apportez le nouveau fichier : ce qui a été gardé, renommé, déplacé, divisé, fusionné ou supprimé est listé, et rien ne change avant que vous ne l’appliquiez.',
    file: 'Fichier de taxonomie',
    fileHint: 'Texte Google ou Shopify, ou tableau avec les colonnes id, parent_id et name.',
    comparing: 'Comparaison…',
    compare: 'Comparer à la version en service',
    failed: 'Comparaison impossible : {why}',
    about:
      'De {from} à {to}, comparé par {by} le {at}. {added, plural, one {# catégorie est nouvelle} other {# catégories sont nouvelles}}.',
    became: 'Ce que sont devenues les catégories en service',
    head: {
      categories: 'Catégories',
      products: 'Produits dedans',
    },
    toDecide: '{count, number} à trancher',
    allDecided: 'Tout est tranché',
    apply: 'Passer à {to}',
    applyAsk:
      'Le catalogue a aussitôt la nouvelle version ; produits et étiquettes suivent par lots. Le modèle en service se repose, car il répond avec les anciennes catégories ; un nouveau est entraîné et, tant que personne ne le promeut, il n’y a pas de suggestions.',
    going:
      'Passage à {to} : {products, number} produits sur {of, number}. Vous pouvez continuer à travailler ; ce que vous classez entre-temps reste où vous l’avez mis.',
    progress: 'Produits transférés',
    applying: 'Transfert…',
    applyYes: 'Oui, passer',
    notYet: 'Pas encore',
    discard: 'Abandonner',
  },
  kind: {
    kept: 'gardées',
    renamed: 'renommées',
    moved: 'déplacées dans une autre branche',
    recoded: 'même chemin sous un nouveau code',
    split: 'divisées en plusieurs',
    merged: 'sans doute fusionnées dans une autre',
    retired: 'supprimées',
  },
  question: {
    split:
      '<b>{from}</b> est maintenant une branche : {products, plural, one {# produit} other {# produits}}, {labels, plural, one {# étiquette} other {# étiquettes}}',
    merged:
      '<b>{from}</b> a disparu, sans doute fusionnée : {products, plural, one {# produit} other {# produits}}, {labels, plural, one {# étiquette} other {# étiquettes}}',
    retired:
      '<b>{from}</b> a disparu : {products, plural, one {# produit} other {# produits}}, {labels, plural, one {# étiquette} other {# étiquettes}}',
    other:
      '<b>{from}</b> : {products, plural, one {# produit} other {# produits}}, {labels, plural, one {# étiquette} other {# étiquettes}}',
    perProduct: 'produit par produit',
    answeredBy: '{answer}, {by}',
    open: 'à trancher',
    another: 'une autre catégorie',
    anotherFor: 'Une autre catégorie pour {from}',
    ask: 'Demander produit par produit',
  },
  past: {
    caption: 'Versions précédentes',
    head: {
      version: 'Version',
      became: 'Devenue',
      by: 'Par',
      when: 'Quand',
      products: 'Produits',
      labels: 'Étiquettes',
      asked: 'Redemandés',
    },
    state: {
      applied: 'appliquée',
      discarded: 'abandonnée',
      draft: 'brouillon',
      applying: 'en cours',
    },
  },
};
