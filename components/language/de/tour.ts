import type { Messages } from '../messages.ts';

export const tour: Messages['tour'] = {
  title: 'Rundgang in fünf Minuten',
  lead: 'Der Demonstrationsmarktplatz enthält absichtlich eingebaute Fehler. Die Wahrheit liegt in einer Datei, die kein Import, kein Modell und keine Warteschlange liest; nur diese Seite vergleicht sie mit dem Gefundenen.',
  nothing: 'Nichts zu vergleichen',
  onlyDemo: 'Nur der Demonstrationskatalog hat eine bekannte Wahrheit.',
  load: 'Laden Sie ihn auf der Import-Seite.',
  categories: {
    title: 'Falsche Kategorien',
    go: 'Kategorien prüfen',
    suspects: 'eingebaute Fehler unter den {count, number} verdächtigsten Angeboten',
    queued: 'der eingebauten Fehler erreichten die Warteschlange',
    corrected: 'sind durch Entscheidungen bisher berichtigt',
    first: 'der ersten Vorschläge nennen die richtige Kategorie',
    learning:
      'Das erste Modell lernt aus den Kategorien der Verkäufer; was es findet, kommt von selbst hierher.',
    waiting: 'Noch hat kein Modell den Katalog angesehen.',
  },
  duplicates: {
    title: 'Dubletten',
    go: 'Dubletten prüfen',
    precision: 'der Paare in Clustern sind wirklich dasselbe Produkt',
    recall: 'der echten Paare stehen in einem Cluster',
    counts:
      '{clusters, plural, one {# Cluster} other {# Cluster}}, {merged, plural, one {# zusammengeführter Datensatz} other {# zusammengeführte Datensätze}}.',
    waiting: 'Noch keine Cluster.',
  },
  traps: {
    title: 'Fallen',
    go: 'Cluster ansehen',
    waiting:
      '{total, number} Doppelgänger (anderer Speicher, Packung, Farbe oder Jahrgang) sind eingebaut. Die Angebote sind noch nicht verglichen.',
    found:
      '<big>{merged, number}</big> von {total, number} Doppelgängern (anderer Speicher, Packung, Farbe oder Jahrgang) zusammengeführt; {clustered, number} stehen in einem Cluster und werden von Menschen unterschieden.',
  },
  hitOf: '({hit, number} von {of, number})',
  pipeline: 'Ablauf ansehen',
  steps: {
    import: {
      name: 'Die Importe ansehen',
      text: 'Zwölf Verkäufer, jeder mit eigenen Spalten, eigenem Baum und eigenen Gewohnheiten, in CSV, TSV, JSON Lines und Parquet. Acht Zeilen hatten keinen Titel: Sie sind aufbewahrt, mit Zeile und Grund.',
    },
    categories: {
      name: 'Zehn Kategorien prüfen',
      text: '{accept} nimmt den Vorschlag an, {option} nimmt einen anderen, {other} sucht, {cantTell} sagt, dass es nicht zu erkennen ist, {undo} nimmt zurück. Das Nächste ist da, bevor Sie fragen.',
    },
    duplicates: {
      name: 'Drei Cluster zusammenführen',
      text: 'Alle sind angehakt: Haken Sie ab, was nicht dazugehört, {accept} führt zusammen. Abweichende Felder stehen oben; Speicher, Packungsgröße und Farbe sind die üblichen Fallen. {undo} macht rückgängig.',
    },
    labels: {
      name: 'Ihre Antworten als Labels sehen',
      text: 'Jede Entscheidung ist ein Fakt mit ihrem Urheber. Exportieren Sie sie, oder den berichtigten Katalog mit den Unterschieden je Verkäufer.',
    },
    training: {
      name: 'Neu trainieren',
      text: 'Das neue Modell lernt aus Ihren Labels und wird mit dem aktiven verglichen. Nichts ändert sich, bis Sie es freigeben.',
    },
    pipeline: {
      name: 'Dem Ablauf zusehen',
      text: 'Jedes Produkt steht in genau einem Zustand jeder Stufe. Was fehlschlug, sagt warum, und kann neu versucht werden.',
    },
  },
};
