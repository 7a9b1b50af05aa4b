import type { Messages } from '../messages.ts';

export const tour: Messages['tour'] = {
  title: 'Visite en cinq minutes',
  lead: 'La place de marché de démonstration contient des erreurs placées exprès. La vérité se trouve dans un fichier que ni import, ni modèle, ni file ne lit ; seule cette page la compare à ce que le poste a trouvé.',
  nothing: 'Rien à comparer',
  onlyDemo: 'Seul le catalogue de démonstration a une vérité connue.',
  load: 'Chargez-le depuis la page d’import.',
  categories: {
    title: 'Catégories fausses',
    go: 'Revoir les catégories',
    suspects: 'erreurs placées parmi les {count, number} annonces les plus suspectes',
    queued: 'des erreurs placées sont arrivées dans la file',
    corrected: 'sont corrigées par les décisions à ce jour',
    first: 'des premières suggestions donnent la vraie catégorie',
    learning: 'Le premier modèle apprend des catégories des vendeurs ; ce qu’il trouve arrive ici tout seul.',
    waiting: 'Aucun modèle n’a encore examiné le catalogue.',
  },
  duplicates: {
    title: 'Doublons',
    go: 'Revoir les doublons',
    precision: 'des paires des groupes sont vraiment le même produit',
    recall: 'des vraies paires sont dans un même groupe',
    counts:
      '{clusters, plural, one {# groupe} other {# groupes}}, {merged, plural, one {# fiche fusionnée} other {# fiches fusionnées}}.',
    waiting: 'Pas encore de groupes.',
  },
  traps: {
    title: 'Pièges',
    go: 'Voir les groupes',
    waiting:
      '{total, number} sosies (autre capacité, lot, couleur ou année) ont été glissés dans le catalogue. Les annonces ne sont pas encore comparées.',
    found:
      '<big>{merged, number}</big> sosies sur {total, number} (autre capacité, lot, couleur ou année) fusionnés ; {clustered, number} sont dans un même groupe, à départager par une personne.',
  },
  hitOf: '({hit, number} sur {of, number})',
  pipeline: 'Voir les étapes',
  steps: {
    import: {
      name: 'Regarder les imports',
      text: 'Douze vendeurs, chacun avec ses colonnes, son arbre et ses habitudes, en CSV, TSV, JSON Lines et Parquet. Huit lignes étaient sans titre : elles sont conservées, avec ligne et raison.',
    },
    categories: {
      name: 'Revoir dix catégories',
      text: '{accept} accepte la proposition, {option} en prend une autre, {other} cherche, {cantTell} dit que vous ne savez pas, {undo} annule. L’élément suivant est là avant que vous le demandiez.',
    },
    duplicates: {
      name: 'Fusionner trois groupes',
      text: 'Tout est coché : décochez ce qui n’en fait pas partie, {accept} fusionne. Les champs différents sont en haut ; capacité, lot et couleur sont les pièges habituels. {undo} annule une fusion.',
    },
    labels: {
      name: 'Voir vos réponses en étiquettes',
      text: 'Chaque décision est un fait avec son auteur. Exportez-les, ou le catalogue corrigé avec les différences par vendeur.',
    },
    training: {
      name: 'Entraîner à nouveau',
      text: 'Le nouveau modèle apprend de vos étiquettes et se compare au modèle actif. Rien ne change tant que vous ne le promouvez pas.',
    },
    pipeline: {
      name: 'Suivre le flux',
      text: 'Chaque produit est dans un seul état de chaque étape. Ce qui a échoué dit pourquoi et peut être relancé.',
    },
  },
};
