import type { Messages } from '../messages.ts';

export const leads: Messages['leads'] = {
  policy: {
    title: 'Prüfregeln',
    lead: 'Wie viel der Arbeit die Arbeit misst. Was gilt, gilt ab der nächsten Karte; jede Fassung bleibt erhalten.',
    blind: 'Ohne Vorschlag gezeigt',
    blindHint:
      'Zeigt, wie stark Vorschläge beeinflussen, und liefert faire Antworten, an denen Modelle gemessen werden.',
    second: 'Von einer zweiten Person beurteilt',
    secondHint: 'Wer erneut urteilt, sieht die erste Antwort nicht. Zwei verschiedene gehen an die Leitung.',
    gold: 'Bekannte Antworten unter den anderen',
    goldHint:
      '{count, plural, =0 {Noch ist von keinem Produkt die Antwort bekannt: Ohne eines bewirkt dies nichts.} one {Von # Produkt ist die Antwort bekannt.} other {Von # Produkten ist die Antwort bekannt.}} Sie sehen aus wie alle anderen; danach wird die Antwort gezeigt.',
    work: 'Zusammen etwa {share} mehr Arbeit als ohne.',
    save: 'Speichern',
    saved: 'Als Fassung {version, number} gespeichert.',
    changed:
      'Inzwischen hat jemand eine andere Fassung gespeichert. Sie wird jetzt gezeigt; prüfen Sie sie und speichern Sie erneut.',
    range: 'Zwischen 0 und 50 %.',
    versions: 'Fassungen',
    none: 'Noch hat niemand etwas festgelegt: Alles steht auf 0 %.',
    version: 'Fassung',
    by: 'Festgelegt von',
    at: 'Wann',
    noCatalog: 'Noch kein Katalog',
    importFirst: 'Importieren Sie zuerst einen.',
  },
  proposals: {
    title: 'Vorgeschlagene Kategorien',
    lead: 'Kategorien, die beim Prüfen gefehlt haben. Angenommene gehören in die nächste Version der Taxonomie.',
    none: 'Noch hat niemand eine Kategorie vermisst.',
    noneHint: 'In der Kategoriesuche der Prüfung schlägt „Kategorie fehlt“ eine vor.',
    open: '{count, plural, =0 {Keine ist offen.} one {# ist offen.} other {# sind offen.}}',
    under: 'unter {parent}',
    top: 'auf oberster Ebene',
    isThere: 'Eine Kategorie dieses Namens steht dort schon.',
    by: '{by}, {at}',
    product: 'Gefehlt bei',
    accept: 'Annehmen',
    refuse: 'Ablehnen',
    reason: 'Wort an die vorschlagende Person',
    reasonHint: 'Zum Ablehnen nötig.',
    accepted: 'Angenommen von {by}',
    refused: 'Abgelehnt von {by}',
    openState: 'Offen',
    answered: 'Beantwortet: {name}',
  },
};
