import type { Messages } from '../messages.ts';

export const golden: Messages['golden'] = {
  title: 'Referenzmenge',
  lead: 'Produkte, die zufällig gezogen und ohne Vorschlag beurteilt werden. Mit ihnen und ihren Dubletten wird nie trainiert: Was ein Modell hier richtig hat, hat es im Katalog richtig.',
  runs: 'Alle Läufe',
  noCatalog: 'Noch kein Katalog',
  importFirst: 'Importieren Sie zuerst einen.',
  state: '{judged, number} von {needed, number} beurteilt',
  progress: 'Beurteilte Produkte der Referenzmenge',
  provisional:
    'Vergleiche sind vorläufig, bis {needed, number} beurteilt sind: Sie beruhen auf Kategorien, die Verkäufer und Menschen angegeben haben, manche davon falsch.',
  enough:
    'Vergleiche beruhen auf ihr. Mit {judged, number} Produkten ist ein Anteil richtiger Antworten um 90 % auf {points} Punkte genau bekannt.',
  waiting:
    '{waiting, plural, =0 {Keines wartet auf ein Urteil.} one {# gezogenes Produkt <queue>wartet in der Kategorie-Warteschlange</queue>.} other {# gezogene Produkte <queue>warten in der Kategorie-Warteschlange</queue>.}}',
  draw: 'Produkte ziehen',
  size: 'Wie viele',
  sizeHint:
    'Zufällig aus allen Produkten gezogen, was auch immer das Modell von ihnen hält; jedes behält seine Wahrscheinlichkeit.',
  button: '{size, number} Produkte für die Referenzmenge ziehen',
  drawn:
    '{drawn, number} von {of, number} Produkten warten in der Kategorie-Warteschlange, um ohne Vorschlag beurteilt zu werden.',
  notDrawn: 'Nicht gezogen: {reason}',
  link: 'Referenzmenge: {judged, number} von {needed, number}',
  branches: {
    title: 'Wo sie steht',
    caption: 'Beurteilte Produkte der Referenzmenge nach Zweig',
    branch: 'Zweig',
    products: 'Produkte',
    judged: 'Beurteilt',
  },
  draws: {
    title: 'Ziehungen',
    none: 'Es wurde noch nichts gezogen.',
    line: '{at}: {drawn, number} von {of, number} Produkten',
  },
};
