import type { Messages } from '../messages.ts';

export const tryout: Messages['tryout'] = {
  title: 'Essayer un produit',
  lead: 'Collez ou modifiez un produit : les modèles actifs disent où il se range et s’il est déjà en vente. Rien n’est enregistré.',
  busy: 'Trop de personnes essaient des produits en même temps. Réessayez.',
  go: 'Essayer',
  scoring: 'Évaluation…',
  field: {
    title: 'Titre',
    brand: 'Marque',
    sellerCategoryPath: 'Catégorie du vendeur',
    gtin: 'GTIN',
    mpn: 'Référence fabricant',
    price: 'Prix',
    currency: 'Devise',
    description: 'Description',
    attributes: 'Attributs',
    attributesHint: 'Un par ligne : nom: valeur',
    picture: 'Image',
    pictureHint: 'JPEG, PNG, WebP ou GIF. Comparée aux images du catalogue ; jamais enregistrée.',
  },
  category: {
    title: 'Catégories',
    noModel: 'Aucun modèle n’est encore actif : <link>entraînez-en un et promouvez-le</link>.',
    for: 'pour : {words}',
    similar: 'Produits similaires',
  },
  duplicates: {
    title: 'Doublons probables',
    picture: 'L’image n’a pas été utilisée : {why}.',
    noImage: 'ce n’est pas une image JPEG, PNG, WebP ou GIF',
    none: 'Aucun : {count, plural, one {# annonce ayant} other {# annonces ayant}} un code, des mots ou une image en commun comparées.',
    for: 'pour : {reasons}',
    against: 'contre : {reasons}',
  },
};
