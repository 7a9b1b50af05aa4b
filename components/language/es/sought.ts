import type { Messages } from '../messages.ts';

export const sought: Messages['sought'] = {
  like: 'Parecidos a: {title}',
  removeLike: 'Dejar de limitarse a lo parecido a «{title}»',
  unknownProduct: 'Parecidos a un producto que este catálogo no tiene',
  noVector: 'Parecidos a: {title}. Aún no tiene vector, así que nada puede estar cerca.',
  both: '«{words}»: por palabras y por significado',
  wordsAlone: '«{words}»: solo por palabras',
  lacking: '«{words}»: solo por palabras: {why}',
  onlyWords: 'solo palabras',
  meaningToo: 'también por significado',
  why: {
    late: 'el significado no llegó a tiempo',
    busy: 'hay demasiadas búsquedas en este momento',
    failed: 'el proceso que da el significado se está reiniciando',
    'no-embedder': 'este catálogo aún no tiene vectores; los crea el primer entrenamiento',
    'no-known-word': 'ningún producto tiene esa palabra, así que su significado se desconoce',
    code: 'parece una referencia de artículo o no tiene ninguna palabra',
  },
  more: 'más parecidos',
  inCatalog: 'Parecidos en el catálogo',
  inCategories: 'Cola de categorías de lo parecido',
  inDuplicates: 'Duplicados de lo parecido',
  byMeaning: 'por significado',
};
