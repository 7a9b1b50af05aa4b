import type { Messages } from '../messages.ts';

export const training: Messages['training'] = {
  board: {
    title: 'Addestramento',
    lead: 'Ogni addestramento congela un insieme di dati, crea un candidato e lo misura. Una persona lo promuove.',
    train: 'Addestra un nuovo candidato',
    long: 'Finché i prodotti tenuti da parte non migliorano più',
    trainMatcher: 'Addestra un modello di coppie sulle decisioni',
    trainFilter: 'Addestra un filtro di coppie sulle decisioni',
    none: 'Nessun addestramento',
    noneHint: 'Il primo addestramento impara dalle categorie dei venditori.',
  },
  next: {
    title: 'Il primo modello',
    label:
      '{labelled, plural, =0 {Nessuna offerta ha ancora una categoria della tassonomia} one {# offerta ha una categoria} other {# offerte hanno una categoria}}; a un primo modello ne servono {needed, number}. Alcune offerte, estratte a caso, attendono nella coda delle categorie: ogni risposta conta.',
    train:
      '{labelled, plural, one {# offerta ha una categoria} other {# offerte hanno una categoria}} da cui un primo modello può imparare. Ci vogliono uno o due minuti; appena è in uso, le categorie di cui dubita arrivano nella coda.',
    training:
      'Il primo modello è in addestramento. Quando è misurato, qualcuno lo mette in uso e le categorie di cui dubita arrivano nella coda.',
    promote:
      'Il primo modello è addestrato e misurato. Mettetelo in uso e le categorie di cui dubita arriveranno nella coda.',
    who: 'Lo fa un responsabile o un ingegnere ML.',
    goLabel: 'Indicare alcune categorie',
    goSee: 'Segui l’addestramento',
    goTraining: 'Vai all’addestramento',
  },
  allRuns: 'Tutti gli addestramenti',
  batch: {
    categories: {
      title: 'Che cosa chiedere ora alle persone',
      lead: 'I prodotti di cui il modello in uso è meno sicuro, diversi tra loro, prima i più preziosi. Insegnano al prossimo modello con meno risposte rispetto a prodotti estratti a caso; non servono mai a misurarlo.',
      ask: 'Chiedi di {count, number} prodotti',
      drawn:
        '{drawn, number} dei {of, number} meno sicuri <link>attendono nella coda delle categorie</link>.',
    },
    duplicates: {
      title: 'Su quali duplicati chiedere ora',
      lead: 'I gruppi proposti con una coppia che il modello non sa distinguere, diversi tra loro, prima quelli di maggior valore. Istruiscono il prossimo modello con meno risposte dei gruppi presi in ordine.',
      ask: 'Chiedere prima su {count, number} gruppi',
      drawn:
        '{drawn, number} dei {of, number} gruppi più incerti <link>sono in testa alla coda dei duplicati</link>.',
    },
    failed: 'Non estratti: {why}',
  },
  missing: {
    title: 'Quanto costano le parti mancanti',
    label: 'Risposte giuste secondo ciò che resta di un prodotto',
    caption: 'Quota di risposte giuste secondo ciò che resta di un prodotto',
    known: 'Noto',
    products: 'Prodotti',
    level: 'Livello {level}',
    alone: 'solo {parts}',
    whole: 'intero {share}',
    part: {
      title: 'titolo',
      brand: 'marca',
      description: 'descrizione',
      attributes: 'attributi',
      sellerCategory: 'categoria del venditore',
      price: 'prezzo',
      image: 'immagine',
    },
  },
  card: {
    title: 'Scheda del modello: {name}',
    download: 'Scarica come Markdown',
    print: 'Stampa',
  },
  inUse: {
    categorizer: 'Modello di categorie in uso',
    'pair-matcher': 'Modello di coppie in uso',
    'pair-filter': 'Filtro di coppie in uso',
    unfiltered: 'Nessuno: ogni candidato viene valutato.',
    since: '<link>Scheda di {name}, del {made}</link>; in uso dal {since}, messo in uso da {by}.',
    none: 'Ancora nessuno: ne addestri uno e lo promuova.',
    shipped: 'Quello fornito.',
    shippedCard: 'Scheda del modello di coppie fornito',
    rollBack: 'Torna al modello del {at}',
    rollBackAsk: 'Tutto viene rivalutato con il modello del {at}. Le decisioni restano.',
    rollBackYes: 'Sì, torna indietro',
    rollBackNo: 'Mantieni il modello in uso',
    rollBackFailed: 'Non ripristinato: {why}',
  },
  pairs: {
    own: 'Questo candidato',
    inUse: 'In uso alla misura: {name}',
    provisional:
      'Provvisorio: misurato su {count, plural, one {# coppia decisa} other {# coppie decise}}; ne servono 200.',
    learnt:
      'Appreso da {train, number} coppie decise e {anchors, number} di cui il modello in uso è sicuro; misurato su {test, number} coppie di altri prodotti, di cui {duplicates, number} duplicati.',
    clusters:
      'Gruppi proposti dopo la promozione: {unchanged, number} invariati, {grown, number} cresciuti, {split, number} divisi, {merged, number} uniti ad altri, {gone, number} scomparsi, {added, number} nuovi.',
    label: 'Misure del modello di coppie',
    caption: 'Misure del modello di coppie su coppie tenute da parte',
    matcher: 'Modello',
    f1: 'F1',
    precision: 'Precisione',
    recall: 'Richiamo',
    logLoss: 'Perdita logaritmica',
  },
  filter: {
    learnt:
      'Ha imparato da {learnt, number} coppie decise e da {anchors, number} di cui il comparatore in uso è sicuro.',
    recall:
      'Di {same, number} duplicati tenuti da parte, di {products, plural, one {# prodotto} other {# prodotti}}, trovati solo dalle parole, ne conserva {recall} (almeno {lower} con il 95 % di confidenza; va dimostrato {needed}), e di {others, number} altre coppie decise {othersKept, number}.',
    unproven:
      'Non abbastanza buono per essere messo in uso: ciò che un filtro perde non lo vede nessuno. Decisioni più numerose o più chiare possono aiutare.',
    candidates:
      'Rifiuterebbe {refused, number} di {asked, plural, one {# candidato trovato} other {# candidati trovati}} solo dalle parole; uno su cento di questi passa comunque.',
    allPairs:
      'Di tutte le {pairs, number} coppie di {listings, plural, one {# annuncio} other {# annunci}} ne passerebbero {passed, number}.',
  },
  promote: {
    read: 'So che questa valutazione è provvisoria',
    go: 'Promuovi e rivaluta',
  },
  register: {
    title: 'Un modello addestrato altrove',
    lead: 'Un file ONNX che legge testi e risponde un numero per ogni categoria, con il suo manifesto (docs/learning.md). Viene calibrato sulla parte di validazione e misurato su quella di test, poi confrontato e promosso come i nostri: lo addestri solo sulla parte «train» di un’esportazione.',
    model: 'Modello (.onnx)',
    manifest: 'Manifesto (.json)',
    go: 'Registra',
    taken: 'Accettato: figura tra gli addestramenti qui sopra.',
    refused: 'rifiutato con {status}',
  },
  curves: {
    title: 'Come impara',
    loss: 'perdita',
    heldOut: 'perdita su esclusi',
    level: 'livello {level}',
    kept: 'tenuto dopo {step}',
    right: 'Giusti sui prodotti esclusi',
    names: {
      search: 'Modello di testo finché i prodotti tenuti da parte non migliorano più, epoca {last}',
      folds: 'Modello di testo per parti, epoca {last}',
      all: 'Modello di testo su tutti i prodotti, epoca {last}',
      trees: 'Alberi del comparatore, albero {last}',
    },
  },
  run: {
    made: 'Addestrato in {seconds} s con {threads, plural, one {# thread} other {# thread}}, al massimo {memory, number} MB; Node {node}, caratteristiche {features}',
    of: 'Addestramento del {at}',
    matcherOf: 'Modello di coppie, addestramento del {at}',
    filterOf: 'Filtro di coppie, addestramento del {at}',
    active: 'modello attivo',
    products:
      '{rows, plural, one {# prodotto} other {# prodotti}}, {decided, number} decisi da persone · insieme di dati {dataset} · seme {seed}',
    pairs:
      '{rows, plural, one {# coppia} other {# coppie}}, {decided, number} decise da persone · insieme di dati {dataset} · seme {seed}',
    confusions: 'Confusioni e sottogruppi',
    compare: 'Confronta con il modello in uso',
    progress: 'Avanzamento dell’addestramento',
    cancel: 'Annulla',
    linear:
      'Parte lineare: in media {passesMean} passaggi sui prodotti, al massimo {passesMax, number}; {converged, number} di {blocks, plural, one {# blocco} other {# blocchi}} di classi fermati dalla tolleranza.',
    beside: {
      golden:
        'Accanto al modello allora in uso, all’ultimo livello, sugli stessi {count, plural, one {# prodotto} other {# prodotti}} dell’insieme di riferimento:',
      given:
        'Accanto al modello allora in uso, all’ultimo livello, sugli stessi {count, plural, one {# prodotto} other {# prodotti}}, fuori campione:',
    },
    golden:
      'Insieme di riferimento, {count, plural, one {# prodotto giudicato} other {# prodotti giudicati}} alla cieca: {levels}',
    goldenLevel: 'livello {level} {value} ({low}–{high})',
    provisional:
      'Provvisorio: misurato fuori campione su {count, plural, one {# categoria indicata} other {# categorie indicate}}, in parte errate.',
    measuresLabel: 'Misure per livello',
    measuresCaption: 'Misure dell’addestramento per livello della tassonomia',
    head: {
      level: 'Livello',
      categories: 'Categorie',
      accuracy: 'Accuratezza',
      weightedF1: 'F1 ponderato',
      macroF1: 'F1 macro',
      ece: 'Errore di calibrazione',
    },
  },
  stage: {
    pictures: 'lettura delle immagini',
    around: 'apprendimento da ciò che le circonda',
    ask: 'interrogazione sulle parti di validazione e test',
    waiting: 'in attesa del processo di lavoro',
    freeze: 'congelamento dell’insieme di dati',
    freezePairs: 'congelamento delle coppie decise',
    read: 'lettura delle offerte',
    learnPairs: 'apprendimento dalle coppie decise',
    register: 'registrazione',
    embed: 'apprendimento dei vettori',
    open: 'apertura del modello',
    weigh: 'ponderazione dei campi',
    folds: 'addestramento per parti, per risposte oneste sui prodotti di addestramento',
    fuse: 'ponderazione di testo, immagini e vicini, e calibrazione',
    all: 'addestramento su tutti i prodotti',
    attributes: 'apprendimento degli attributi che gli annunci dichiarano',
    round: 'arrotondamento dei numeri in servizio',
    write: 'scrittura dei file del modello',
    outOfFold: 'scrittura dei suggerimenti fuori campione',
    evaluate: 'valutazione',
  },
  schedule: {
    title: 'Addestramento automatico',
    rhythm:
      '{hours, plural, =0 {non a tempo} =24 {ogni giorno} =168 {ogni settimana} =720 {ogni 30 giorni} other {ogni # ore}}',
    fresh: '{count, plural, one {# nuova etichetta} other {# nuove etichette}} dall’ultimo addestramento.',
    freshFirst: '{count, plural, one {# nuova etichetta} other {# nuove etichette}} dall’inizio.',
    off: 'Spento: un addestramento comincia solo su richiesta di una persona.',
    onLabels:
      'Attivo: dopo {labels, plural, one {# nuova etichetta} other {# nuove etichette}}. A promuovere è sempre una persona.',
    onTime: 'Attivo: {rhythm} se qualcosa è cambiato. A promuovere è sempre una persona.',
    onBoth:
      'Attivo: dopo {labels, plural, one {# nuova etichetta} other {# nuove etichette}}, e {rhythm} se qualcosa è cambiato. A promuovere è sempre una persona.',
    setBy: 'Impostato da {by}, {at}.',
    afterLabels: 'Dopo nuove etichette',
    noLabels: 'non per etichette',
    byTime: 'E a tempo',
    save: 'Salva',
    on: 'Attiva',
    switchOff: 'Disattiva',
  },
  shadow: {
    title: 'In ombra',
    on: 'Dal {since} risponde a ogni prodotto in arrivo accanto al modello in uso. Le sue risposte non sono mostrate a nessuno.',
    onNow:
      'Da ora risponde a ogni prodotto in arrivo accanto al modello in uso. Le sue risposte non sono mostrate a nessuno.',
    off: 'Può rispondere ai prodotti in arrivo accanto al modello in uso, senza essere mostrato.',
    other: 'Un altro candidato è ora in ombra; avviare questo lo termina.',
    end: 'Termina l’ombra',
    start: 'Avvia in ombra',
    answered: '{count, plural, one {# prodotto trattato} other {# prodotti trattati}}',
    answeredWaiting:
      '{count, plural, one {# prodotto trattato} other {# prodotti trattati}}, {waiting, number} in attesa',
    same: 'La stessa categoria del modello in uso: {share}',
    judged:
      'Su {count, number} giudicati da allora da persone ({blind, number} alla cieca; negli altri si vedeva il modello in uso, il che lo avvantaggia): candidato giusto in {candidate}, modello in uso in {inUse}',
    within: '{value} ({low}–{high})',
    differ: 'Dove differiscono',
    says: 'Il candidato dice {candidate}; il modello in uso dice {inUse}',
    saysJudged: 'Il candidato dice {candidate}; il modello in uso dice {inUse}; le persone dicono {judged}',
  },
  values: {
    title: 'Valore delle categorie',
    lead: 'I confronti pesano i prodotti con questo valore ed elencano prima le confusioni più costose; la coda delle categorie chiede prima di ciò che conta di più (al massimo di un fattore otto). In mancanza d’altro è la popolarità sommata dei prodotti della categoria; un valore impostato per un ramo vale per tutto ciò che sta sotto.',
    find: 'Cerca una categoria',
    caption: 'Categorie e i loro valori, prima quelli impostati da persone',
    category: 'Categoria',
    products: 'Prodotti',
    byPopularity: 'Per popolarità',
    set: 'Impostato',
    none: 'Nessuna categoria si chiama così.',
    of: 'Valore di {name}',
    default: 'per popolarità',
    save: 'Salva',
    by: 'da {name}',
  },
};
