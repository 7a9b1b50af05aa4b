import type { Messages } from '../messages.ts';

export const training: Messages['training'] = {
  board: {
    title: 'Entraînement',
    lead: 'Chaque entraînement fige un jeu de données, produit un candidat et le mesure. Une personne le promeut.',
    train: 'Entraîner un nouveau candidat',
    long: 'Jusqu’à ce que les produits mis de côté ne progressent plus',
    trainMatcher: 'Entraîner un modèle de paires sur les décisions',
    trainFilter: 'Entraîner un filtre de paires sur les décisions',
    none: 'Aucun entraînement',
    noneHint: 'Le premier entraînement apprend des catégories données par les vendeurs.',
  },
  next: {
    title: 'Le premier modèle',
    label:
      '{labelled, plural, =0 {Aucune annonce n’a encore de catégorie de la taxonomie} one {# annonce a une catégorie} other {# annonces ont une catégorie}} ; un premier modèle en demande {needed, number}. Quelques annonces, tirées au hasard, attendent dans la file des catégories : chaque réponse compte.',
    train:
      '{labelled, plural, one {# annonce a une catégorie} other {# annonces ont une catégorie}} dont un premier modèle peut apprendre. Il faut une à deux minutes ; dès sa mise en service, les catégories dont il doute arrivent dans la file.',
    training:
      'Le premier modèle est en cours d’entraînement. Une fois mesuré, quelqu’un le met en service, et les catégories dont il doute arrivent dans la file.',
    promote:
      'Le premier modèle est entraîné et mesuré. Mettez-le en service : les catégories dont il doute arriveront dans la file.',
    who: 'Un responsable ou un ingénieur ML s’en charge.',
    goLabel: 'Nommer quelques catégories',
    goSee: 'Suivre l’entraînement',
    goTraining: 'Aller à l’entraînement',
  },
  allRuns: 'Tous les entraînements',
  batch: {
    categories: {
      title: 'Que demander ensuite aux personnes',
      lead: 'Les produits dont le modèle en service est le moins sûr, différents entre eux, les plus précieux d’abord. Ils instruisent le modèle suivant avec moins de réponses que des produits tirés au hasard ; ils ne servent jamais à le mesurer.',
      ask: 'Interroger sur {count, number} produits',
      drawn:
        '{drawn, number} des {of, number} moins sûrs <link>attendent dans la file des catégories</link>.',
    },
    duplicates: {
      title: 'Sur quels doublons interroger ensuite',
      lead: 'Les groupes proposés dont une paire laisse le modèle dans le doute, différents entre eux, ceux de plus grande valeur d’abord. Ils instruisent le prochain modèle avec moins de réponses que des groupes pris dans l’ordre.',
      ask: 'Interroger d’abord sur {count, number} groupes',
      drawn:
        '{drawn, number} des {of, number} groupes les plus incertains <link>sont en tête de la file des doublons</link>.',
    },
    failed: 'Tirage impossible : {why}',
  },
  missing: {
    title: 'Ce que coûtent les parties manquantes',
    label: 'Réponses justes selon ce qui reste d’un produit',
    caption: 'Part de réponses justes selon ce qui reste d’un produit',
    known: 'Connu',
    products: 'Produits',
    level: 'Niveau {level}',
    alone: '{parts} seulement',
    whole: 'entier {share}',
    part: {
      title: 'titre',
      brand: 'marque',
      description: 'description',
      attributes: 'attributs',
      sellerCategory: 'catégorie du vendeur',
      price: 'prix',
      image: 'image',
    },
  },
  card: {
    title: 'Fiche du modèle : {name}',
    download: 'Télécharger en Markdown',
    print: 'Imprimer',
  },
  inUse: {
    categorizer: 'Modèle de catégories en service',
    'pair-matcher': 'Modèle de paires en service',
    'pair-filter': 'Filtre de paires en service',
    unfiltered: 'Aucun : chaque candidat est évalué.',
    since: '<link>Fiche de {name}, du {made}</link> ; en service depuis le {since}, mis en place par {by}.',
    none: 'Aucun pour l’instant : entraînez-en un et promouvez-le.',
    shipped: 'Celui livré avec Shelfwise.',
    shippedCard: 'Fiche du modèle de paires livré',
    rollBack: 'Revenir au modèle du {at}',
    rollBackAsk: 'Tout est réévalué avec le modèle du {at}. Les décisions restent.',
    rollBackYes: 'Oui, revenir',
    rollBackNo: 'Garder le modèle en service',
    rollBackFailed: 'Retour impossible : {why}',
  },
  pairs: {
    own: 'Ce candidat',
    inUse: 'En service lors de la mesure : {name}',
    provisional:
      'Provisoire : mesuré sur {count, plural, one {# paire décidée} other {# paires décidées}} ; il en faut 200.',
    learnt:
      'Appris sur {train, number} paires décidées et {anchors, number} dont le modèle en service est sûr ; mesuré sur {test, number} paires d’autres produits, dont {duplicates, number} doublons.',
    clusters:
      'Groupes proposés après promotion : {unchanged, number} inchangés, {grown, number} agrandis, {split, number} divisés, {merged, number} réunis à d’autres, {gone, number} disparus, {added, number} nouveaux.',
    label: 'Mesures du modèle de paires',
    caption: 'Mesures du modèle de paires sur des paires réservées',
    matcher: 'Modèle',
    f1: 'F1',
    precision: 'Précision',
    recall: 'Rappel',
    logLoss: 'Perte logarithmique',
  },
  filter: {
    learnt:
      'Appris de {learnt, number} paires décidées et de {anchors, number} dont le comparateur en service est sûr.',
    recall:
      'Sur {same, number} doublons mis de côté, de {products, plural, one {# produit} other {# produits}}, que seuls les mots trouvent, il en garde {recall} (au moins {lower} à 95 % de confiance ; {needed} doit être prouvé), et {othersKept, number} des {others, number} autres paires décidées.',
    unproven:
      'Pas assez bon pour être mis en service : ce qu’un filtre perd, personne ne le voit. Des décisions plus nombreuses ou plus nettes peuvent aider.',
    candidates:
      'Il refuserait {refused, number} de {asked, plural, one {# candidat trouvé} other {# candidats trouvés}} par les seuls mots ; un sur cent de ceux-ci passe quand même.',
    allPairs:
      'Sur les {pairs, number} paires de {listings, plural, one {# annonce} other {# annonces}}, {passed, number} passeraient.',
  },
  promote: {
    read: 'Je sais que cette évaluation est provisoire',
    go: 'Promouvoir et réévaluer',
  },
  register: {
    title: 'Un modèle entraîné ailleurs',
    lead: 'Un fichier ONNX qui lit des textes et répond un nombre par catégorie, avec son manifeste (docs/learning.md). Il est calibré sur la partie validation et mesuré sur la partie test, puis comparé et promu comme les nôtres : entraînez-le uniquement sur la partie « train » d’un export.',
    model: 'Modèle (.onnx)',
    manifest: 'Manifeste (.json)',
    go: 'Enregistrer',
    taken: 'Accepté : il figure parmi les entraînements ci-dessus.',
    refused: 'refusé avec {status}',
  },
  curves: {
    title: 'Comment il apprend',
    loss: 'perte',
    heldOut: 'perte hors apprentissage',
    level: 'niveau {level}',
    kept: 'gardé après {step}',
    right: 'Justes sur les produits tenus à l’écart',
    names: {
      search: 'Modèle de texte, jusqu’à ce que les produits mis de côté ne progressent plus, époque {last}',
      folds: 'Modèle de texte par plis, époque {last}',
      all: 'Modèle de texte sur tous les produits, époque {last}',
      trees: 'Arbres du comparateur, arbre {last}',
    },
  },
  run: {
    made: 'Entraîné en {seconds} s sur {threads, plural, one {# fil} other {# fils}}, au plus {memory, number} Mo ; Node {node}, traits {features}',
    of: 'Entraînement du {at}',
    matcherOf: 'Modèle de paires, entraînement du {at}',
    filterOf: 'Filtre de paires, entraînement du {at}',
    active: 'modèle actif',
    products:
      '{rows, plural, one {# produit} other {# produits}}, dont {decided, number} décidés par des personnes · jeu de données {dataset} · graine {seed}',
    pairs:
      '{rows, plural, one {# paire} other {# paires}}, dont {decided, number} décidées par des personnes · jeu de données {dataset} · graine {seed}',
    confusions: 'Confusions et sous-groupes',
    compare: 'Comparer au modèle en service',
    progress: 'Avancement de l’entraînement',
    cancel: 'Annuler',
    linear:
      'Partie linéaire : {passesMean} passages sur les produits en moyenne, {passesMax, number} au plus ; {converged, number} sur {blocks, plural, one {# bloc} other {# blocs}} de classes arrêtés par la tolérance.',
    beside: {
      golden:
        'À côté du modèle alors en service, au dernier niveau, sur {count, plural, one {le même produit} other {les mêmes # produits}} du jeu de référence :',
      given:
        'À côté du modèle alors en service, au dernier niveau, sur {count, plural, one {le même produit} other {les mêmes # produits}}, hors pli :',
    },
    golden:
      'Jeu de référence, {count, plural, one {# produit jugé} other {# produits jugés}} à l’aveugle : {levels}',
    goldenLevel: 'niveau {level} {value} ({low}–{high})',
    provisional:
      'Provisoire : mesuré hors échantillon sur {count, plural, one {# catégorie donnée} other {# catégories données}}, elles-mêmes en partie fausses.',
    measuresLabel: 'Mesures par niveau',
    measuresCaption: 'Mesures de l’entraînement par niveau de la taxonomie',
    head: {
      level: 'Niveau',
      categories: 'Catégories',
      accuracy: 'Exactitude',
      weightedF1: 'F1 pondéré',
      macroF1: 'F1 macro',
      ece: 'Erreur de calibration',
    },
  },
  stage: {
    pictures: 'lecture des images',
    around: 'apprentissage de ce qui les entoure',
    ask: 'interrogation sur les parties validation et test',
    waiting: 'en attente du processus de travail',
    freeze: 'figement du jeu de données',
    freezePairs: 'figement des paires décidées',
    read: 'lecture des annonces',
    learnPairs: 'apprentissage sur les paires décidées',
    register: 'enregistrement',
    embed: 'apprentissage des vecteurs',
    open: 'ouverture du modèle',
    weigh: 'pondération des champs',
    folds: 'entraînement par plis, pour des réponses honnêtes sur les produits d’entraînement',
    fuse: 'pondération du texte, des images et des voisins, et calibration',
    all: 'entraînement sur tous les produits',
    attributes: 'apprentissage des attributs que les annonces indiquent',
    round: 'arrondi des nombres mis en service',
    write: 'écriture des fichiers du modèle',
    outOfFold: 'écriture des suggestions hors échantillon',
    evaluate: 'évaluation',
  },
  schedule: {
    title: 'Entraînement automatique',
    rhythm:
      '{hours, plural, =0 {pas par durée} =24 {chaque jour} =168 {chaque semaine} =720 {tous les 30 jours} other {toutes les # heures}}',
    fresh:
      '{count, plural, one {# nouvelle étiquette} other {# nouvelles étiquettes}} depuis le dernier entraînement.',
    freshFirst: '{count, plural, one {# nouvelle étiquette} other {# nouvelles étiquettes}} depuis le début.',
    off: 'Arrêté : un entraînement ne commence que sur demande d’une personne.',
    onLabels:
      'Activé : après {labels, plural, one {# nouvelle étiquette} other {# nouvelles étiquettes}}. Une personne promeut toujours.',
    onTime: 'Activé : {rhythm} si quelque chose a changé. Une personne promeut toujours.',
    onBoth:
      'Activé : après {labels, plural, one {# nouvelle étiquette} other {# nouvelles étiquettes}}, et {rhythm} si quelque chose a changé. Une personne promeut toujours.',
    setBy: 'Réglé par {by}, le {at}.',
    afterLabels: 'Après de nouvelles étiquettes',
    noLabels: 'pas par étiquettes',
    byTime: 'Et par durée',
    save: 'Enregistrer',
    on: 'Activer',
    switchOff: 'Désactiver',
  },
  shadow: {
    title: 'En mode fantôme',
    on: 'Depuis le {since}, il répond à chaque produit entrant à côté du modèle en service. Ses réponses ne sont montrées à personne.',
    onNow:
      'Dès maintenant, il répond à chaque produit entrant à côté du modèle en service. Ses réponses ne sont montrées à personne.',
    off: 'Il peut répondre aux produits entrants à côté du modèle en service, sans être montré.',
    other: 'Un autre candidat est en mode fantôme ; démarrer celui-ci y met fin.',
    end: 'Terminer le mode fantôme',
    start: 'Démarrer en mode fantôme',
    answered: '{count, plural, one {# produit traité} other {# produits traités}}',
    answeredWaiting:
      '{count, plural, one {# produit traité} other {# produits traités}}, {waiting, number} en attente',
    same: 'La même catégorie que le modèle en service : {share}',
    judged:
      'Sur {count, number} jugés depuis par des personnes ({blind, number} à l’aveugle ; pour les autres, le modèle en service était visible, ce qui l’avantage) : candidat juste dans {candidate}, modèle en service dans {inUse}',
    within: '{value} ({low}–{high})',
    differ: 'Où ils diffèrent',
    says: 'Le candidat dit {candidate} ; le modèle en service dit {inUse}',
    saysJudged:
      'Le candidat dit {candidate} ; le modèle en service dit {inUse} ; les personnes disent {judged}',
  },
  values: {
    title: 'Valeur des catégories',
    lead: 'Les comparaisons pondèrent les produits par cette valeur et listent d’abord les confusions les plus coûteuses ; la file des catégories demande plus tôt ce qui compte davantage (d’un facteur huit au plus). Par défaut, c’est la somme des popularités des produits de la catégorie ; une valeur fixée pour une branche vaut pour tout ce qui est dessous.',
    find: 'Chercher une catégorie',
    caption: 'Catégories et leurs valeurs, celles fixées par des personnes d’abord',
    category: 'Catégorie',
    products: 'Produits',
    byPopularity: 'Selon la popularité',
    set: 'Fixée',
    none: 'Aucune catégorie ne porte ce nom.',
    of: 'Valeur de {name}',
    default: 'selon la popularité',
    save: 'Enregistrer',
    by: 'par {name}',
  },
};
