import type { Messages } from '../messages.ts';

export const golden: Messages['golden'] = {
  title: 'Jeu de référence',
  lead: 'Des produits tirés au hasard et jugés sans suggestion. On n’entraîne jamais sur eux ni sur leurs copies : ce qu’un modèle a de juste ici, il l’a de juste dans le catalogue.',
  runs: 'Tous les entraînements',
  noCatalog: 'Pas encore de catalogue',
  importFirst: 'Importez-en un d’abord.',
  state: '{judged, number} sur {needed, number} jugés',
  progress: 'Produits jugés du jeu de référence',
  provisional:
    'Les comparaisons sont provisoires tant que {needed, number} ne sont pas jugés : elles reposent sur des catégories données par des vendeurs et des personnes, parfois à tort.',
  enough:
    'Les comparaisons se font sur lui. Avec {judged, number} produits, une part de réponses justes proche de 90 % est connue à {points} points près.',
  waiting:
    '{waiting, plural, =0 {Aucun n’attend d’être jugé.} one {# produit tiré <queue>attend dans la file des catégories</queue>.} other {# produits tirés <queue>attendent dans la file des catégories</queue>.}}',
  draw: 'Tirer des produits',
  size: 'Combien',
  sizeHint:
    'Tirés au hasard parmi tous les produits, quoi qu’en pense le modèle ; chacun garde sa probabilité.',
  button: 'Tirer {size, number} produits pour le jeu de référence',
  drawn:
    '{drawn, number} produits sur {of, number} attendent dans la file des catégories, pour être jugés sans suggestion.',
  notDrawn: 'Non tiré : {reason}',
  link: 'Jeu de référence : {judged, number} sur {needed, number}',
  branches: {
    title: 'Où il en est',
    caption: 'Produits jugés du jeu de référence par branche',
    branch: 'Branche',
    products: 'Produits',
    judged: 'Jugés',
  },
  draws: {
    title: 'Tirages',
    none: 'Rien n’a encore été tiré.',
    line: '{at} : {drawn, number} produits sur {of, number}',
  },
};
