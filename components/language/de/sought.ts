import type { Messages } from '../messages.ts';

export const sought: Messages['sought'] = {
  like: 'Ähnlich wie: {title}',
  removeLike: 'Nicht mehr nur, was „{title}“ ähnelt',
  unknownProduct: 'Ähnlich wie ein Produkt, das dieser Katalog nicht hat',
  noVector: 'Ähnlich wie: {title}. Es hat noch keinen Vektor, daher kann ihm nichts nahe sein.',
  both: '„{words}“: nach Wörtern und nach Bedeutung',
  wordsAlone: '„{words}“: nur nach Wörtern',
  lacking: '„{words}“: nur nach Wörtern: {why}',
  onlyWords: 'nur Wörter',
  meaningToo: 'auch nach Bedeutung',
  why: {
    late: 'die Bedeutung kam nicht rechtzeitig',
    busy: 'zu viele Suchen in diesem Augenblick',
    failed: 'der Prozess, der Bedeutungen kennt, startet neu',
    'no-embedder': 'dieser Katalog hat noch keine Vektoren; das erste Training legt sie an',
    'no-known-word': 'kein Produkt hat ein solches Wort, daher ist seine Bedeutung unbekannt',
    code: 'es liest sich wie eine Artikelnummer oder enthält kein Wort',
  },
  more: 'mehr davon',
  inCatalog: 'Ähnliche im Katalog',
  inCategories: 'Kategorie-Warteschlange mit Ähnlichem',
  inDuplicates: 'Dubletten von Ähnlichem',
  byMeaning: 'nach Bedeutung',
};
