import type { Messages } from '../messages.ts';

export const portrait: Messages['portrait'] = {
  data: {
    title: 'Die Daten',
    lead: 'Was da ist, was fehlt und was davon schaden dürfte.',
  },
  map: {
    title: 'Karte der Kategorien',
    lead: 'Wie die Kategorien zueinander liegen und welche das Modell verwechselt.',
    none: 'Noch keine Karte',
    noneHint:
      'Sie entsteht aus dem, was ein aktives Modell über die Produkte weiß: Trainieren Sie eines und zeichnen Sie dann neu.',
    sheet: 'Karte',
    about:
      'Nahe Kategorien enthalten ähnliche Produkte. Die Größe ist die Zahl der Produkte, die Farbe der Zweig; eine Linie verbindet zwei, die das Modell füreinander hält. Ein Punkt unter denen eines anderen Zweigs steht im Baum am falschen Ort oder ist mit Falschem gefüllt.',
    cut: 'Nur die {count, number} vollsten Kategorien sind gezeichnet.',
    label: 'Karte von {count, number} Kategorien; die Tabelle der verwechselten Paare hat die Zahlen',
    place: '{name}: {count, plural, one {# Produkt} other {# Produkte}}',
    branches: 'Zweige nach Farbe',
  },
  pairs: {
    title: 'Verwechselbare Paare',
    about:
      'Erwartete Fehler: So viele Produkte verwechselt das Modell nach seinen kalibrierten Wahrscheinlichkeiten zwischen beiden. Auf der anderen Seite: Produkte, die in der einen stehen, während das Modell die andere sagt. Ähnlichkeit: Kosinus ihrer mittleren Vektoren; 1 ist gleich. Ein Paar mit vielen erwarteten Fehlern braucht eine Richtlinie, eine Zusammenlegung oder Labels.',
    none: 'Das Modell hält kaum eine Kategorie für eine andere.',
    caption: 'Kategorienpaare, die das Modell füreinander hält',
    one: 'Die eine',
    other: 'Die andere',
    mistakes: 'Erwartete Fehler',
    swapped: 'Auf der anderen Seite',
    alike: 'Ähnlichkeit',
  },
  frame: {
    hint: 'Leitungen und Ingenieure können diese Zahlen sehen.',
    forLeads: 'Für Leitungen',
    drawn: 'Gezeichnet {at} aus {count, plural, one {# Produkt} other {# Produkten}} in {seconds} s.',
    drawnSample:
      'Gezeichnet {at} aus einer festen Stichprobe von {read, number} aus {count, plural, one {# Produkt} other {# Produkten}} in {seconds} s.',
    drawing: 'Wird gezeichnet …',
    anew: 'Neu zeichnen',
    draw: 'Bild der Daten zeichnen',
    failed: 'Es konnte nicht gezeichnet werden: {why}',
    coming: 'Jedes Angebot wird einmal gelesen; einige Sekunden für zehntausend Produkte.',
    none: 'Noch nicht gezeichnet',
    noneHint: 'Das Zeichnen liest jedes Angebot einmal und ändert nichts.',
  },
  groups: {
    noCategory: 'keine Kategorie',
    older: 'eine ältere Taxonomie',
    title: {
      branches: 'Nach Zweig',
      categories: 'Nach Kategorie',
      sellers: 'Nach Verkäufer',
    },
    kind: {
      branches: 'Zweig',
      categories: 'Kategorie',
      sellers: 'Verkäufer',
    },
    label: {
      branches: 'Zahlen nach Zweig',
      categories: 'Zahlen nach Kategorie',
      sellers: 'Zahlen nach Verkäufer',
    },
    caption: {
      branches: 'Zahlen der Daten nach Zweig',
      categories: 'Zahlen der Daten nach Kategorie',
      sellers: 'Zahlen der Daten nach Verkäufer',
    },
    group: 'Gruppe',
    order: 'Reihenfolge',
    name: 'Name',
    shortest: 'Kürzeste Titel',
    mostFrom: 'Meist von',
    words: 'Eigene Wörter',
    more: '{count, number} weitere sind nicht gezeigt; suchen Sie nach einem Namen.',
    note: 'Wörter im Titel: der Median und vom 5. bis zum 95. Perzentil. Preisspanne: das 95. Perzentil durch das 5.',
    column: {
      products: 'Produkte',
      titleWords: 'Wörter im Titel',
      noBrand: 'Ohne Marke',
      noGtin: 'Ohne GTIN',
      noDescription: 'Ohne Beschreibung',
      noPicture: 'Ohne Bild',
      onWhite: 'Auf Weiß',
      flat: 'Einfarbig',
      price: 'Preis',
      priceSpread: 'Preisspanne',
    },
  },
  figures: {
    missing: 'Fehlende Felder',
    languages: 'Sprachen',
    unknown: 'unbekannt',
    others: '{count, plural, one {# andere} other {# andere}}',
    detected:
      'Aus dem Text erkannt bei {count, plural, one {# Produkt} other {# Produkten}}, deren Feed sie nicht angibt.',
    balance: 'Ausgewogenheit der Kategorien',
    balanceUnit: 'Kategorien haben Produkte; die Taxonomie hat {leaves, number} Blätter',
    bySize: 'Kategorien nach Zahl der Produkte',
    largest:
      'Das größte Zehntel enthält {share} der Produkte. Für das Lernen sind sie so viel wert wie {effective, number} gleich große Kategorien (Gini {gini}).',
    words: 'Wörter',
    wordsUnit:
      'Wörter im mittleren Titel; {count, plural, one {# Titel hat} other {# Titel haben}} eines oder zwei',
    byWords: 'Titel nach Zahl der Wörter',
    descriptions: 'Beschreibungen: {low, number} bis {high, number} Wörter, im Median {median, number}.',
    noDescriptions: 'Keine Beschreibungen.',
    frequent: 'Am häufigsten in Titeln',
    pictures: 'Bilder',
    noPictures: 'Noch wurde keines gemessen.',
    picturesAbout:
      'Erste Bilder von {measured, plural, one {# Produkt} other {# Produkten}}. {white} stehen auf Weiß, {flat} sind einfarbig. {shared, number} Bilder sind auf mehreren Produkten ({products, number}); {failed, number} Adressen ergaben keines.',
    byWhite: 'Nach Anteil von Weiß',
    bySpread: 'Nach Lebhaftigkeit (Streuung der Grauwerte)',
    byBorder: 'Dasselbe am Rand: 0 ist ringsum eine Farbe',
    gridAbout:
      'Wo sich Bilder unterscheiden: Je kräftiger ein Feld, desto mehr schwankt sein Grau über den Katalog. Ein blasser Rand um eine kräftige Mitte heißt, dass beim Beschneiden des Rands nichts verloren geht.',
    gridTop:
      'Karte der Unterschiede zwischen Bildern: Streuung der Grauwerte von {low, number} bis {high, number}, am größten oben',
    gridInside:
      'Karte der Unterschiede zwischen Bildern: Streuung der Grauwerte von {low, number} bis {high, number}, am größten innen',
    cell: 'mittleres Grau {mean, number}, Streuung {deviation, number}',
    thousands: '{count} Tsd.',
  },
  field: {
    brand: 'Marke',
    gtin: 'GTIN',
    description: 'Beschreibung',
    price: 'Preis',
    attributes: 'Attribute',
    picture: 'Bild',
    language: 'Sprache',
    category: 'Kategorie',
  },
  risks: {
    title: 'Was schaden dürfte',
    none: 'Nichts, was ein Produkt von fünfhundert betrifft.',
    of: '{products, number} von {of, number}',
    inCategories: 'In {count, plural, one {# Kategorie} other {# Kategorien}}.',
    examples: 'Vor allem <list></list>',
    example: '<name></name> ({products, number})',
    exampleOf: '<name></name> ({products, number} von {of, number})',
    note: 'Nach dem Anteil der betroffenen Produkte: ab einem Fünftel schadet es sehr, ab einem Zwanzigstel schadet es.',
    weight: {
      much: 'schadet sehr',
      some: 'schadet',
      little: 'gut zu wissen',
    },
  },
  risk: {
    'no-category': {
      title: 'Ohne Kategorie',
      why: 'Sie lehren nichts, bis jemand sie entscheidet; bis dahin ordnen Vorschläge sie ein.',
    },
    'above-leaves': {
      title: 'In einer Kategorie mit feineren darunter',
      why: 'Sie sagen nicht, welches Blatt richtig ist, und trainieren nur die oberen Ebenen.',
    },
    'tiny-categories': {
      title: 'In Kategorien mit weniger als zehn Produkten',
      why: 'Zu wenige zum Lernen und Messen: Ihre Antworten stützen sich auf Kategorienamen und Nachbarn und gehen öfter an Menschen.',
    },
    'contradicting-titles': {
      title: 'Derselbe Titel in mehreren Kategorien',
      why: 'Die Labels widersprechen sich: Was das Modell auch antwortet, ist für manche falsch, und seine Wahrscheinlichkeiten geraten zu niedrig oder zu hoch. Oft sind es Angebote eines Produkts; klären Sie zuerst die Dubletten.',
    },
    'one-seller-categories': {
      title: 'In Kategorien, die ein Verkäufer füllt',
      why: 'Das Modell lernt womöglich, wie dieser Verkäufer schreibt, statt was die Kategorie ist. Bei anderen Verkäufern wird es weniger genau sein als gemessen.',
    },
    'wide-prices': {
      title: 'In Kategorien mit fünfzigfachen Preisunterschieden',
      why: 'Entweder mischt die Kategorie (Maschinen und ihre Ersatzteile), oder manche Preise stehen in anderer Einheit oder Währung. Der Preis sagt dort wenig.',
    },
    'short-titles': {
      title: 'Titel aus einem oder zwei Wörtern',
      why: 'Wenig zu lesen: Die Kategorie stützt sich auf Bilder und Attribute, Dubletten auf Codes.',
    },
    'no-language': {
      title: 'Sprache nicht angegeben',
      why: 'Sie wird aus dem Text erkannt, was bei kurzen Titeln irrt; eine Schwäche in einer Sprache kann verborgen bleiben.',
    },
    'thin-languages': {
      title: 'In Sprachen mit wenigen Produkten',
      why: 'Die Wörter dieser Sprachen sind kaum bekannt. Kategorienamen in ihnen helfen: Fügen Sie sie auf der Seite der Taxonomie hinzu.',
    },
    'no-description': {
      title: 'Ohne Beschreibung',
      why: 'Der Titel allein muss ähnliche Blätter unterscheiden.',
    },
    'no-brand': {
      title: 'Ohne Marke',
      why: 'Marken unterscheiden Kategorien und Dubletten; ohne sie werden öfter bloße Beinahe-Zwillinge vorgeschlagen.',
    },
    'no-gtin': {
      title: 'Ohne GTIN',
      why: 'Dubletten lassen sich nicht über ihre Nummer finden, nur über Ähnlichkeit, die Menschen bestätigen müssen.',
    },
    'no-picture': {
      title: 'Ohne Bild',
      why: 'Der Beitrag des Bildes fehlt; die Antwort kommt aus Text und Nachbarn und ist seltener sicher genug.',
    },
    'failed-pictures': {
      title: 'Bilder, die nicht geholt werden konnten',
      why: 'Die Adresse ergab kein Bild. Die Seite „Ablauf“ sagt warum und versucht es auf Wunsch erneut.',
    },
    'flat-pictures': {
      title: 'Einfarbige Bilder',
      why: 'Platzhalter: Sie sehen überall gleich aus und werden deshalb nie verglichen.',
    },
    'shared-pictures': {
      title: 'Ein Bild auf Produkten mehrerer Kategorien',
      why: 'Logos, Größentabellen und Platzhalter oder Angebote eines Produkts in verschiedenen Kategorien. Bilder ziehen dann Produkte zusammen, die nicht zusammengehören.',
    },
  },
};
