import type { Messages } from '../messages.ts';

export const training: Messages['training'] = {
  board: {
    title: 'Training',
    lead: 'Jeder Lauf friert einen Datensatz ein, trainiert einen Kandidaten und misst ihn. Ein Mensch setzt ihn ein.',
    train: 'Neuen Kandidaten trainieren',
    long: 'Bis zurückgehaltene Produkte nicht mehr besser werden',
    trainMatcher: 'Paarmodell aus Entscheidungen trainieren',
    trainFilter: 'Paarfilter aus Entscheidungen trainieren',
    none: 'Noch keine Läufe',
    noneHint: 'Der erste Lauf lernt aus den Kategorien der Verkäufer.',
  },
  next: {
    title: 'Das erste Modell',
    label:
      '{labelled, plural, =0 {Noch hat kein Angebot eine Kategorie der Taxonomie} one {# Angebot hat eine Kategorie} other {# Angebote haben eine Kategorie}}; ein erstes Modell braucht {needed, number}. Einige zufällig gezogene Angebote warten in der Kategorien-Warteschlange: Jede Antwort zählt.',
    train:
      '{labelled, plural, one {# Angebot hat eine Kategorie} other {# Angebote haben eine Kategorie}}, aus denen ein erstes Modell lernen kann. Das dauert ein, zwei Minuten; sobald es im Einsatz ist, kommen die Kategorien, an denen es zweifelt, in die Warteschlange.',
    training:
      'Das erste Modell wird trainiert. Ist es gemessen, nimmt es jemand in Betrieb, und die Kategorien, an denen es zweifelt, kommen in die Warteschlange.',
    promote:
      'Das erste Modell ist trainiert und gemessen. Nehmen Sie es in Betrieb, dann kommen die Kategorien, an denen es zweifelt, in die Warteschlange.',
    who: 'Das macht eine Leitung oder jemand aus dem ML-Team.',
    goLabel: 'Einige Kategorien benennen',
    goSee: 'Beim Training zusehen',
    goTraining: 'Zum Training',
  },
  allRuns: 'Alle Läufe',
  batch: {
    categories: {
      title: 'Was man Menschen als Nächstes fragt',
      lead: 'Die Produkte, bei denen das Modell im Einsatz am unsichersten ist, untereinander verschieden, die wertvollsten zuerst. Sie lehren das nächste Modell mit weniger Antworten als zufällig gezogene Produkte; gemessen wird es nie an ihnen.',
      ask: 'Nach {count, number} Produkten fragen',
      drawn:
        '{drawn, number} der {of, number} unsichersten <link>warten in der Warteschlange der Kategorien</link>.',
    },
    duplicates: {
      title: 'Nach welchen Dubletten als Nächstes fragen',
      lead: 'Die vorgeschlagenen Gruppen mit einem Paar, das der Abgleich nicht unterscheiden kann, einander unähnlich, die wertvollsten zuerst. Sie lehren den nächsten Abgleich mit weniger Antworten als Gruppen der Reihe nach.',
      ask: 'Zuerst nach {count, number} Gruppen fragen',
      drawn:
        '{drawn, number} der {of, number} unsichersten Gruppen <link>stehen vorn in der Dubletten-Warteschlange</link>.',
    },
    failed: 'Nicht gezogen: {why}',
  },
  missing: {
    title: 'Was fehlende Teile kosten',
    label: 'Richtige Antworten je nachdem, was vom Produkt bleibt',
    caption: 'Anteil richtiger Antworten je nachdem, was vom Produkt bleibt',
    known: 'Bekannt',
    products: 'Produkte',
    level: 'Ebene {level}',
    alone: 'nur {parts}',
    whole: 'ganz {share}',
    part: {
      title: 'Titel',
      brand: 'Marke',
      description: 'Beschreibung',
      attributes: 'Attribute',
      sellerCategory: 'Verkäuferkategorie',
      price: 'Preis',
      image: 'Bild',
    },
  },
  card: {
    title: 'Modellkarte: {name}',
    download: 'Als Markdown herunterladen',
    print: 'Drucken',
  },
  inUse: {
    categorizer: 'Kategorienmodell im Einsatz',
    'pair-matcher': 'Paarmodell im Einsatz',
    'pair-filter': 'Paarfilter in Gebrauch',
    unfiltered: 'Keiner: Jeder Kandidat wird bewertet.',
    since: '<link>Karte von {name}, erstellt {made}</link>; im Einsatz seit {since}, eingesetzt von {by}.',
    none: 'Noch keines: Trainieren Sie eines und setzen Sie es ein.',
    shipped: 'Das mitgelieferte.',
    shippedCard: 'Karte des mitgelieferten Paarmodells',
    rollBack: 'Zum Modell vom {at} zurückkehren',
    rollBackAsk: 'Alles wird mit dem Modell vom {at} neu bewertet. Entscheidungen bleiben.',
    rollBackYes: 'Ja, zurückkehren',
    rollBackNo: 'Modell im Einsatz behalten',
    rollBackFailed: 'Nicht zurückgekehrt: {why}',
  },
  pairs: {
    own: 'Dieser Kandidat',
    inUse: 'Bei der Messung im Einsatz: {name}',
    provisional:
      'Vorläufig: an {count, plural, one {# entschiedenen Paar} other {# entschiedenen Paaren}} gemessen; 200 sind nötig.',
    learnt:
      'Gelernt aus {train, number} entschiedenen Paaren und {anchors, number}, bei denen das Modell im Einsatz sicher ist; gemessen an {test, number} Paaren anderer Produkte, davon {duplicates, number} Dubletten.',
    clusters:
      'Vorgeschlagene Gruppen nach dem Einsatz: {unchanged, number} unverändert, {grown, number} gewachsen, {split, number} geteilt, {merged, number} mit anderen vereint, {gone, number} weggefallen, {added, number} neu.',
    label: 'Messwerte des Paarmodells',
    caption: 'Messwerte des Paarmodells an zurückgehaltenen Paaren',
    matcher: 'Modell',
    f1: 'F1',
    precision: 'Genauigkeit',
    recall: 'Trefferquote',
    logLoss: 'Log-Verlust',
  },
  filter: {
    learnt:
      'Gelernt aus {learnt, number} entschiedenen Paaren und {anchors, number}, deren sich der Matcher in Gebrauch sicher ist.',
    recall:
      'Von {same, number} zurückgehaltenen Duplikaten von {products, plural, one {# Produkt} other {# Produkten}}, die nur über Wörter gefunden werden, behält er {recall} (mit 95 % Sicherheit mindestens {lower}; {needed} muss gezeigt sein), von {others, number} anderen entschiedenen Paaren {othersKept, number}.',
    unproven:
      'Nicht gut genug für den Einsatz: Was ein Filter verliert, sieht niemand. Mehr oder klarere Entscheidungen können helfen.',
    candidates:
      'Er würde {refused, number} von {asked, plural, one {# Kandidaten} other {# Kandidaten}} ablehnen, die nur über Wörter gefunden wurden; einer von hundert davon geht trotzdem weiter.',
    allPairs:
      'Von allen {pairs, number} Paaren aus {listings, plural, one {# Angebot} other {# Angeboten}} gingen {passed, number} weiter.',
  },
  promote: {
    read: 'Mir ist bekannt, dass diese Auswertung vorläufig ist',
    go: 'Einsetzen und neu bewerten',
  },
  register: {
    title: 'Ein anderswo trainiertes Modell',
    lead: 'Eine ONNX-Datei, die Texte liest und je Kategorie eine Zahl antwortet, und ihr Manifest (docs/learning.md). Sie wird am Validierungsteil kalibriert und am Testteil gemessen, dann verglichen und eingesetzt wie die unseren: Trainieren Sie sie nur mit dem Teil „train“ eines Exports.',
    model: 'Modell (.onnx)',
    manifest: 'Manifest (.json)',
    go: 'Registrieren',
    taken: 'Angenommen: Es steht oben unter den Läufen.',
    refused: 'abgelehnt mit {status}',
  },
  curves: {
    title: 'Wie er lernt',
    loss: 'Verlust',
    heldOut: 'Verlust auf Zurückgehaltenen',
    level: 'Ebene {level}',
    kept: 'behalten nach {step}',
    right: 'Richtig auf zurückgehaltenen Produkten',
    names: {
      search: 'Textmodell, bis zurückgehaltene Produkte nicht besser werden, Epoche {last}',
      folds: 'Textmodell auf Teilen, Epoche {last}',
      all: 'Textmodell auf allen Produkten, Epoche {last}',
      trees: 'Bäume des Vergleichers, Baum {last}',
    },
  },
  run: {
    made: 'Trainiert in {seconds} s mit {threads, plural, one {# Thread} other {# Threads}}, höchstens {memory, number} MB; Node {node}, Merkmale {features}',
    of: 'Lauf vom {at}',
    matcherOf: 'Paarmodell, Lauf vom {at}',
    filterOf: 'Paarfilter, Lauf vom {at}',
    active: 'aktives Modell',
    products:
      '{rows, plural, one {# Produkt} other {# Produkte}}, {decided, number} von Menschen entschieden · Datensatz {dataset} · Startwert {seed}',
    pairs:
      '{rows, plural, one {# Paar} other {# Paare}}, {decided, number} von Menschen entschieden · Datensatz {dataset} · Startwert {seed}',
    confusions: 'Verwechslungen und Teilmengen',
    compare: 'Mit dem Modell im Einsatz vergleichen',
    progress: 'Fortschritt des Laufs',
    cancel: 'Abbrechen',
    linear:
      'Linearer Teil: im Mittel {passesMean} Durchgänge durch die Produkte, höchstens {passesMax, number}; {converged, number} von {blocks, plural, one {# Klassenblock} other {# Klassenblöcken}} endeten durch die Toleranz.',
    beside: {
      golden:
        'Neben dem damals verwendeten Modell, auf der letzten Ebene, an {count, plural, one {demselben Produkt} other {denselben # Produkten}} der Referenzmenge:',
      given:
        'Neben dem damals verwendeten Modell, auf der letzten Ebene, an {count, plural, one {demselben Produkt} other {denselben # Produkten}}, ungesehen beantwortet:',
    },
    golden: 'Referenzmenge, {count, plural, one {# Produkt} other {# Produkte}} blind beurteilt: {levels}',
    goldenLevel: 'Ebene {level} {value} ({low}–{high})',
    provisional:
      'Vorläufig: außerhalb der Trainingsteile gemessen an {count, plural, one {# angegebenen Kategorie} other {# angegebenen Kategorien}}, die selbst teils falsch sind.',
    measuresLabel: 'Messwerte je Ebene',
    measuresCaption: 'Messwerte des Laufs je Ebene der Taxonomie',
    head: {
      level: 'Ebene',
      categories: 'Kategorien',
      accuracy: 'Richtig',
      weightedF1: 'Gewichtetes F1',
      macroF1: 'Makro-F1',
      ece: 'Kalibrierfehler',
    },
  },
  stage: {
    pictures: 'Bilder werden gelesen',
    around: 'Lernen aus dem, was um sie herum steht',
    ask: 'Befragung zu Validierungs- und Testteil',
    waiting: 'wartet auf den Arbeitsprozess',
    freeze: 'Datensatz wird eingefroren',
    freezePairs: 'entschiedene Paare werden eingefroren',
    read: 'Angebote werden gelesen',
    learnPairs: 'Lernen aus entschiedenen Paaren',
    register: 'wird registriert',
    embed: 'Vektoren werden gelernt',
    open: 'Modell wird geöffnet',
    weigh: 'Felder werden gewichtet',
    folds: 'Training in Teilen, für ehrliche Antworten über die Trainingsprodukte',
    fuse: 'Text, Bilder und Nachbarn werden gewichtet und kalibriert',
    all: 'Training mit allen Produkten',
    attributes: 'lernt, welche Attribute die Angebote nennen',
    round: 'die Zahlen für den Betrieb werden gerundet',
    write: 'Modelldateien werden geschrieben',
    outOfFold: 'Vorschläge außerhalb der Trainingsteile werden geschrieben',
    evaluate: 'wird ausgewertet',
  },
  schedule: {
    title: 'Training von selbst',
    rhythm:
      '{hours, plural, =0 {nicht nach Zeit} =24 {täglich} =168 {wöchentlich} =720 {alle 30 Tage} other {alle # Stunden}}',
    fresh: '{count, plural, one {# neues Label} other {# neue Labels}} seit dem letzten Lauf.',
    freshFirst: '{count, plural, one {# neues Label} other {# neue Labels}} seit Beginn.',
    off: 'Aus: Ein Lauf beginnt nur, wenn ein Mensch ihn anfordert.',
    onLabels:
      'An: nach {labels, plural, one {# neuen Label} other {# neuen Labels}}. Eingesetzt wird weiter von einem Menschen.',
    onTime: 'An: {rhythm}, wenn sich etwas geändert hat. Eingesetzt wird weiter von einem Menschen.',
    onBoth:
      'An: nach {labels, plural, one {# neuen Label} other {# neuen Labels}}, und {rhythm}, wenn sich etwas geändert hat. Eingesetzt wird weiter von einem Menschen.',
    setBy: 'Eingestellt von {by}, {at}.',
    afterLabels: 'Nach neuen Labels',
    noLabels: 'nicht nach Labels',
    byTime: 'Und nach Zeit',
    save: 'Speichern',
    on: 'Einschalten',
    switchOff: 'Ausschalten',
  },
  shadow: {
    title: 'Im Schattenbetrieb',
    on: 'Seit {since} beantwortet er jedes eingehende Produkt neben dem Modell im Einsatz. Seine Antworten sieht niemand.',
    onNow:
      'Ab jetzt beantwortet er jedes eingehende Produkt neben dem Modell im Einsatz. Seine Antworten sieht niemand.',
    off: 'Er kann eingehende Produkte neben dem Modell im Einsatz beantworten, ohne gezeigt zu werden.',
    other: 'Ein anderer Kandidat ist gerade im Schattenbetrieb; dieser Start beendet ihn.',
    end: 'Schattenbetrieb beenden',
    start: 'Im Schattenbetrieb starten',
    answered: '{count, plural, one {# Produkt} other {# Produkte}} beantwortet',
    answeredWaiting:
      '{count, plural, one {# Produkt} other {# Produkte}} beantwortet, {waiting, number} warten',
    same: 'Dieselbe Kategorie wie das Modell im Einsatz: {share}',
    judged:
      'Von {count, number}, die Menschen seither beurteilt haben ({blind, number} blind; bei den anderen war das Modell im Einsatz zu sehen, was es begünstigt): Kandidat richtig in {candidate}, Modell im Einsatz in {inUse}',
    within: '{value} ({low}–{high})',
    differ: 'Wo sie sich unterscheiden',
    says: 'Der Kandidat sagt {candidate}; das Modell im Einsatz sagt {inUse}',
    saysJudged: 'Der Kandidat sagt {candidate}; das Modell im Einsatz sagt {inUse}; Menschen sagen {judged}',
  },
  values: {
    title: 'Wert der Kategorien',
    lead: 'Vergleiche gewichten Produkte danach und führen die teuersten Verwechslungen zuerst auf; die Kategorien-Warteschlange fragt früher nach dem, was mehr zählt (höchstens um den Faktor acht). Ohne Angabe ist es die summierte Beliebtheit der Produkte einer Kategorie; ein für einen Zweig gesetzter Wert gilt für alles darunter.',
    find: 'Kategorie suchen',
    caption: 'Kategorien und ihre Werte, von Menschen gesetzte zuerst',
    category: 'Kategorie',
    products: 'Produkte',
    byPopularity: 'Nach Beliebtheit',
    set: 'Gesetzt',
    none: 'Keine Kategorie heißt so.',
    of: 'Wert von {name}',
    default: 'nach Beliebtheit',
    save: 'Speichern',
    by: 'von {name}',
  },
};
