import type { Messages } from '../messages.ts';

export const sought: Messages['sought'] = {
  like: 'Semblable à : {title}',
  removeLike: 'Ne plus se limiter à ce qui ressemble à « {title} »',
  unknownProduct: 'Semblable à un produit que ce catalogue n’a pas',
  noVector: 'Semblable à : {title}. Ce produit n’a pas encore de vecteur : rien ne peut en être proche.',
  both: '« {words} » : par les mots et par le sens',
  wordsAlone: '« {words} » : par les mots seuls',
  lacking: '« {words} » : par les mots seulement : {why}',
  onlyWords: 'mots seuls',
  meaningToo: 'par le sens aussi',
  why: {
    late: 'le sens n’est pas arrivé à temps',
    busy: 'trop de recherches en ce moment',
    failed: 'le processus qui donne le sens redémarre',
    'no-embedder': 'ce catalogue n’a pas encore de vecteurs ; le premier entraînement les crée',
    'no-known-word': 'aucun produit n’a ce mot, son sens est donc inconnu',
    code: 'cela ressemble à une référence d’article ou ne contient aucun mot',
  },
  more: 'd’autres semblables',
  inCatalog: 'Semblables dans le catalogue',
  inCategories: 'File des catégories : ce qui lui ressemble',
  inDuplicates: 'Doublons de ce qui lui ressemble',
  byMeaning: 'par le sens',
};
