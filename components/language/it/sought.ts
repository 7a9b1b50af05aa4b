import type { Messages } from '../messages.ts';

export const sought: Messages['sought'] = {
  like: 'Simili a: {title}',
  removeLike: 'Non limitarsi più a ciò che somiglia a «{title}»',
  unknownProduct: 'Simili a un prodotto che questo catalogo non ha',
  noVector: 'Simili a: {title}. Non ha ancora un vettore, quindi nulla può essergli vicino.',
  both: '«{words}»: per parole e per significato',
  wordsAlone: '«{words}»: solo per parole',
  lacking: '«{words}»: solo per parole: {why}',
  onlyWords: 'solo parole',
  meaningToo: 'anche per significato',
  why: {
    late: 'il significato non è arrivato in tempo',
    busy: 'troppe ricerche in questo momento',
    failed: 'il processo che dà il significato si sta riavviando',
    'no-embedder': 'questo catalogo non ha ancora vettori; li crea il primo addestramento',
    'no-known-word': 'nessun prodotto ha una parola simile, quindi il suo significato è ignoto',
    code: 'sembra un codice articolo o non contiene parole',
  },
  more: 'altri simili',
  inCatalog: 'Simili nel catalogo',
  inCategories: 'Coda delle categorie di ciò che gli somiglia',
  inDuplicates: 'Duplicati di ciò che gli somiglia',
  byMeaning: 'per significato',
};
