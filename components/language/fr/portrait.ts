import type { Messages } from '../messages.ts';

export const portrait: Messages['portrait'] = {
  data: {
    title: 'Les données',
    lead: 'Ce qui est là, ce qui manque, et ce qui risque de nuire.',
  },
  map: {
    title: 'Carte des catégories',
    lead: 'Comment les catégories se situent entre elles, et lesquelles le modèle confond.',
    none: 'Pas encore de carte',
    noneHint:
      'Elle est tracée d’après ce qu’un modèle actif sait des produits : entraînez-en un, puis redessinez.',
    sheet: 'Carte',
    about:
      'Des catégories proches contiennent des produits semblables. La taille est le nombre de produits, la couleur la branche ; un trait relie deux catégories que le modèle prend l’une pour l’autre. Un point parmi ceux d’une autre branche est mal placé dans l’arbre, ou rempli des mauvais produits.',
    cut: 'Seules les {count, number} catégories les plus remplies sont tracées.',
    label: 'Carte de {count, number} catégories ; le tableau des paires confondues donne les chiffres',
    place: '{name} : {count, plural, one {# produit} other {# produits}}',
    branches: 'Branches par couleur',
  },
  pairs: {
    title: 'Paires à confusion',
    about:
      'Erreurs attendues : d’après les probabilités calibrées du modèle, nombre de produits qu’il confond entre les deux. De l’autre côté : produits placés dans l’une alors que le modèle dit l’autre. Ressemblance : cosinus de leurs vecteurs moyens ; 1 signifie identique. Une paire avec beaucoup d’erreurs attendues demande une consigne, une fusion ou des étiquettes.',
    none: 'Le modèle ne prend guère une catégorie pour une autre.',
    caption: 'Paires de catégories que le modèle prend l’une pour l’autre',
    one: 'L’une',
    other: 'L’autre',
    mistakes: 'Erreurs attendues',
    swapped: 'De l’autre côté',
    alike: 'Ressemblance',
  },
  frame: {
    hint: 'Les responsables et les ingénieurs peuvent voir ces chiffres.',
    forLeads: 'Pour les responsables',
    drawn: 'Tracé le {at} à partir de {count, plural, one {# produit} other {# produits}} en {seconds} s.',
    drawnSample:
      'Tracé le {at} à partir d’un échantillon stable de {read, number} sur {count, plural, one {# produit} other {# produits}} en {seconds} s.',
    drawing: 'Tracé en cours…',
    anew: 'Redessiner',
    draw: 'Tracer le portrait',
    failed: 'Tracé impossible : {why}',
    coming: 'Chaque annonce est lue une fois ; quelques secondes pour dix mille produits.',
    none: 'Pas encore tracé',
    noneHint: 'Le tracé lit chaque annonce une fois et ne change rien.',
  },
  groups: {
    noCategory: 'sans catégorie',
    older: 'une taxonomie antérieure',
    title: {
      branches: 'Par branche',
      categories: 'Par catégorie',
      sellers: 'Par vendeur',
    },
    kind: {
      branches: 'branche',
      categories: 'catégorie',
      sellers: 'vendeur',
    },
    label: {
      branches: 'Chiffres par branche',
      categories: 'Chiffres par catégorie',
      sellers: 'Chiffres par vendeur',
    },
    caption: {
      branches: 'Chiffres des données par branche',
      categories: 'Chiffres des données par catégorie',
      sellers: 'Chiffres des données par vendeur',
    },
    group: 'Regrouper',
    order: 'Ordre',
    name: 'Nom',
    shortest: 'Titres les plus courts',
    mostFrom: 'Surtout de',
    words: 'Mots propres',
    more: '{count, number} de plus ne sont pas affichés ; cherchez un nom.',
    note: 'Mots du titre : la médiane, et du 5ᵉ au 95ᵉ centile. Écart de prix : le 95ᵉ centile rapporté au 5ᵉ.',
    column: {
      products: 'Produits',
      titleWords: 'Mots du titre',
      noBrand: 'Sans marque',
      noGtin: 'Sans GTIN',
      noDescription: 'Sans description',
      noPicture: 'Sans image',
      onWhite: 'Sur blanc',
      flat: 'Unies',
      price: 'Prix',
      priceSpread: 'Écart de prix',
    },
  },
  figures: {
    missing: 'Champs manquants',
    languages: 'Langues',
    unknown: 'inconnue',
    others: '{count, plural, one {# autre} other {# autres}}',
    detected:
      'Détectée d’après le texte pour {count, plural, one {# produit} other {# produits}} dont le flux ne la donne pas.',
    balance: 'Équilibre des catégories',
    balanceUnit: 'catégories ont des produits ; la taxonomie a {leaves, number} feuilles',
    bySize: 'Catégories par nombre de produits',
    largest:
      'Le dixième le plus grand contient {share} des produits. Pour l’apprentissage, elles valent {effective, number} catégories de taille égale (Gini {gini}).',
    words: 'Mots',
    wordsUnit:
      'mots dans le titre médian ; {count, plural, one {# titre en a} other {# titres en ont}} un ou deux',
    byWords: 'Titres par nombre de mots',
    descriptions: 'Descriptions : de {low, number} à {high, number} mots, {median, number} en médiane.',
    noDescriptions: 'Pas de descriptions.',
    frequent: 'Les plus fréquents dans les titres',
    pictures: 'Images',
    noPictures: 'Aucune n’a encore été mesurée.',
    picturesAbout:
      'Premières images de {measured, plural, one {# produit} other {# produits}}. {white} sont sur fond blanc, {flat} d’une seule couleur. {shared, number} images figurent sur plusieurs produits ({products, number}) ; {failed, number} adresses n’en ont donné aucune.',
    byWhite: 'Par part de blanc',
    bySpread: 'Par vivacité (écart de gris)',
    byBorder: 'De même au bord : 0, une seule couleur tout autour',
    gridAbout:
      'Où les images diffèrent entre elles : plus une case est marquée, plus son gris varie dans le catalogue. Un bord pâle autour d’un centre marqué signifie que rogner le bord ne perd rien.',
    gridTop:
      'Carte des différences entre images : écart de gris de {low, number} à {high, number}, le plus fort en haut',
    gridInside:
      'Carte des différences entre images : écart de gris de {low, number} à {high, number}, le plus fort au centre',
    cell: 'gris moyen {mean, number}, écart {deviation, number}',
    thousands: '{count} k',
  },
  field: {
    brand: 'Marque',
    gtin: 'GTIN',
    description: 'Description',
    price: 'Prix',
    attributes: 'Attributs',
    picture: 'Image',
    language: 'Langue',
    category: 'Catégorie',
  },
  risks: {
    title: 'Ce qui risque de nuire',
    none: 'Rien qui touche un produit sur cinq cents.',
    of: '{products, number} sur {of, number}',
    inCategories: 'Dans {count, plural, one {# catégorie} other {# catégories}}.',
    examples: 'Surtout <list></list>',
    example: '<name></name> ({products, number})',
    exampleOf: '<name></name> ({products, number} sur {of, number})',
    note: 'Selon la part de produits touchés : à partir d’un cinquième, nuit beaucoup ; à partir d’un vingtième, nuit.',
    weight: {
      much: 'nuit beaucoup',
      some: 'nuit',
      little: 'bon à savoir',
    },
  },
  risk: {
    'no-category': {
      title: 'Sans catégorie',
      why: 'Ils n’apprennent rien au modèle tant que personne ne les décide ; en attendant, des suggestions les placent.',
    },
    'above-leaves': {
      title: 'Sur une catégorie qui en a de plus fines dessous',
      why: 'Ils ne disent pas quelle feuille est la bonne : ils n’entraînent que les niveaux supérieurs.',
    },
    'tiny-categories': {
      title: 'Dans des catégories de moins de dix produits',
      why: 'Trop peu pour apprendre et pour mesurer : leurs réponses reposent sur les noms des catégories et sur les voisins, et vont plus souvent à des personnes.',
    },
    'contradicting-titles': {
      title: 'Le même titre dans plusieurs catégories',
      why: 'Les étiquettes se contredisent : quoi que réponde le modèle, c’est faux pour certains, et ses probabilités sont trop basses ou trop hautes. Ce sont souvent des annonces d’un même produit ; réglez d’abord les doublons.',
    },
    'one-seller-categories': {
      title: 'Dans des catégories qu’un seul vendeur remplit',
      why: 'Le modèle risque d’apprendre comment ce vendeur écrit plutôt que ce qu’est la catégorie. Pour les autres vendeurs, l’exactitude sera plus basse que mesuré.',
    },
    'wide-prices': {
      title: 'Dans des catégories dont les prix varient de un à cinquante',
      why: 'Soit la catégorie mélange (machines et pièces détachées), soit certains prix sont dans une autre unité ou devise. Le prix y dit peu.',
    },
    'short-titles': {
      title: 'Titres d’un ou deux mots',
      why: 'Peu à lire : la catégorie repose sur les images et les attributs, et les doublons sur les codes.',
    },
    'no-language': {
      title: 'Langue non indiquée',
      why: 'Elle est détectée d’après le texte, ce qui échoue sur les titres courts ; une faiblesse dans une langue peut rester cachée.',
    },
    'thin-languages': {
      title: 'Dans des langues avec peu de produits',
      why: 'Les mots de ces langues sont à peine connus. Des noms de catégories dans ces langues aident : ajoutez-les sur la page de la taxonomie.',
    },
    'no-description': {
      title: 'Sans description',
      why: 'Le titre seul doit distinguer des feuilles semblables.',
    },
    'no-brand': {
      title: 'Sans marque',
      why: 'Les marques distinguent catégories et doublons ; sans elles, de faux jumeaux sont proposés plus souvent.',
    },
    'no-gtin': {
      title: 'Sans GTIN',
      why: 'Les doublons ne peuvent pas être trouvés par leur numéro, seulement par ressemblance, que des personnes doivent confirmer.',
    },
    'no-picture': {
      title: 'Sans image',
      why: 'La part de l’image manque aux indices ; la réponse vient du texte et des voisins et est moins souvent assez sûre.',
    },
    'failed-pictures': {
      title: 'Images qui n’ont pas pu être récupérées',
      why: 'L’adresse n’a pas donné d’image. La page des étapes dit pourquoi et réessaie sur demande.',
    },
    'flat-pictures': {
      title: 'Images d’une seule couleur',
      why: 'Des images de remplacement : semblables partout, elles ne sont jamais comparées.',
    },
    'shared-pictures': {
      title: 'Une même image sur des produits de plusieurs catégories',
      why: 'Logos, tableaux de tailles et images de remplacement, ou annonces d’un même produit dans différentes catégories. Les images rapprochent alors des produits qui n’ont rien à voir.',
    },
  },
};
